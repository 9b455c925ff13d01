"""上年(量): what the same entity had in last year's run."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.expr import Expr, Prior
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.syntax.tree import Apply, Name
from jiangzhi.formula.types.types import ZERO, Kind, Type
from jiangzhi.formula.typing import typerules
from jiangzhi.policy import problems
from jiangzhi.policy.names.as_written import type_as_written
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope

PRIOR_FUNCTION: Final = "上年"


def resolve_prior(node: Apply, context: Context) -> Expr | None:
    """Last year's value of a quantity of this policy, the one being defined included."""
    named = node.args[0]
    if not isinstance(named, Name):
        context.report(
            problems.ARGUMENTS_BAD.at(
                node.place, function="上年", reason="括号里写一个量的名字",
                reason_en="a quantity's name belongs into the brackets",
            )
        )  # fmt: skip
        return None
    instead = context.resolve(node.args[1]) if len(node.args) == 2 else None
    if len(node.args) == 2 and instead is None:
        return None
    if instead is not None and not _fits(node, named.name, instead, context):
        return None
    if named.name in context.scope.inputs:
        return Prior(named.name, instead, context.scope.inputs[named.name].type)
    if named.name not in context.scope.defined_at:
        context.scope.look_up(named.name, named.place)
        return None
    kind, _ = prior_of(named.name, context.scope)
    if named.name not in context.scope.prior and instead is not None:
        kind = instead.type if instead.type.kind is not Kind.ZERO else kind
    return Prior(named.name, instead, kind)


def _fits(node: Apply, name: str, instead: Expr, context: Context) -> bool:
    """What stands in for last year's value is of its kind, as far as that is known yet."""
    given = context.scope.inputs.get(name)
    kind = context.scope.prior.get(name, (ZERO, ""))[0] if given is None else given.type
    if kind.kind is Kind.ZERO:
        return True
    try:
        typerules.unify([kind, type_as_written(instead, context.scope)])
    except Mismatch as mismatch:
        reading = Prior(name, None, kind)
        context.report_mismatch(node, (reading, instead), mismatch)
        return False
    return True


def prior_of(name: str, scope: Scope) -> tuple[Type, str]:
    """Type and level of a quantity's value of last year.

    A quantity may depend on its own value of last year, so its type cannot be asked for
    here: it is taken from the round of resolution before this one.
    """
    scope.prior_used.add(name)
    return scope.prior.get(name, (ZERO, scope.whole))
