"""What all tests share: programs that some need, and the switch that rewrites golden files."""

from __future__ import annotations

import os
import shutil
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine only.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

#: Fixtures that the tests of several stages share, below tests/.
pytest_plugins = ["fixtures.taoyuan", "fixtures.published"]

#: The marker of tests that need a program, and the names the program goes by.
PROGRAMS: Final = {
    "office": ("soffice", "libreoffice"),
    "browser": ("chromium", "chromium-browser", "google-chrome"),
}
#: Seconds after which a test that waits on another program has failed; others: setup.cfg.
LIMITS: Final = {"office": 420, "browser": 240, "fuzz": 0, "slow": 1500}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--reset-golden",
        action="store_true",
        help="rewrite the expected output in tests/good and tests/bad; review the difference",
    )
    parser.addoption(
        "--slow", action="store_true", help="also run tests marked slow (built wheels, fuzzing)"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("slow") and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))
        if item.get_closest_marker("timeout") is None:
            limits = [LIMITS[marker] for marker in LIMITS if item.get_closest_marker(marker)]
            if limits:
                item.add_marker(pytest.mark.timeout(0 if 0 in limits else max(limits)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, names in PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, names)):
            missing = f"{marker}: none of {', '.join(names)} is installed"
            if os.environ.get("CI") == "true":
                pytest.fail(missing, pytrace=False)
            pytest.skip(missing)
