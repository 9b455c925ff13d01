"""The share of start-up: the first 10^3 rows, from the start of Python, imports included."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "bench.workload.first")
#: Seconds, of the processor too: what waits for a busy machine is not the program's.
AIM = 1
ROUNDS = 5


def taken(*command: str) -> tuple[float, float]:
    """Seconds on the wall, and of the processor."""
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, cwd=TESTS, check=True, capture_output=True)
    after = os.times()
    own = after.children_user - before.children_user
    return time.perf_counter() - started, own + after.children_system - before.children_system


def test_the_first_1000_rows(benchmark, figures):
    bare = (sys.executable, "-c", "import numpy")
    rounds = [(taken(*COMMAND, "1000"), taken(*bare)) for _ in range(ROUNDS)]
    wall, cpu = (statistics.median(ours[at] for ours, _ in rounds) for at in range(2))
    numpy = statistics.median(theirs[1] for _, theirs in rounds)
    section = figures.section("Start-up and firing", "what", "measured", "aim")
    section.add(
        "the first 1,000 rows, imports included",
        f"{wall:.2f} s, of the processor {cpu:.2f} s (importing numpy: {numpy:.2f} s)",
        f"under {AIM} s",
    )
    benchmark.pedantic(taken, args=(*COMMAND, "1000"), rounds=1)
    assert cpu < AIM
