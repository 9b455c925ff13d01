"""The condition cells of tables: intervals, comparisons, lists, 任意 and 其他, as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.policy.written.text import cut, plain, split_at

ANY_WORDS: Final = ("任意", "-", "any")
OTHER_WORDS: Final = ("其他", "其它", "else")
NOT_WORDS: Final = ("非", "not")
_SIGNS: Final = ("<>", ">=", "<=", "≥", "≤", "≠", ">", "<", "=")


@dataclass(frozen=True, slots=True)
class AnyCell:
    """任意: no condition."""


@dataclass(frozen=True, slots=True)
class OtherCell:
    """其他: whatever the rows above left over in this column."""


@dataclass(frozen=True, slots=True)
class IntervalCell:
    """Between two ends; an end is the text of a formula."""

    low: Text | None
    low_closed: bool
    high: Text | None
    high_closed: bool


@dataclass(frozen=True, slots=True)
class WordsCell:
    """One of the listed values, or none of them; ``signed`` where = or <> says so."""

    words: tuple[Text, ...]
    negated: bool
    signed: bool = False


@dataclass(frozen=True, slots=True)
class AnyOfCell:
    """Several intervals or values, of which one must hold."""

    parts: tuple[IntervalCell | WordsCell, ...]


ConditionCell = AnyCell | OtherCell | IntervalCell | WordsCell | AnyOfCell


def read_condition(cell: Text) -> ConditionCell | str:
    """The condition of a cell, or in words why it is none."""
    shape = plain(cell.text).strip()
    if not shape:
        return "空着:不论什么都适用时写 任意"
    if shape in ANY_WORDS:
        return AnyCell()
    if shape in OTHER_WORDS:
        return OtherCell()
    several = split_at(cell, "、")
    if len(several) > 1 and any(_is_comparison(plain(part.text)) for part in several):
        return _any_of(several)
    if shape[0] in "([" and shape[-1] in ")]":
        return _interval(cell, shape)
    for sign in _SIGNS:
        if shape.startswith(sign):
            return _comparison(sign, cut(cell, len(sign)))
    return _words(cell, shape)


def _is_comparison(shape: str) -> bool:
    return shape[:1] in ("(", "[") or any(shape.startswith(sign) for sign in _SIGNS)


def _any_of(several: list[Text]) -> ConditionCell | str:
    parts: list[IntervalCell | WordsCell] = []
    for part in several:
        cell = read_condition(part)
        if isinstance(cell, str):
            return cell
        if not isinstance(cell, IntervalCell | WordsCell) or (
            isinstance(cell, WordsCell) and cell.negated
        ):
            return f"“{part.text}”不能与别的区间用、并列"
        parts.append(cell)
    return AnyOfCell(tuple(parts))


def _interval(cell: Text, shape: str) -> ConditionCell | str:
    ends = split_at(cut(cell, 1, len(cell.text) - 1), ",")
    if len(ends) != 2 or not all(end.text for end in ends):
        return "区间写两个边,中间用逗号"
    return IntervalCell(ends[0], shape[0] == "[", ends[1], shape[-1] == "]")


def _comparison(sign: str, edge: Text) -> ConditionCell | str:
    if not edge.text:
        return f"“{sign}”后面没有数"
    if sign in (">", ">=", "≥"):
        return IntervalCell(edge, sign != ">", None, False)
    if sign in ("<", "<=", "≤"):
        return IntervalCell(None, False, edge, sign != "<")
    return WordsCell((edge,), sign in ("<>", "≠"), signed=True)


def _words(cell: Text, shape: str) -> ConditionCell | str:
    negated = False
    for word in NOT_WORDS:
        if shape.startswith(word) and len(shape) > len(word) and shape[len(word)].isspace():
            cell, negated = cut(cell, len(word)), True
    words = tuple(split_at(cell, "、"))
    if not all(word.text for word in words):
        return "有一项是空的"
    return WordsCell(words, negated)
