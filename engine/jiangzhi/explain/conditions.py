"""Conditions one by one: whether each holds, with both values filled in."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context, once_an_expression
from jiangzhi.explain.expressions import (
    COMPARISONS,
    OPPOSITE,
    in_names,
    in_numbers,
    inlined,
    sign_text,
)
from jiangzhi.explain.model import Line, LineKind
from jiangzhi.explain.placeholders import bare, full
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.formula.types.value import Unknown, Value


@once_an_expression
def conditions(context: Context, guard: Expr) -> tuple[Expr, ...]:
    """A guard as the conditions that must all hold: 且 taken apart, 非 drawn into the sign."""
    if isinstance(guard, Read):
        piece = inlined(context, guard.name)
        return (guard,) if piece is None else conditions(context, piece)
    if isinstance(guard, Const) and guard.value is True:
        return ()
    if isinstance(guard, Call) and guard.function == "AND":
        return tuple(one for arg in guard.args for one in conditions(context, arg))
    if isinstance(guard, Call) and guard.function == "NOT":
        inner = guard.args[0]
        if isinstance(inner, Call) and inner.function in COMPARISONS:
            return (Call(OPPOSITE[inner.function], inner.args, inner.type, inner.place),)
    return (guard,)


def truth(context: Context, condition: Expr, level: str, row: int) -> Value:
    """Whether a condition holds for an entity."""
    return value_of(condition, context.reader(level, row))


def tell_condition(context: Context, condition: Expr, level: str, row: int) -> Line:
    """A condition with its values and its verdict."""
    found = truth(context, condition, level, row)
    kind: LineKind
    if isinstance(found, Unknown):
        kind, verdict = "open", context.say("数据不全,不能判断", "cannot be decided: data missing")
    elif found is True:
        kind, verdict = "holds", context.say("成立", "holds")
    else:
        kind, verdict = "fails", context.say("不成立", "does not hold")
    return Line(kind, f"{_written(context, condition, level, row)}  {verdict}")


def _written(context: Context, condition: Expr, level: str, row: int) -> str:
    match condition:
        case Call(function="eq", args=(Read() as read, Const() as word)) if _is_word(word):
            return f"{_title(context, read)}({bare(read.name)}) = {in_names(context, word)}"
        case Call(function=function, args=(left, right)) if function in COMPARISONS:
            sides = (_side(context, side, level, row) for side in (left, right))
            return sign_text(function).join(sides)
        case Call(function="NOT", args=(Read() as read,)):
            return _flag(context, read, wanted=False)
        case Read():
            return _flag(context, condition, wanted=True)
        case _:
            names, numbers = in_names(context, condition), in_numbers(context, condition)
            return (
                names if names == numbers else f"{names},{context.say('即', 'that is')} {numbers}"
            )


def _flag(context: Context, read: Read, *, wanted: bool) -> str:
    """What a flag is, and what it would have to be."""
    asked = context.show(wanted, read.type)
    return f"{_title(context, read)}({bare(read.name)}) = {asked}"


def _is_word(const: Const) -> bool:
    return isinstance(const.value, str)


def _title(context: Context, read: Read) -> str:
    return in_names(context, read)


def _side(context: Context, side: Expr, level: str, row: int) -> str:
    if isinstance(side, Const):
        return in_names(context, side)
    if isinstance(side, Read) and inlined(context, side.name) is None:
        return f"{_title(context, side)} {full(side.name)}"
    value = context.show(value_of(side, context.reader(level, row)), side.type)
    return f"{in_names(context, side)} ({value})"


def distance(context: Context, condition: Expr, level: str, row: int) -> str | None:
    """How far a failed comparison of numbers is from its edge; ``None`` for other conditions."""
    if not (isinstance(condition, Call) and condition.function in COMPARISONS):
        return None
    read = context.reader(level, row)
    left, right = (value_of(side, read) for side in condition.args)
    kind = condition.args[0].type
    if kind.kind is Kind.ZERO:
        kind = condition.args[1].type
    if (
        kind.kind not in NUMERIC
        or not isinstance(left, Fraction)
        or not isinstance(right, Fraction)
    ):
        return None
    gap = abs(left - right)
    if gap == 0:
        return context.say("恰在界上,本条不含该界", "exactly on the edge, which does not belong")
    word = (
        context.say("相差", "apart by")
        if condition.function in ("eq", "ne")
        else context.say("还差", "short by")
        if condition.function in ("gt", "ge")
        else context.say("超出", "over by")
    )
    return f"{word} {context.show(gap, kind)}"
