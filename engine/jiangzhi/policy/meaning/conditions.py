"""A condition cell beside its column's heading, as a typed condition."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.document.model import Text
from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.registry import find_function
from jiangzhi.formula.syntax.tree import Apply
from jiangzhi.formula.types.types import FLAG, TEXT, WORDS, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.names.as_written import types_as_written
from jiangzhi.policy.names.constants import fold, parse_into
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.flags import FLAG_WORDS
from jiangzhi.policy.written.cells import (
    AnyCell,
    AnyOfCell,
    ConditionCell,
    IntervalCell,
    OtherCell,
    WordsCell,
    read_condition,
)
from jiangzhi.policy.written.ranges import as_interval, has_range_sign
from jiangzhi.policy.written.text import nearest


def read_cells(
    column: Sequence[Text], subject: Expr, context: Context
) -> list[tuple[ConditionCell, Expr | None] | None]:
    """A column's cells, each with its condition on ``subject`` (``None``: no condition).

    An entry is ``None`` where a problem was reported.
    """
    read: list[tuple[ConditionCell, Expr | None] | None] = []
    earlier: dict[Expr, None] = {}
    for text in column:
        cell = read_condition(text)
        if isinstance(cell, str):
            context.report(
                problems.CONDITION_CELL_BAD.at(
                    text.place, text=text.text, reason=cell, reason_en="malformed"
                )
            )
            read.append(None)
        elif isinstance(cell, AnyCell):
            read.append((cell, None))
        elif isinstance(cell, OtherCell):
            read.append((cell, _none_of(list(earlier))))
        else:
            condition = _condition(cell, text, subject, context)
            read.append(None if condition is None else (cell, condition))
            if condition is not None:
                earlier.setdefault(condition)
    return read


def _none_of(conditions: list[Expr]) -> Expr | None:
    if not conditions:
        return None
    any_of = conditions[0] if len(conditions) == 1 else Call("OR", tuple(conditions), FLAG)
    return Call("NOT", (any_of,), FLAG)


def _condition(cell: ConditionCell, text: Text, subject: Expr, context: Context) -> Expr | None:
    if isinstance(cell, AnyOfCell):
        parts = [_condition(part, text, subject, context) for part in cell.parts]
        known = tuple(part for part in parts if part is not None)
        return Call("OR", known, FLAG, text.place) if len(known) == len(parts) else None
    if isinstance(cell, IntervalCell):
        ends: list[Expr] = []
        for edge, sign in (
            (cell.low, "ge" if cell.low_closed else "gt"),
            (cell.high, "le" if cell.high_closed else "lt"),
        ):
            if edge is None:
                continue
            compared = _compare(sign, subject, edge, context)
            if compared is None:
                return None
            ends.append(compared)
        return ends[0] if len(ends) == 1 else Call("AND", tuple(ends), FLAG, text.place)
    assert isinstance(cell, WordsCell)
    if subject.type.kind is Kind.FLAG:
        return _flag(cell, text, subject, context)
    if subject.type.kind not in WORDS and not cell.signed and _is_range(cell, text, context):
        return None
    matches: list[Expr] = []
    for word in cell.words:
        compared = _compare("eq", subject, word, context)
        if compared is None:
            return None
        matches.append(compared)
    one_of = matches[0] if len(matches) == 1 else Call("OR", tuple(matches), FLAG, text.place)
    return Call("NOT", (one_of,), FLAG, text.place) if cell.negated else one_of


def _is_range(cell: WordsCell, text: Text, context: Context) -> bool:
    """Report a cell that says a range in words or as a subtraction. True where it does."""
    for word in cell.words:
        said = as_interval(word.text)
        if said is None and (has_range_sign(word.text) or _subtracts(word)):
            said = (
                "区间写成 [甲, 乙) 或 (甲, 乙];要等于一个差,前面写等号:= 甲 - 乙",
                "write an interval as [a, b) or (a, b]; for a difference put = before it",
            )
        if said is not None:
            context.report(
                problems.CONDITION_CELL_BAD.at(
                    word.place, text=word.text, reason=said[0], reason_en=said[1]
                )
            )
            return True
    return False


def _subtracts(word: Text) -> bool:
    node = parse_into((word,), [])
    return isinstance(node, Apply) and node.function == "subtract"


def _flag(cell: WordsCell, text: Text, subject: Expr, context: Context) -> Expr | None:
    flags = {FLAG_WORDS.get(word.text.lower()) for word in cell.words}
    if len(flags) != 1 or None in flags:
        context.report(
            problems.CONDITION_CELL_BAD.at(
                text.place,
                text=text.text,
                reason="这一列只能写 是 或 否",
                reason_en="write 是 or 否",
            )
        )
        return None
    return subject if flags.pop() is not cell.negated else Call("NOT", (subject,), FLAG)


def _compare(sign: str, subject: Expr, edge: Text, context: Context) -> Expr | None:
    value = _edge(edge, subject, context)
    if value is None:
        return None
    function = find_function(sign)
    assert isinstance(function, Function)
    try:
        kind = function.result(types_as_written([subject, value], context.scope))
    except Mismatch as mismatch:
        context.report(
            problems.CONDITION_CELL_BAD.at(
                edge.place, text=edge.text, reason=mismatch.reason, reason_en=mismatch.reason_en
            )
        )
        return None
    return Call(sign, (subject, value), kind, edge.place)


def _edge(edge: Text, subject: Expr, context: Context) -> Expr | None:
    if subject.type.kind in WORDS:
        word = edge.text.strip('“”"')
        if subject.type.kind is Kind.CHOICE and word not in subject.type.choices:
            context.report(
                problems.CHOICE_UNKNOWN.at(
                    edge.place, word=word, name=getattr(subject, "name", "条件"),
                    known="、".join(subject.type.choices), **nearest(word, subject.type.choices),
                )
            )  # fmt: skip
            return None
        return Const(word, TEXT, word)
    node = parse_into((edge,), context.scope.found)
    expr = None if node is None else context.resolve(node)
    return None if expr is None else fold(expr) or expr
