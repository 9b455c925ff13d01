"""Ranks and shares among the rows of a column: RANK(x, [x], 降序, 同名次), SHARE(x, [x])."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeVar

from jiangzhi.formula.expr import Aggregate, Call, Const, Expr, Rank, Reduce, Ties
from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name, Node
from jiangzhi.formula.types.types import COUNT, NUMBER, NUMERIC, RATE, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.bands import alike
from jiangzhi.policy.meaning.column_conditions import conditions_of
from jiangzhi.policy.meaning.columns import Reach, reach_of
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest

ORDERS: Final[Mapping[str, bool]] = {"降序": True, "升序": False, "desc": True, "asc": False}
TIES: Final[Mapping[str, Ties]] = {
    **{ties.value: ties for ties in Ties},
    "same": Ties.SAME,
    "dense": Ties.DENSE,
    "mean": Ties.MEAN,
    "refused": Ties.REFUSED,
}
OPTION_WORDS: Final = frozenset({*ORDERS, *TIES})
_T = TypeVar("_T")


def resolve_ranking(node: Apply, context: Context) -> Expr | None:
    """The rank or share of a row's own value among the rows of its column."""
    if context.member is not None:
        context.report(
            problems.COLUMN_MISUSED.at(
                node.place, text=node.function, reason="列函数里不能再套列函数",
                reason_en="column functions do not nest",
            )
        )  # fmt: skip
        return None
    column = node.args[1]
    if not isinstance(column, Column) or not context.holds_column(column):
        return _bad(node, context, "第二个参数写整列,如 [x]", "the second argument is a column")
    reach = reach_of(column, context)
    if reach is None:
        return None
    own = context.resolve(node.args[0])
    members = context.at(reach.member, reach.within).resolve(column)
    if own is None or members is None:
        return None
    if not alike(own, members) or reach.member != context.own:
        context.report(
            problems.RANK_COLUMN.at(
                node.place, function=node.function, reason="只能在自己所在的列里比",
                reason_en="a row is ranked in its own column only",
            )
        )  # fmt: skip
        return None
    if node.function == "SHARE":
        return _share(node, own, members, reach, context)
    if own.type.kind not in NUMERIC and own.type.kind is not Kind.DATE:
        return _bad(node, context, f"不能给{own.type}排名", f"{own.type} cannot be ranked")
    descending = _option(node, 2, ORDERS, context)
    ties = _option(node, 3, TIES, context)
    if descending is None or ties is None:
        return None
    where = None
    if len(node.args) == 5:
        where = context.at(reach.member, reach.within).resolve(node.args[4])
        if where is None:
            return None
        if where.type.kind is not Kind.FLAG:
            return _bad(node, context, "第五个参数是条件", "the fifth argument is a condition")
    kind = NUMBER if ties is Ties.MEAN else COUNT
    return Rank(own, where, reach.member, reach.within, descending, ties, kind)


def _share(node: Apply, own: Expr, members: Expr, reach: Reach, context: Context) -> Expr | None:
    """The part of the sum of the rows that meet the conditions; a row that does not meet them
    has no part in it."""
    if own.type.kind not in NUMERIC:
        return _bad(node, context, "写成 SHARE(x, [x]),x 是数", "write SHARE(x, [x])")
    inside = context.at(reach.member, reach.within)
    given = conditions_of(node.args[2:], context, inside)
    if given is None:
        return None
    if given.matches:
        return _bad(node, context, "条件里不能写本行", "no condition may name the own row")
    total = Aggregate(Reduce.SUM, members, given.where, reach.member, reach.within, own.type)
    share = Call("divide", (own, total), RATE, node.place)
    if given.where is None:
        return share
    zero = Const(Fraction(0), RATE, "0%")
    return Call("IF", (given.where, share, zero), RATE, node.place)


def _option(node: Apply, index: int, words: Mapping[str, _T], context: Context) -> _T | None:
    known = "、".join(word for word in words if not word.isascii())
    arg: Node | None = node.args[index] if index < len(node.args) else None
    if arg is None:
        context.report(problems.RANK_UNSAID.at(node.place, known=known))
        return None
    word = arg.name if isinstance(arg, Name) else None
    if isinstance(arg, Literal):
        word = str(arg.value)
    if word is not None and word in words:
        return words[word]
    context.report(
        problems.OPTION_UNKNOWN.at(
            arg.place, function=node.function, word=word or "…", known=known,
            **nearest(word or "", words),
        )
    )  # fmt: skip
    return None


def _bad(node: Apply, context: Context, reason: str, reason_en: str) -> None:
    context.report(
        problems.ARGUMENTS_BAD.at(
            node.place, function=node.function, reason=reason, reason_en=reason_en
        )
    )
