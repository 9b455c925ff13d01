"""Disks that are full, programs that are killed: a sentence, a code, and what was there stays."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiangzhi.cli import main as module
from jiangzhi.cli.failure import diagnostic_of_failure
from jiangzhi.cli.main import main

POLICY = """---
办法: small
名称: 小办法
施行: 2020-01-01 起
金额单位: 万元
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 镇街 | 名称 | |
| 收入 | 金额 | >= 0 |

```规则
结果 奖励 = 收入 * 1%
  取整 元
```
"""
DATA = "镇街,收入(万元)\n甲镇,100\n乙镇,200\n"
PROGRAM = [sys.executable, "-c", "import sys; from jiangzhi.cli.main import main; sys.exit(main())"]
#: Each writes something, below the folder it runs in.
COMMANDS = {
    "run": ["run", "p.md", "d.csv", "--out", "o"],
    "run elsewhere": ["run", "p.md", "d.csv", "--out", "new/deep"],
    "report": ["report", "RUN"],
    "report again": ["report", "RUN", "--out", "mine.txt"],
    "template": ["template", "p.md", "new/t.xlsx"],
    "annotate": ["read", "p.md", "d.csv", "--annotate", "new/a.xlsx"],
    "init": ["init", "w"],
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    (folder / "p.md").write_text(POLICY, encoding="utf-8")
    (folder / "d.csv").write_text(DATA, encoding="utf-8")
    (folder / "mine.txt").write_text("别人的", encoding="utf-8")
    assert jiangzhi(COMMANDS["run"], cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(template, tmp_path / "f")
    (run,) = [path for path in (tmp_path / "f" / "o").iterdir() if (path / "run.json").exists()]
    (run / "report.html").write_text("改过", encoding="utf-8")
    return tmp_path / "f"


def jiangzhi(args, *, cwd, largest: int | None = None, **more):
    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [*PROGRAM, *named(args, cwd)],
        cwd=cwd, preexec_fn=limit, env=environment, text=True, check=False, timeout=120,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )  # fmt: skip


def named(args, cwd: Path) -> list[str]:
    runs = sorted(path for path in (cwd / "o").glob("*") if (path / "run.json").exists())
    return [str(runs[0].relative_to(cwd)) if arg == "RUN" else arg for arg in args]


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if path.suffix not in (".sqlite", ".db") and "ledger" not in path.name
    }


@pytest.mark.parametrize("largest", [0, 700, 2500])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_takes_no_more_is_said_and_nothing_changes(folder, command, largest):
    before = contents(folder)
    done = jiangzhi(COMMANDS[command], cwd=folder, largest=largest)
    if done.returncode == 0 and largest:
        return  # what it writes is smaller than that
    assert done.returncode == 1, done.stderr
    # without a byte to spare, a library may find no folder for its own temporary files
    assert "错误 C102 文件读写失败:" in done.stderr
    assert "文件超过了允许的大小" in done.stderr or not largest
    assert "Traceback" not in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_what_others_wrote_is_still_there_after(folder, command):
    before = contents(folder)
    assert jiangzhi(COMMANDS[command], cwd=folder).returncode == 0
    after = list(contents(folder).values())
    assert [name for name, data in before.items() if data is not None and data not in after] == []
    assert not list(folder.rglob(".jiangzhi-*"))


@pytest.mark.parametrize("command", ["run elsewhere", "template", "annotate"])
def test_a_file_where_a_folder_is_wanted_is_said(folder, command):
    (folder / "new").write_text("一个文件", encoding="utf-8")
    done = jiangzhi(COMMANDS[command], cwd=folder)
    assert done.returncode == 1
    assert "错误 C102" in done.stderr
    assert (folder / "new").read_text(encoding="utf-8") == "一个文件"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("args", [["check", "p.md"], ["--help"], ["show", "plan", "p.md"]])
def test_a_full_standard_output_is_said_once(folder, args):
    with Path("/dev/full").open("w") as full:
        done = jiangzhi(args, cwd=folder, stdout=full)
    assert done.returncode == 1
    assert "C102 文件读写失败:磁盘已满" in done.stderr
    assert "Exception ignored" not in done.stderr


def test_memory_that_runs_out_is_said(monkeypatch, capsys):
    def no_memory(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module.Program, "get_command", no_memory)
    assert main(["check"]) == 1
    assert "错误 C109 内存不够" in capsys.readouterr().err


def test_the_word_of_the_system_is_found_in_what_a_library_raises():
    from xlsxwriter.exceptions import FileCreateError

    inside = OSError(errno.ENOSPC, "No space left on device")
    for error in (inside, FileCreateError(inside)):
        diagnostic = diagnostic_of_failure(error)
        assert (diagnostic.code, diagnostic.args["reason"]) == ("C102", "磁盘已满")
        assert diagnostic.args["reason_en"] == "No space left on device"


def kill_at(moment: float, folder: Path) -> None:
    """Start a run, kill it after so many seconds, and see that nothing was lost by it."""
    before = contents(folder)
    process = subprocess.Popen(
        [*PROGRAM, *COMMANDS["run"]],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    visible = [path for path in (folder / "o").iterdir() if path.is_dir()]
    for run in [path for path in visible if not path.name.startswith(".")]:
        assert (run / "run.json").exists(), run
    assert jiangzhi(COMMANDS["run"], cwd=folder).returncode == 0
    after = list(contents(folder).values())
    assert [name for name, data in before.items() if data is not None and data not in after] == []
    assert [path.name for path in (folder / "o").glob(".jiangzhi-*")] == []
    (run,) = [path for path in (folder / "o").glob("*-??????????") if path.is_dir()]
    verified = jiangzhi(["verify", str(run.relative_to(folder))], cwd=folder)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def duration(folder: Path) -> float:
    """Seconds of a whole run of this folder's data elsewhere."""
    started = time.perf_counter()
    assert jiangzhi(["run", "p.md", "d.csv", "--out", "x"], cwd=folder).returncode == 0
    return time.perf_counter() - started


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95])
def test_a_kill_leaves_nothing_half_made(folder, share):
    kill_at(duration(folder) * share, folder)


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(200))
def test_a_kill_at_a_random_moment_leaves_nothing_half_made(folder, seed):
    draw = random.Random(seed)
    kill_at(duration(folder) * draw.uniform(0.2, 1.05), folder)


def test_several_writers_at_once_end_with_one_whole_run(folder):
    started = [
        subprocess.Popen(
            [*PROGRAM, "run", "p.md", "d.csv", "--out", "many"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    said = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    (run,) = [path for path in (folder / "many").iterdir() if path.is_dir()]
    assert jiangzhi(["verify", str(run.relative_to(folder))], cwd=folder).returncode == 0


def test_a_ledger_that_takes_no_writing_is_said(folder):
    (folder / "other").mkdir()
    (folder / "other" / "ledger.sqlite").write_bytes(b"no database at all, but some text" * 99)
    done = jiangzhi(["run", "p.md", "d.csv", "--out", "other"], cwd=folder)
    assert "C103" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "ledger.sqlite" in done.stderr
