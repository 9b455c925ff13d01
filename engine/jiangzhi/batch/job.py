"""A job: one run to be made, as a task list or a command line asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from jiangzhi.diagnostic import Place
from jiangzhi.record.about import About

#: What stands in 上年 where a run is meant to have no last year.
NO_PRIOR: Final = ("无", "没有", "none")


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a task list, and where it stands."""

    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Job:
    """``number`` counts from 1 in the order asked for. ``prior`` is empty where last year's run
    is to be found by county, stage and year. ``as_of`` is ``None`` for the policy's own day."""

    number: int
    policy: Path
    workbooks: tuple[Path, ...]
    about: About
    prior: Written
    as_of: date | None = None
    place: Place | None = None
    remark: str = ""

    @property
    def name(self) -> str:
        """What its user calls it: the title, or year, stage, county; else its first workbook."""
        return self.about.words or self.workbooks[0].stem

    @property
    def files(self) -> str:
        """The workbooks' names."""
        return "、".join(path.name for path in self.workbooks)


@dataclass(frozen=True, slots=True)
class Tasks:
    """All jobs of one list, and where they were read from."""

    jobs: Sequence[Job]
    source: str
