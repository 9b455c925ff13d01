"""The line of a batch: quiet at first about what it cannot know, and gone at the end."""

from __future__ import annotations

from pathlib import Path

from jiangzhi.batch.job import Job, Written
from jiangzhi.batch.work import Ended, Ending
from jiangzhi.cli.batch_progress import _Line
from jiangzhi.record.about import About


def job(number: int) -> Job:
    about = About(title=f"第{number}项")
    return Job(number, Path("办法.md"), (Path("数据.xlsx"),), about, Written("", None))


def test_it_estimates_from_what_was_done_and_not_before(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    line = _Line(5, processes=2)
    line.on_job(job(1), None)
    line.on_job(job(2), None)
    line.on_job(job(1), Ended(1, Ending.DONE, seconds=30))
    line.on_job(job(3), Ended(3, Ending.UP_TO_DATE))
    assert "约剩" not in capsys.readouterr().err
    line.on_job(job(2), Ended(2, Ending.FAILED, seconds=90))
    shown = capsys.readouterr().err
    assert shown.endswith("3/5  约剩 1 分 0 秒")
