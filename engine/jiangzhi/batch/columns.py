"""The columns of a task list: their headings, and how each of their values is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jiangzhi.batch.job import Job, Written
from jiangzhi.batch.problems import COLUMN_MISSING, COLUMN_UNKNOWN, FILE_MISSING, VALUE_BAD
from jiangzhi.diagnostic import Diagnostic, Place
from jiangzhi.facts.words import letters_of, meant
from jiangzhi.record.about import About, Confirmed, Stage

#: Each column with the headings that mean it; the first is the one that templates have.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "policy": ("办法", "办法文件", "policy"),
    "workbooks": ("工作簿", "工作薄", "数据", "数据文件", "workbook", "workbooks"),
    "title": ("名称", "标题", "title", "name"),
    "county": ("县区", "县", "县(市、区)", "county"),
    "year": ("年度", "年份", "year"),
    "stage": ("阶段", "stage"),
    "prior": ("上年", "上年运行", "prior"),
    "parameters": ("参数", "parameters", "param"),
    "sheets": ("工作表", "sheets", "sheet"),
    "as_of": ("基准日", "as of", "as_of"),
    "confirmed": ("确认", "confirmed"),
    "issuer": ("编制单位", "issuer"),
    "number": ("文号", "number"),
    "remark": ("备注", "说明", "remark", "note"),
}
_NEEDED: Final = ("policy", "workbooks")
_SEPARATORS: Final = re.compile(r"[;；\n]+")
_CONFIRMED: Final = re.compile(r"(?:确认\s*[:：]\s*)?([A-Z]\d{3})\s+(?:(\S+?![A-Z]+\d+)\s+)?(\S.*)")

Row = Mapping[str, Written]


@dataclass(slots=True)
class Reader:
    """Reads rows into jobs. ``base`` is what paths start from; problems go into ``found``."""

    base: Path
    found: list[Diagnostic]

    def job(self, row: Row, number: int, place: Place | None) -> Job | None:
        """The job of a row, or ``None`` where something that it needs is wrong."""
        before = len(self.found)
        for name in _NEEDED:
            if name not in row:
                self.found.append(COLUMN_MISSING.at(place, name=COLUMNS[name][0]))
        policy = self._files(row.get("policy"))
        workbooks = self._files(row.get("workbooks"))
        about = About(
            county=_text(row, "county"),
            year=self._value(row, "year", _year),
            stage=self._value(row, "stage", _stage),
            title=_text(row, "title"),
            issuer=_text(row, "issuer"),
            number=_text(row, "number"),
            parameters=self._value(row, "parameters", _pairs) or {},
            sheets=self._value(row, "sheets", _pairs) or {},
            confirmed=self._value(row, "confirmed", _confirmed) or (),
        )
        as_of = self._value(row, "as_of", _day)
        if as_of is None and about.year is not None:
            as_of = date(about.year, 12, 31)
        if len(self.found) > before:
            return None
        prior = row.get("prior", Written("", place))
        remark = _text(row, "remark")
        return Job(number, policy[0], tuple(workbooks), about, prior, as_of, place, remark)

    def _files(self, written: Written | None) -> list[Path]:
        if written is None:
            return []
        paths = [self.base / one.strip() for one in _SEPARATORS.split(written.text) if one.strip()]
        for path in paths:
            if not path.is_file():
                self.found.append(FILE_MISSING.at(written.place, path=path))
        return paths

    def _value(self, row: Row, name: str, read: Callable[[str], Any]) -> Any:
        written = row.get(name)
        if written is None:
            return None
        try:
            return read(written.text)
        except _Bad as bad:
            zh, en, help_zh, help_en = bad.args
            self.found.append(
                VALUE_BAD.at(
                    written.place, name=COLUMNS[name][0], reason=zh, reason_en=en,
                    help=help_zh, help_en=help_en,
                )
            )  # fmt: skip
            return None


class _Bad(Exception):
    """A value that cannot be read: the reason and the remedy, each in both languages."""


def column_of(heading: str) -> str | None:
    """The column that a heading means."""
    plain = letters_of(heading.strip()).casefold()
    for name, headings in COLUMNS.items():
        if plain in (letters_of(one).casefold() for one in headings):
            return name
    return None


def unknown_column(heading: str, place: Place | None) -> Diagnostic:
    """The problem of a heading that means no column."""
    known = [headings[0] for headings in COLUMNS.values()]
    return COLUMN_UNKNOWN.at(place, name=heading, known="、".join(known), **meant(heading, known))


def _text(row: Row, name: str) -> str:
    written = row.get(name)
    return written.text.strip() if written is not None else ""


def _year(text: str) -> int:
    digits = text.strip().removesuffix("年").removesuffix("年度").removesuffix("年").strip()
    if not re.fullmatch(r"(19|20|21)\d\d", digits):
        raise _Bad(f"“{text}”不是年度", f"“{text}” is no year", "写成 2025。", "Write 2025.")
    return int(digits)


def _stage(text: str) -> Stage:
    try:
        return Stage(text.strip())
    except ValueError as error:
        words = "、".join(one.value for one in Stage)
        raise _Bad(
            f"“{text}”不是阶段", f"“{text}” is no stage", f"写 {words} 之一。",
            f"Write one of “{words}”.",
        ) from error  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise _Bad(
            f"“{text}”不是日期", f"“{text}” is no day", "写成 2025-12-31。", "Write 2025-12-31."
        ) from error


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in _SEPARATORS.split(text):
        if not one.strip():
            continue
        name, equals, value = one.replace("＝", "=", 1).partition("=")
        if not (equals and name.strip() and value.strip()):
            raise _Bad(
                f"“{one.strip()}”不是 名称=值", f"“{one.strip()}” is no NAME=VALUE",
                "几个之间用分号或换行分开。", "Put semicolons or line ends between them.",
            )  # fmt: skip
        if name.strip() in pairs:
            raise _Bad(
                f"“{name.strip()}”写了两次", f"“{name.strip()}” stands twice",
                "删去一个。", "Leave one out.",
            )  # fmt: skip
        pairs[name.strip()] = value.strip()
    return pairs


def _confirmed(text: str) -> tuple[Confirmed, ...]:
    return tuple(_confirmations(text))


def _confirmations(text: str) -> Iterator[Confirmed]:
    for one in _SEPARATORS.split(text):
        if not one.strip():
            continue
        found = _CONFIRMED.fullmatch(one.strip())
        if found is None:
            raise _Bad(
                f"看不懂“{one.strip()}”", f"“{one.strip()}” is not understood",
                "写成:W201 镇街!G5 张三 核对无误。", "Write: W201 镇街!G5 name reason.",
            )  # fmt: skip
        yield Confirmed(found[1], found[2] or "", found[3])


def jobs_of(
    rows: Sequence[tuple[Row, Place | None]], base: Path, found: list[Diagnostic]
) -> list[Job]:
    """The jobs of all rows that can be read."""
    reader = Reader(base, found)
    jobs = (reader.job(row, number, place) for number, (row, place) in enumerate(rows, start=1))
    return [job for job in jobs if job is not None]
