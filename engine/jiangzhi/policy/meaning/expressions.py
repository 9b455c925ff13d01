"""From the syntax tree of a formula to its typed meaning."""

from __future__ import annotations

from jiangzhi.formula.expr import Const, Expr, Read
from jiangzhi.formula.function import Function
from jiangzhi.formula.registry import find_function
from jiangzhi.formula.syntax.literals import PRICED_UNITS
from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name, Node, Own
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.calls import call
from jiangzhi.policy.meaning.columns import resolve_column_function
from jiangzhi.policy.meaning.marginal import MARGINAL_FUNCTIONS, resolve_lookup, resolve_marginal
from jiangzhi.policy.meaning.prior import PRIOR_FUNCTION, resolve_prior
from jiangzhi.policy.meaning.ranking import resolve_ranking
from jiangzhi.policy.meaning.within_own_class import resolve_by_word
from jiangzhi.policy.names.column_functions import COLUMN_FUNCTIONS, RANKING_FUNCTIONS
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest

STATEMENT_FUNCTIONS = ("按需分配", "按权分配", "分成")


def resolve(node: Node, context: Context) -> Expr | None:
    """The typed expression of a node, or ``None`` where a problem was reported."""
    if isinstance(node, Literal):
        return _resolve_literal(node, context)
    if isinstance(node, Name):
        return _resolve_name(node, context)
    if isinstance(node, Column):
        return _resolve_column(node, context)
    if isinstance(node, Own):
        context.report(
            problems.OWN_ROW_MISPLACED.at(node.place, name=node.name, reason="", reason_en="")
        )
        return None
    if node.function in STATEMENT_FUNCTIONS:
        context.report(problems.SPECIAL_NESTED.at(node.place, function=node.function))
        return None
    if node.function in RANKING_FUNCTIONS or node.function in COLUMN_FUNCTIONS:
        by_word = resolve_by_word(node, context)
        if by_word is not None:
            return by_word.expr
    if node.function in MARGINAL_FUNCTIONS:
        return resolve_marginal(node, context)
    if node.function in RANKING_FUNCTIONS:
        return resolve_ranking(node, context)
    if node.function == PRIOR_FUNCTION:
        return resolve_prior(node, context)
    if node.function in COLUMN_FUNCTIONS and (
        COLUMN_FUNCTIONS[node.function].always
        or (context.holds_column(node) and (context.member is None or len(node.args) == 1))
    ):
        return resolve_column_function(node, context)
    if node.function in COLUMN_FUNCTIONS and len(node.args) == 1 and context.member is None:
        context.report(
            problems.ARGUMENTS_BAD.at(
                node.place, function=node.function, reason="只有一个值;要整列就加方括号,如 [量]",
                reason_en="there is a single value; write [x] for the whole column",
            )
        )  # fmt: skip
        return None
    return _resolve_call(node, context)


def _resolve_literal(node: Literal, context: Context) -> Expr | None:
    unit = node.text.partition("/")[2] if node.type.kind is Kind.MONEY else ""
    for word in unit.replace("·", "/").split("/"):
        if word in context.scope.defined_at:
            context.report(problems.UNIT_OR_NAME.at(node.place, text=node.text, name=word))
            return None
    if unit and unit not in PRICED_UNITS and unit not in context.scope.levels:
        close = nearest(unit, context.scope.defined_at)
        if close["nearest"]:
            context.report(problems.NAME_UNKNOWN.at(node.place, name=unit, **close))
            return None
    return Const(node.value, node.type, node.text)


def _resolve_name(node: Name, context: Context) -> Expr | None:
    scope = context.scope
    looked_up = scope.look_up(node.name, node.place)
    if looked_up is None:
        return None
    kind, level = looked_up
    if context.member is not None:
        if level == context.member or level not in scope.chain(context.member):
            context.report(
                problems.COLUMN_MISUSED.at(
                    node.place, text=node.name,
                    reason="列函数里不加方括号的名字要比列高一层;要整列就写成 [名称]",
                    reason_en="a bare name beside a column must stand higher; write [name]",
                )
            )  # fmt: skip
            return None
        if context.within is not None and level not in scope.chain(context.within):
            context.report(
                problems.WHOSE_IS_UNSAID.at(
                    node.place, name=node.name, level=level, within=context.within
                )
            )
            return None
    elif level not in scope.chain(context.own):
        context.report(
            problems.LEVELS_UNRELATED.at(
                node.place, one=context.subject, level_one=context.own,
                other=node.name, level_other=level,
            )
        )  # fmt: skip
        return None
    return Read(node.name, kind)


def _resolve_column(node: Column, context: Context) -> Expr | None:
    if node.qualifier is not None and node.qualifier in context.scope.keys:
        return _resolve_keyed(node, node.qualifier, context)
    if node.qualifier is not None and node.qualifier in context.scope.scales:
        return resolve_lookup(node, context)
    if context.member is None:
        context.report(
            problems.COLUMN_MISUSED.at(
                node.place, text=column_text(node), reason="这里要一个值",
                reason_en="a single value is needed",
            )
        )  # fmt: skip
        return None
    return context.inside_column(node.inner)


def _resolve_keyed(node: Column, name: str, context: Context) -> Expr | None:
    key = context.scope.keys[name]
    if isinstance(node.inner, Name) and node.inner.name == key:
        return context.resolve(Name(name, node.place))
    context.report(
        problems.COLUMN_MISUSED.at(
            node.place, text=column_text(node), reason=f"“{name}”按“{key}”取值,直接写 {name}",
            reason_en=f"“{name}” is looked up by “{key}”: write {name}",
        )
    )  # fmt: skip
    return None


def column_text(node: Column) -> str:
    """A column as it was written."""
    inner = node.inner.name if isinstance(node.inner, Name) else "…"
    return f"{node.qualifier or ''}[{inner}]"


def _resolve_call(node: Apply, context: Context) -> Expr | None:
    args = [resolve(arg, context) for arg in node.args]
    if any(arg is None for arg in args):
        return None
    known = tuple(arg for arg in args if arg is not None)
    function = find_function(node.function)
    if not isinstance(function, Function):
        context.report(
            problems.ARGUMENTS_BAD.at(
                node.place, function=node.function, reason="这里要写整列,如 [量]",
                reason_en="a column is needed, such as [x]",
            )
        )  # fmt: skip
        return None
    return call(function, known, node, context)
