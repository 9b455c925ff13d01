"""Whole commands as a user waits for them, as ratios to what their imports alone would take."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from jiangzhi.cli.main import main; raise SystemExit(main())")
RUN = (
    "run", "rules/yunfu-township-incentive.md", "inputs/yunfu-township-incentive.xlsx", "--out",
)  # fmt: skip
#: What takes long to import, and is of no use to a run over an .xlsx workbook.
NOT_NEEDED = ("pandas", "openpyxl", "xlrd", "msoffcrypto", "matplotlib")
#: A run may take so many times what importing pandas takes.
MOST_OF_PANDAS = 5.5
#: Verifying may take so many times what running takes.
MOST_OF_RUN = 1.2
#: Seconds on an idle machine of two cores; a busy one is held to the ratio only.
AIM = 1.5


def seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def interleaved(*commands: Sequence[str], times: int) -> list[float]:
    """The median seconds of each command, taken in turns."""
    taken = [[seconds(command) for command in commands] for _ in range(times)]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


def test_help_comes_as_soon_as_click(benchmark):
    click = (sys.executable, "-c", "import click")
    ours, theirs = interleaved((*PROGRAM, "--help"), click, times=5)
    benchmark.extra_info["ms more than click"] = round((ours - theirs) * 1000)
    benchmark.pedantic(seconds, ((*PROGRAM, "--help"),), rounds=1)
    assert ours - theirs < 0.1


def test_a_run_over_63_towns(benchmark, tmp_path):
    pandas = (sys.executable, "-c", "import pandas")
    ours, theirs = interleaved((*PROGRAM, *RUN, str(tmp_path)), pandas, times=3)
    benchmark.extra_info["seconds"] = round(ours, 2)
    benchmark.extra_info["of the aim"] = round(ours / AIM, 2)
    benchmark.extra_info["of importing pandas"] = round(ours / theirs, 2)
    benchmark.pedantic(seconds, ((*PROGRAM, *RUN, str(tmp_path)),), rounds=1)
    assert ours / theirs < MOST_OF_PANDAS


def test_verify_beside_run(benchmark, tmp_path):
    """A run of 63 towns recomputed and compared takes little more than making it."""
    subprocess.run((*PROGRAM, *RUN, str(tmp_path)), cwd=ROOT, check=True, capture_output=True)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    again = tmp_path / "again"
    verify = (*PROGRAM, "verify", str(folder))
    ours, theirs = interleaved(verify, (*PROGRAM, *RUN, str(again)), times=5)
    benchmark.extra_info["of run"] = round(ours / theirs, 2)
    benchmark.pedantic(seconds, (verify,), rounds=1)
    assert ours / theirs <= MOST_OF_RUN


@pytest.mark.parametrize("module", NOT_NEEDED)
def test_a_run_imports_nothing_that_it_does_not_need(imported, module):
    assert module not in imported


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> set[str]:
    script = (
        "import sys\nfrom jiangzhi.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    command = (sys.executable, "-c", script, *RUN, str(tmp_path_factory.mktemp("out")))
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = set(done.stderr.split())
    assert "numpy" in found
    return found
