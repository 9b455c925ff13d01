"""One cell → one value: the door to this package."""

from __future__ import annotations

import unicodedata
from typing import Final

from jiangzhi.facts.cells.cell_result import BLANK, Reading, Taken
from jiangzhi.facts.cells.days import read_day
from jiangzhi.facts.cells.numbers import read_number
from jiangzhi.facts.cells.words import read_choice, read_flag, read_text
from jiangzhi.facts.grid import Raw
from jiangzhi.facts.words import without_blanks
from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.policy.model import Input

#: What people write for nothing. 无 is a flag's “no”, and nothing elsewhere.
_NOTHING: Final = frozenset({
    "-", "--", "---", "—", "——", "–", "−", "/", "\\", "...", "......", "无", "n/a", "na",
    "null", "none", "nil", "空", "暂无", "缺", "不详", "未知", "待定", "未报", "待报", "无数据",
})  # fmt: skip


def read_cell(
    raw: Raw, given: Input, *, unit: str = "", typed: bool = True, epoch_1904: bool = False
) -> Reading:
    """A cell as a value of an input's type; ``unit`` is what the column counts in.

    Error cells and formulas without a result are the caller's to refuse. The range is not
    checked here.
    """
    if raw is None:
        return BLANK
    kind = given.type.kind
    if isinstance(raw, str):
        packed = without_blanks(unicodedata.normalize("NFKC", raw)).lower()
        if not packed:
            return Taken(None, ("只有空格", "only blanks")) if typed else BLANK
        meant = (kind is Kind.FLAG and packed == "无") or raw in given.type.choices
        if packed in _NOTHING and not meant:
            return Taken(None, ("表示没有", "a mark for nothing"))
    if kind in NUMERIC:
        return read_number(raw, given, unit=unit, typed=typed)
    if kind is Kind.FLAG:
        return read_flag(raw)
    if kind is Kind.CHOICE:
        return read_choice(raw, given.type)
    if kind is Kind.DATE:
        return read_day(raw, epoch_1904=epoch_1904)
    return read_text(raw)
