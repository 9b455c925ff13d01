"""An amount split between recipients: 分成(金额, 10:20:70)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Const, Expr
from jiangzhi.formula.syntax.tree import Apply
from jiangzhi.formula.types.types import MONEY, NUMERIC, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.defined.allocations import remainder_of, remainder_words, rounding_of
from jiangzhi.policy.defined.clauses import level_for, parse_clauses, refuse_clauses
from jiangzhi.policy.model import OF_SPLITS, Quantity, Remainder, SplitPart
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import ClauseKind, Statement

SPLIT_FUNCTION: Final = "分成"
_REMAINDERS: Final = remainder_words(OF_SPLITS)
_ALLOWED: Final = (
    ClauseKind.ROUND, ClauseKind.LEVEL, ClauseKind.IN_FORCE, ClauseKind.REMAINDER,
)  # fmt: skip


def resolve_split(
    name: str, statement: Statement, node: Apply, scope: Scope, articles: Sequence[Article]
) -> Quantity | None:
    """One part of the split, by the name it is given; ``None`` where a problem was reported."""
    parts = tuple(target.name.text for target in statement.targets)
    index = parts.index(name)
    if not refuse_clauses(statement, _ALLOWED, scope) or parse_clauses(statement, scope) is None:
        return None
    level = level_for(name, list(node.args), [statement], scope)
    if level is None:
        return None
    context = Context(scope, name, level)
    amount = context.resolve(node.args[0])
    weights = [context.resolve(arg) for arg in node.args[1:]]
    rounding = rounding_of(statement, articles, scope)
    remainder = remainder_of(statement, _REMAINDERS, scope)
    if statement.all_of(ClauseKind.REMAINDER) and remainder is None:
        return None
    known = tuple(weight for weight in weights if weight is not None)
    if amount is None or len(known) < len(weights) or rounding is None:
        return None
    reason = _why_not(parts, amount, known)
    if reason is not None:
        if index == 0:
            scope.found.append(
                problems.SPLIT_WEIGHTS.at(node.place, reason=reason[0], reason_en=reason[1])
            )
        return None
    return Quantity(
        name=name, level=level, type=MONEY,
        definition=SplitPart(
            amount, known, parts, index, remainder or Remainder.LARGEST_REMAINDER
        ),
        rounding=rounding, published=False, cite=statement.cite, source=statement.source,
    )  # fmt: skip


def _why_not(
    parts: tuple[str, ...], amount: Expr, weights: tuple[Expr, ...]
) -> tuple[str, str] | None:
    if len(parts) != len(weights):
        return (
            f"左边 {len(parts)} 个名字,右边 {len(weights)} 份",
            f"has {len(parts)} names and {len(weights)} weights",
        )
    if amount.type.kind is not Kind.MONEY:
        return f"的总额是{amount.type},要是金额", f"is of {amount.type}, not money"
    if not all(weight.type.kind in NUMERIC for weight in weights):
        return "的份数要是数、比例或金额", "has weights that are no numbers"
    constants = [weight for weight in weights if isinstance(weight, Const)]
    rates = all(weight.type.kind is Kind.RATE for weight in constants)
    if len(constants) == len(weights) and rates:
        total = sum(w.value for w in constants)  # type: ignore[misc]
        if total != 1:
            return "的百分比合计不是 100%", "has percentages that do not add to 100 %"
    return None
