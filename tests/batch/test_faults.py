"""A batch that is killed, or finds the disk full, loses nothing: the next start gives the bytes
of one that nothing disturbed. Code: B117."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiangzhi.batch.ledger_check import check_ledger
from jiangzhi.batch.shelf import shelf

COMMAND = [
    sys.executable, "-c", "import sys; from jiangzhi.cli.main import main; sys.exit(main())",
    "batch", "办法.md", "inputs/*.csv",
]  # fmt: skip


def start(limit: str = "") -> subprocess.Popen[bytes]:
    command = COMMAND
    if limit:
        command = ["bash", "-c", f'{limit}; exec "$@"', "bash", *COMMAND]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def content(out: Path) -> dict[str, bytes]:
    """All files of all runs; what lies beside them is no result."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for one in shelf(out)
        for path in sorted(one.folder.iterdir())
    }


@pytest.fixture
def undisturbed(workspace, workbook) -> dict[str, bytes]:
    for county in ("清河县", "桃源县"):
        for year in (2023, 2024):
            workbook(county, year)
    process = start()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    whole = content(workspace / "outputs")
    (workspace / "outputs").rename(workspace / "undisturbed")
    return whole


def killed_at_and_started_again(workspace: Path, seconds: float) -> dict[str, bytes]:
    process = start()
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    again = start()
    _, err = again.communicate(timeout=300)
    assert again.returncode == 0, err.decode()
    out = workspace / "outputs"
    assert check_ledger(out).found == ()
    found = content(out)
    left = [path.name for path in out.iterdir() if path.name.startswith(".building")]
    assert left == []
    subprocess.run(["rm", "-r", str(out)], check=True)
    return found


@pytest.mark.parametrize("seconds", [0.9, 2.0])
def test_killed_and_started_again_it_gives_the_same_bytes(workspace, undisturbed, seconds):
    assert killed_at_and_started_again(workspace, seconds) == undisturbed


@pytest.mark.slow
@pytest.mark.fuzz
def test_killed_at_two_hundred_moments(workspace, undisturbed):
    drawn = random.Random(1)
    for _ in range(200):
        assert killed_at_and_started_again(workspace, drawn.uniform(0.2, 6)) == undisturbed


def test_a_disk_that_is_full_is_said_and_the_next_start_carries_on(workspace, undisturbed):
    full = start("ulimit -f 24")
    _, err = full.communicate(timeout=300)
    assert full.returncode == 1
    assert "B117" in err.decode()
    assert shelf(workspace / "outputs") == []
    again = start()
    assert again.wait(300) == 0
    assert content(workspace / "outputs") == undisturbed


def test_two_batches_at_once_mix_nothing(workspace, undisturbed):
    both = [start(), start()]
    for one in both:
        _, err = one.communicate(timeout=300)
        assert one.returncode == 0, err.decode()
    assert content(workspace / "outputs") == undisturbed
    assert check_ledger(workspace / "outputs").found == ()
