"""Column functions: SUM([x]), COUNTIFS([x] >= 60), LARGE([x], 3) …"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jiangzhi.formula.expr import Aggregate, Const, Expr, Reduce
from jiangzhi.formula.syntax.tree import Apply, Column, Node
from jiangzhi.formula.syntax.walk import names_in, reads_own_row
from jiangzhi.formula.types.types import COUNT, NUMERIC, PLAIN_NUMBERS, Kind, Type
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.column_conditions import conditions_of
from jiangzhi.policy.names.column_functions import COLUMN_FUNCTIONS
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest

ALL_WORDS: Final = ("全部", "all")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows a column stands for: those of ``member`` within each entity of ``within``."""

    member: str
    within: str


def resolve_column_function(node: Apply, context: Context) -> Expr | None:
    """An aggregate, its element and conditions resolved on the level of its rows."""
    shape = COLUMN_FUNCTIONS[node.function]
    if context.member is not None:
        return _misused(node, context, "列函数里不能再套列函数", "column functions do not nest")
    reach = reach_of(node, context)
    if reach is None:
        return None
    inside = context.at(reach.member, reach.within)
    args = list(node.args)
    element: Expr | None = Const(True, Type(Kind.FLAG), "")
    if shape.element:
        element = inside.resolve(args.pop(0))
    k = None
    if shape.k:
        k = context.resolve(args.pop(0)) if args else None
        if k is None or k.type.kind not in PLAIN_NUMBERS:
            return _bad(
                node, context, "第二个参数写第几(一个数)", "the second argument is a number"
            )
    if not shape.conditions and args:
        return _bad(
            node, context, "列函数只带一列;几列先相加,如 SUM([甲] + [乙])", "one column only"
        )
    given = conditions_of(args, context, inside)
    if element is None or given is None:
        return None
    where, matches, own = given.where, given.matches, context.own if given.matches else ""
    if shape.how is Reduce.COUNT:
        return Aggregate(
            shape.how, element, where, reach.member, reach.within, COUNT, None, matches, own
        )
    if element.type.kind not in NUMERIC and not (
        element.type.kind is Kind.DATE and shape.how in (Reduce.MIN, Reduce.MAX)
    ):
        return _bad(node, context, f"列是{element.type},不能汇总", f"cannot reduce {element.type}")
    return Aggregate(
        shape.how, element, where, reach.member, reach.within, element.type, k, matches, own
    )


def reach_of(node: Node, context: Context) -> Reach | None:
    """The rows that the columns of a node stand for; all its columns must agree."""
    reaches: dict[Reach, Column] = {}
    beside_own = reads_own_row(node)
    for column in columns_in(node, context):
        reach = _reach_of_column(column, context, beside_own=beside_own)
        if reach is None:
            return None
        reaches.setdefault(reach, column)
    if not reaches:
        _bad(node, context, "没有整列", "no column")
        return None
    deepest = max(reaches, key=lambda reach: len(context.scope.chain(reach.member)))
    chain = context.scope.chain(deepest.member)
    if all(r.within == deepest.within and r.member in chain for r in reaches):
        return deepest
    if len(reaches) > 1:
        _misused(node, context, "几列不在同一层或同一范围", "columns of different rows")
        return None
    return next(iter(reaches))


def columns_in(node: Node, context: Context) -> list[Column]:
    """The whole columns in a node."""
    if isinstance(node, Column):
        return [node] if context.holds_column(node) else columns_in(node.inner, context)
    if isinstance(node, Apply):
        return [column for arg in node.args for column in columns_in(arg, context)]
    return []


def member_level(column: Column, context: Context) -> str | None:
    """The level of a column's rows: the lowest among the names in it."""
    scope = context.scope
    deepest: str | None = None
    for name in names_in(column.inner):
        looked_up = scope.look_up(name.name, name.place)
        if looked_up is None:
            return None
        if deepest is None or len(scope.chain(looked_up[1])) > len(scope.chain(deepest)):
            deepest = looked_up[1]
    qualifier = column.qualifier
    if (
        deepest is not None
        and qualifier in scope.levels
        and qualifier is not None
        and deepest in scope.chain(qualifier)
        and len(scope.chain(qualifier)) > len(scope.chain(deepest))
    ):
        return qualifier
    return deepest


def _reach_of_column(column: Column, context: Context, *, beside_own: bool) -> Reach | None:
    scope, own = context.scope, context.own
    member = member_level(column, context)
    if member is None:
        return None
    chain, qualifier = scope.chain(member), column.qualifier
    if qualifier in ALL_WORDS or qualifier == scope.whole:
        return Reach(member, scope.whole)
    if qualifier is not None and qualifier != member:
        if qualifier not in scope.levels:
            context.report(
                problems.LEVEL_UNKNOWN.at(
                    column.place, name=qualifier, known="、".join(scope.levels),
                    **nearest(qualifier, scope.levels),
                )
            )  # fmt: skip
            return None
        if qualifier not in chain:
            _misused(column, context, f"不在{qualifier}之下", f"not below {qualifier}")
            return None
        return Reach(member, qualifier)
    if own == member:
        return Reach(member, scope.above(member))
    if own in chain:
        # Compared with one's own row, the rows of all in the group count, not only one's own.
        return Reach(member, scope.above(own) if beside_own else own)
    shared = next(level for level in chain if level in scope.chain(own))
    return Reach(member, shared)


def _misused(node: Node, context: Context, reason: str, reason_en: str) -> None:
    text = node.text if isinstance(node, Apply) else "列"
    context.report(
        problems.COLUMN_MISUSED.at(node.place, text=text, reason=reason, reason_en=reason_en)
    )


def _bad(node: Node, context: Context, reason: str, reason_en: str) -> None:
    name = node.function if isinstance(node, Apply) else "列函数"
    context.report(
        problems.ARGUMENTS_BAD.at(node.place, function=name, reason=reason, reason_en=reason_en)
    )
