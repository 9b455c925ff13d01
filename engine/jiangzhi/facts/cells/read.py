"""One cell → one value: the door to this package."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from jiangzhi.facts.cells.cell_result import BLANK, Reading, Taken
from jiangzhi.facts.cells.days import read_day
from jiangzhi.facts.cells.numbers import read_number
from jiangzhi.facts.cells.words import read_choice, read_flag, read_text
from jiangzhi.facts.grid import Formatted, Raw
from jiangzhi.facts.words import without_blanks
from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.policy.model import Input

#: What people write for nothing. 无 is a flag's “no”, and nothing elsewhere.
_NOTHING: Final = frozenset({
    "-", "--", "---", "—", "——", "–", "−", "/", "\\", "...", "......", "无", "n/a", "na",
    "null", "none", "nil", "空", "暂无",
})  # fmt: skip
#: What people write where a value is there or will be, but is not known yet.
_OPEN: Final = re.compile(
    r"\(?(?:待|未|尚未|还未|暂未|尚待|有待|等待|没有?)(?:上|再|正式|最终|完全|最后)?"
    r"(?:定|核|报|报送|核实|核定|核准|核对|核查|确定|确认|落实|统计|提供|填|填报|填写|上报|补|补报|补充|补填|"
    r"审|审核|审定|审计|批|审批|查|查实|明|知|评|评定|评分|考核|公布|下达|通知|更新|出|出来|反馈|收到|清算|决算)"
    r"(?:后填|后定|中|数据|数)?\)?"
    r"|不详|不明|不清楚|不知道?|未知数?|缺|缺失|缺数|缺报|暂缺|数据?缺失|无数据|没有数据|暂无数据|(?:审核|核实|核定|统计|考核|评定|审计)中"
    r"|tbd|tba|pending|unknown|\?+"
)


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
        if _OPEN.fullmatch(packed) and not meant:
            return Taken(None, ("写明还不知道", "said to be not known yet"), open=True)
        if packed in _NOTHING and not meant:
            return Taken(None, ("表示没有", "a mark for nothing"))
    if kind in NUMERIC:
        return read_number(raw, given, unit=unit, typed=typed)
    if isinstance(raw, Formatted):
        raw = raw.value
    if kind is Kind.FLAG:
        return read_flag(raw)
    if kind is Kind.CHOICE:
        return read_choice(raw, given.type)
    if kind is Kind.DATE:
        return read_day(raw, epoch_1904=epoch_1904)
    return read_text(raw)
