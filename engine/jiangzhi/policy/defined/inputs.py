"""输入 tables: the columns that workbooks must bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.formula.syntax.characters import looks_like_another
from jiangzhi.formula.types.types import COUNT, FLAG, NUMERIC, Kind, Scalar, Type
from jiangzhi.formula.typing.typerules import in_english, in_words
from jiangzhi.money import decimal_text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Input, Interval
from jiangzhi.policy.names.constants import constant
from jiangzhi.policy.names.flags import FLAG_WORDS
from jiangzhi.policy.names.plain_rates import is_rate_written_plain
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.names.types import WrittenType, read_type, widest_range
from jiangzhi.policy.names.unify import unify
from jiangzhi.policy.written.cells import IntervalCell, read_condition
from jiangzhi.policy.written.tables import ReadTable, columns_by_name
from jiangzhi.policy.written.text import nearest, plain, split_at
from jiangzhi.words import Words

_COLUMNS: Final = {
    "类型": "类型", "type": "类型", "范围": "范围", "range": "范围",
    "空白": "空白", "blank": "空白", "别名": "别名", "aliases": "别名",
    "说明": "说明", "notes": "说明",
}  # fmt: skip
_YES: Final = {"是": True, "否": False}


def read_inputs(read: ReadTable, scope: Scope) -> None:
    """Declare every row of an 输入 table in the scope."""
    subject = read.subject
    level = subject.text if subject is not None and subject.text else scope.whole
    if level not in scope.levels:
        assert subject is not None
        scope.found.append(
            problems.LEVEL_UNKNOWN.at(
                subject.place, name=level, known="、".join(scope.levels),
                **nearest(level, scope.levels),
            )
        )  # fmt: skip
        return
    columns = columns_by_name(read.table.header[1:], dict(_COLUMNS), scope.found)
    if "类型" not in columns:
        scope.found.append(
            problems.COLUMN_UNKNOWN.at(
                read.table.place, text="(缺“类型”列)", known="类型、范围、空白、别名、说明",
                nearest="", nearest_en="",
            )
        )  # fmt: skip
        return
    for row in read.table.rows:
        cells = {name: row[index + 1] for name, index in columns.items()}
        _read_input(row[0], cells, level, read, scope)


def _read_input(
    name: Text, cells: dict[str, Text], level: str, read: ReadTable, scope: Scope
) -> None:
    written = read_type(cells["类型"], scope.found)
    if written is None:
        scope.defined_at.setdefault(name.text, name.place)
        return
    if written.key:
        if name.text != level:
            scope.found.append(
                problems.VALUE_BAD.at(
                    name.place, text=name.text, name="名称", type=Words("名称", "a name"),
                    reason="“名称”只用于与层同名的一行", reason_en="only the level's own name",
                )
            )  # fmt: skip
            return
    elif not is_name(name.text):
        scope.found.append(problems.NAME_BAD.at(name.place, text=name.text))
        return
    elif not scope.define(name.text, name.place):
        return
    aliases = cells.get("别名")
    others = _aliases(aliases, name, scope) if aliases else []
    scope.inputs[name.text] = Input(
        name=name.text,
        level=level,
        type=written.type,
        range=read_range(cells.get("范围"), written.type, name.text, scope),
        blank=_blank(cells.get("空白"), written, name.text, scope),
        names=(name.text, *others),
        unit=written.money_unit,
        cite=replace(read.cite, place=name.place),
    )


def _aliases(text: Text, name: Text, scope: Scope) -> list[str]:
    pieces = [piece for piece in split_at(text, "、") if piece.text]
    for piece in pieces:
        sign = next((char for char in plain(piece.text) if char in ",;/|"), None)
        if sign is not None:
            way = "、".join(part.text for part in split_at(piece, sign))
            scope.found.append(
                problems.ALIASES_RUN_TOGETHER.at(
                    piece.place, name=name.text, text=piece.text, sign=sign, way=way
                )
            )
    return [piece.text for piece in pieces]


def is_name(text: str) -> bool:
    """Whether a text may name a quantity."""
    return (
        bool(text)
        and not text.isdecimal()
        and all(char == "_" or char.isalnum() for char in text)
        and not any(map(looks_like_another, text))
        and text not in _YES
        and text.upper() not in ("TRUE", "FALSE")
    )


def read_range(text: Text | None, kind: Type, name: str, scope: Scope) -> Interval:
    """The range that a cell states for values of a type, the widest where it states none."""
    widest = widest_range(kind)
    if text is None or not text.text:
        return widest
    cell = read_condition(text)
    if not isinstance(cell, IntervalCell) or (
        kind.kind not in NUMERIC and kind.kind is not Kind.DATE
    ):
        scope.found.append(problems.RANGE_BAD.at(text.place, text=text.text))
        return widest
    low = _end(cell.low, kind, name, scope)
    high = _end(cell.high, kind, name, scope)
    return Interval(
        widest.low if low is None else low,
        cell.low_closed if low is not None else True,
        widest.high if high is None else high,
        cell.high_closed if high is not None else True,
        text.text,
    )


def _end(text: Text | None, kind: Type, name: str, scope: Scope) -> Fraction | date | None:
    if text is None:
        return None
    value = _fitting(text, kind, name, scope)
    return value if isinstance(value, Fraction | date) else None


def _blank(text: Text | None, written: WrittenType, name: str, scope: Scope) -> Scalar | None:
    if text is None or not text.text:
        return None
    kind = written.type
    if kind.kind in (Kind.CHOICE, Kind.TEXT):
        word = text.text.strip('“”"')
        if kind.kind is Kind.CHOICE and word not in kind.choices:
            scope.found.append(
                problems.CHOICE_UNKNOWN.at(
                    text.place, word=word, name=name, known="、".join(kind.choices),
                    **nearest(word, kind.choices),
                )
            )  # fmt: skip
            return None
        return word
    return _fitting(text, kind, name, scope)


def _percent(value: Scalar, kind: Type) -> str:
    """How a rate written as a plain number is meant to be written."""
    if kind.kind is not Kind.RATE or not isinstance(value, Fraction):
        return ""
    return f" → {decimal_text(value)}%"


def _fitting(text: Text, kind: Type, name: str, scope: Scope) -> Scalar | None:
    if kind.kind is Kind.FLAG and text.text.lower() in FLAG_WORDS:
        return FLAG_WORDS[text.text.lower()]
    given = constant(text, scope, name)
    if given is None:
        return None
    value, found_type = given
    fits = unify([found_type, kind]) is not None or is_rate_written_plain(value, found_type, kind)
    if kind.kind is Kind.FLAG:
        fits = found_type.kind is FLAG.kind
    if kind.kind is COUNT.kind and isinstance(value, Fraction) and value.denominator != 1:
        fits = False
    if not fits:
        scope.found.append(
            problems.VALUE_BAD.at(
                text.place, text=plain(text.text), name=name, type=in_words(kind),
                reason=f"这是{found_type}{_percent(value, kind)}",
                reason_en=f"this is {in_english(found_type)}{_percent(value, kind)}",
            )
        )  # fmt: skip
        return None
    return value
