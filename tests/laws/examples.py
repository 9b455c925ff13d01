"""How many examples a law is tried on: a few in every run, many with ``make laws``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

#: Each law takes so many times the examples, drawn anew each time where it is not 1.
TIMES = int(os.environ.get("LAWS_TIMES", "1"))


def many(examples: int) -> settings:
    """The settings of a law. What it draws is too large to be shrunk in useful time."""
    return settings(
        max_examples=examples * TIMES, deadline=None, derandomize=TIMES == 1, print_blob=True,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        database=None,
    )  # fmt: skip
