"""The level of a quantity, from the names in its formulas."""

from __future__ import annotations

from collections.abc import Iterable

from jiangzhi.diagnostic import TextPlace
from jiangzhi.formula.syntax.tree import Apply, Column, Name, Node, Own
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.columns import ALL_WORDS, member_level
from jiangzhi.policy.meaning.prior import PRIOR_FUNCTION, prior_of
from jiangzhi.policy.names.column_functions import RANKING_FUNCTIONS
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope


def level_of_nodes(
    nodes: Iterable[Node], *, scope: Scope, subject: str, place: TextPlace
) -> str | None:
    """The lowest level named outside columns; where only columns (and values of the whole)
    are named, the level above the columns'. ``None`` where a problem was reported."""
    bare: dict[str, str] = {}
    columns: list[str] = []
    context = Context(scope, subject, scope.whole)
    good = True
    for node in nodes:
        good = _collect(node, context, bare, columns) and good
    if not good:
        return None
    lowest = scope.whole
    lowest_name = ""
    for name, level in bare.items():
        if lowest in scope.chain(level):
            lowest, lowest_name = level, name
        elif level not in scope.chain(lowest):
            scope.found.append(
                problems.LEVELS_UNRELATED.at(
                    place, one=lowest_name, level_one=lowest, other=name, level_other=level
                )
            )
            return None
    if lowest == scope.whole:
        for level in columns:
            if lowest in scope.chain(level):
                lowest = level
    return lowest


def _collect(node: Node, context: Context, bare: dict[str, str], columns: list[str]) -> bool:
    scope = context.scope
    if isinstance(node, Name):
        if node.name in scope.scales and node.name not in scope.quantities:
            scope.settle(node.name, node.place)
            scale = scope.scales.get(node.name)
            if scale is not None:
                bare[node.name] = scale.level
            return scale is not None
        looked_up = scope.look_up(node.name, node.place)
        if looked_up is not None:
            bare[node.name] = looked_up[1]
        return looked_up is not None
    if isinstance(node, Own):
        return _collect(Name(node.name, node.place), context, bare, columns)
    if isinstance(node, Column):
        if not context.holds_column(node):
            assert node.qualifier is not None
            if node.qualifier in scope.keys:
                return _collect(Name(node.qualifier, node.place), context, bare, columns)
            return _collect(Name(node.qualifier, node.place), context, bare, columns) and _collect(
                node.inner, context, bare, columns
            )
        member = member_level(node, context)
        if member is None:
            return False
        if node.qualifier is None or node.qualifier == member:
            columns.append(scope.above(member))
        elif node.qualifier in scope.levels:
            columns.append(node.qualifier)
        elif node.qualifier in ALL_WORDS:
            columns.append(scope.whole)
        return True
    if isinstance(node, Apply):
        args = node.args
        if node.function == PRIOR_FUNCTION and isinstance(args[0], Name):
            name = args[0].name
            if name in scope.defined_at and name not in scope.inputs:
                bare[name] = prior_of(name, scope)[1]
                args = args[1:]
        if node.function in RANKING_FUNCTIONS:
            args = (*args[:2], *args[4:])
        good = True
        for arg in args:
            good = _collect(arg, context, bare, columns) and good
        return good
    return True
