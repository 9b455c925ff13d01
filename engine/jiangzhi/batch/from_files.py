"""Jobs without a task list: a policy over many workbooks, a run each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jiangzhi.batch.job import Job, Tasks, Written
from jiangzhi.batch.problems import FILE_MISSING
from jiangzhi.diagnostic import Diagnostic, FilePlace, refuse_on_errors
from jiangzhi.record.about import About


def jobs_of_files(
    policy: Path, workbooks: Sequence[Path], about: About, as_of: date | None = None
) -> Tasks:
    """A job for each workbook, all with the same stage; year and county come from the data.
    Names with a star that no shell resolved are resolved here. Raises ``Refused``."""
    found: list[Diagnostic] = []
    paths: list[Path] = []
    for one in workbooks:
        text = str(one)
        if "*" in text or "?" in text:
            base = Path(one.anchor) if one.is_absolute() else Path()
            paths += sorted(base.glob(str(one.relative_to(one.anchor)) if one.anchor else text))
        else:
            paths.append(one)
    for path in (policy, *paths):
        if not path.is_file():
            found.append(FILE_MISSING.at(FilePlace(str(path)), path=path))
    refuse_on_errors(found)
    # what an office program leaves beside an open workbook is none
    kept = [path for path in dict.fromkeys(paths) if not path.name.startswith(("~$", ".~"))]
    jobs = [
        Job(number, policy, (path,), replace(about), Written("", None), as_of, FilePlace(str(path)))
        for number, path in enumerate(kept, start=1)
    ]
    return Tasks(tuple(jobs), f"{policy} …")
