"""The conditions of a column function: those of the column's rows alone, and those that compare
them with one's own row (``[得分] > 本行.得分``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jiangzhi.formula.expr import Call, Comparison, Expr
from jiangzhi.formula.function import Function
from jiangzhi.formula.registry import find_function
from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name, Node, Own
from jiangzhi.formula.syntax.walk import reads_own_row
from jiangzhi.formula.types.types import WORDS, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.calls import call
from jiangzhi.policy.names.context import Context

_TURNED: Final = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


@dataclass(slots=True)
class Conditions:
    """All that a row must meet. Mutable only while it is being read."""

    where: Expr | None = None
    matches: tuple[Comparison, ...] = ()
    flags: list[Expr] = field(default_factory=list)


def conditions_of(args: Sequence[Node], context: Context, inside: Context) -> Conditions | None:
    """The conditions of a column function that stands in ``context``, its rows ``inside``;
    ``None`` where a problem was reported."""
    found = Conditions()
    rest = list(args)
    while rest:
        node = rest.pop(0)
        pair = None
        if rest and inside.holds_column(node) and not inside.holds_column(rest[0]):
            pair = rest.pop(0)
        if not _add(node, pair, found, context, inside):
            return None
    if len(found.flags) > 1:
        found.where = _applied("AND", tuple(found.flags), args[0], inside)
        return None if found.where is None else found
    found.where = found.flags[0] if found.flags else None
    return found


def _add(
    node: Node, pair: Node | None, found: Conditions, context: Context, inside: Context
) -> bool:
    if reads_own_row(node) or (pair is not None and reads_own_row(pair)):
        return _add_own(node, pair, found, context, inside)
    first = inside.resolve(node)
    if first is None:
        return False
    if pair is not None and _is_criterion(first, pair):
        criterion = str(pair.value) if isinstance(pair, Literal) else ""
        inside.report(
            problems.ARGUMENTS_BAD.at(
                pair.place, function="条件", reason=f"比较不写在引号里,写成 [量] {criterion}",
                reason_en=f"a comparison is not quoted: write [x] {criterion}",
            )
        )  # fmt: skip
        return False
    if pair is not None:
        value = inside.resolve(pair)
        flag = None if value is None else _applied("eq", (first, value), node, inside)
        if flag is None:
            return False
        found.flags.append(flag)
        return True
    if first.type.kind is not Kind.FLAG:
        name = node.function if isinstance(node, Apply) else "列函数"
        inside.report(
            problems.ARGUMENTS_BAD.at(
                node.place, function=name, reason="条件要是比较,或列与值成对",
                reason_en="a condition, or a column and a value",
            )
        )  # fmt: skip
        return False
    found.flags.append(first)
    return True


def _is_criterion(first: Expr, pair: Node) -> bool:
    """A comparison as spreadsheets write it beside a range: ``">=100万元"``."""
    return (
        isinstance(pair, Literal)
        and isinstance(pair.value, str)
        and first.type.kind not in WORDS
        and pair.value.strip()[:1] in ("<", ">", "=", "＜", "＞", "＝", "≥", "≤")
    )


def _add_own(
    node: Node, pair: Node | None, found: Conditions, context: Context, inside: Context
) -> bool:
    """A comparison of the column's row with one's own; an AND of several is taken apart."""
    if pair is not None:
        return _add_comparison("eq", node, pair, found, (context, inside))
    if isinstance(node, Apply) and node.function == "AND":
        good = [_add(arg, None, found, context, inside) for arg in node.args]
        return all(good)
    if isinstance(node, Apply) and node.function in _TURNED:
        left, right = node.args
        if reads_own_row(left) and not inside.holds_column(left):
            left, right, sign = right, left, _TURNED[node.function]
        else:
            sign = node.function
        if inside.holds_column(left) and not inside.holds_column(right):
            return _add_comparison(sign, left, right, found, (context, inside))
    return _misplaced(node, context)


def _add_comparison(
    sign: str, theirs: Node, own: Node, found: Conditions, contexts: tuple[Context, Context]
) -> bool:
    context, inside = contexts
    if reads_own_row(theirs):
        return _misplaced(theirs, context)
    of_rows, mine = inside.resolve(theirs), context.resolve(_without_mark(own))
    if of_rows is None or mine is None:
        return False
    flag = _applied(sign, (of_rows, mine), Apply(sign, (theirs, own), theirs.place, ""), inside)
    if not isinstance(flag, Call):
        return False
    found.matches += (Comparison(flag.args[0], sign, flag.args[1]),)
    return True


def _without_mark(node: Node) -> Node:
    """``本行.得分 - 5`` as it reads on one's own row: ``得分 - 5``."""
    if isinstance(node, Own):
        return Name(node.name, node.place)
    if isinstance(node, Column):
        return replace(node, inner=_without_mark(node.inner))
    if isinstance(node, Apply):
        return replace(node, args=tuple(_without_mark(arg) for arg in node.args))
    return node


def _misplaced(node: Node, context: Context) -> bool:
    name = next(own.name for own in _owns(node))
    context.report(
        problems.OWN_ROW_MISPLACED.at(
            node.place, name=name,
            reason=":一边写列、一边写本行,直接相比,几个条件用逗号隔开",
            reason_en=": compare a column with the own row directly, conditions apart by commas",
        )
    )  # fmt: skip
    return False


def _owns(node: Node) -> list[Own]:
    if isinstance(node, Own):
        return [node]
    if isinstance(node, Column):
        return _owns(node.inner)
    return [own for arg in node.args for own in _owns(arg)] if isinstance(node, Apply) else []


def _applied(name: str, args: tuple[Expr, ...], node: Node, context: Context) -> Expr | None:
    function = find_function(name)
    assert isinstance(function, Function)
    synthetic = node
    if not (isinstance(node, Apply) and len(node.args) == len(args)):
        synthetic = Apply(name, (node,) * len(args), node.place, "条件")
    return call(function, args, synthetic, context)
