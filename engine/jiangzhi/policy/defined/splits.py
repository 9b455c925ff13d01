"""An amount split between recipients: 分成(金额, 10:20:70)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.syntax.tree import Apply, Node
from jiangzhi.formula.types.types import FLAG, MONEY, NUMERIC, ZERO, Kind
from jiangzhi.formula.typing.typerules import unify
from jiangzhi.money import decimal_text
from jiangzhi.policy import problems
from jiangzhi.policy.defined.allocations import remainder_of, remainder_words, rounding_of
from jiangzhi.policy.defined.clauses import level_for, parse_clauses, refuse_clauses
from jiangzhi.policy.model import OF_SPLITS, Quantity, Remainder, SplitPart
from jiangzhi.policy.names.as_written import stated_value, types_as_written
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Clause, ClauseKind, Statement

SPLIT_FUNCTION: Final = "分成"
_REMAINDERS: Final = remainder_words(OF_SPLITS)
_ALLOWED: Final = (
    ClauseKind.ROUND, ClauseKind.LEVEL, ClauseKind.IN_FORCE, ClauseKind.REMAINDER,
    ClauseKind.WHEN, ClauseKind.OTHERWISE,
)  # fmt: skip


def resolve_split(
    name: str, statement: Statement, node: Apply, scope: Scope, articles: Sequence[Article]
) -> Quantity | None:
    """One part of the split, by the name it is given; ``None`` where a problem was reported."""
    parts = tuple(target.name.text for target in statement.targets)
    index = parts.index(name)
    clauses = parse_clauses(statement, scope)
    if not refuse_clauses(statement, _ALLOWED, scope) or clauses is None:
        return None
    nodes = [*node.args, *(inner for _, inner in clauses)]
    level = level_for(name, nodes, [statement], scope)
    if level is None:
        return None
    context = Context(scope, name, level)
    guard = _guard(clauses, context, report=index == 0)
    if guard is None:
        return None
    amount = context.resolve(node.args[0])
    weights = [context.resolve(arg) for arg in node.args[1:]]
    rounding = rounding_of(statement, articles, scope)
    remainder = remainder_of(statement, _REMAINDERS, scope)
    if statement.all_of(ClauseKind.REMAINDER) and remainder is None:
        return None
    known = tuple(weight for weight in weights if weight is not None)
    if amount is None or len(known) < len(weights) or rounding is None:
        return None
    reason = _why_not(parts, amount, known, scope)
    if reason is not None:
        if index == 0:
            scope.found.append(
                problems.SPLIT_WEIGHTS.at(node.place, reason=reason[0], reason_en=reason[1])
            )
        return None
    if guard.condition is not None:
        amount = _under(guard.condition, amount, Const(Fraction(0), ZERO, "0"))
        equal = Fraction(1, len(known))
        known = tuple(
            _under(guard.condition, one, Const(equal, one.type, f"1/{len(known)}")) for one in known
        )
    return Quantity(
        name=name, level=level, type=MONEY,
        definition=SplitPart(
            amount, known, parts, index, remainder or Remainder.LARGEST_REMAINDER
        ),
        rounding=rounding, published=False, cite=statement.cite, source=statement.source,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Guard:
    """The condition under which an amount is split, ``None`` for always."""

    condition: Expr | None


def _guard(clauses: list[tuple[Clause, Node]], context: Context, *, report: bool) -> _Guard | None:
    """All 当 together. Without them holding every part is 0, and no 否则 may say otherwise."""
    flags: list[Expr] = []
    for clause, node in clauses:
        found = context.resolve(node)
        if found is None:
            return None
        if clause.kind is ClauseKind.WHEN and found.type.kind is Kind.FLAG:
            flags.append(found)
            continue
        if clause.kind is ClauseKind.OTHERWISE and isinstance(found, Const) and found.value == 0:
            continue
        if report:
            what = clause.kind.value
            reason = "分成的否则只能是 0" if what == "否则" else f"后面要是条件,这里是{found.type}"
            context.report(
                problems.CLAUSE_BAD.at(
                    clause.place, clause=what, reason=reason,
                    reason_en="a split may say 否则 0, and conditions after 当",
                )
            )  # fmt: skip
        return None
    if not flags:
        return _Guard(None)
    return _Guard(flags[0] if len(flags) == 1 else Call("AND", tuple(flags), FLAG))


def _under(condition: Expr, value: Expr, instead: Const) -> Expr:
    """``value`` where the condition holds. Where it does not, the weights are equal and the
    amount is nothing, whatever the weights are."""
    return Call("IF", (condition, value, instead), value.type)


def _why_not(
    parts: tuple[str, ...], amount: Expr, weights: tuple[Expr, ...], scope: Scope
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
    try:
        unify(types_as_written(weights, scope))
    except Mismatch as mismatch:
        return f"的份数{mismatch.reason}", f"has weights that differ: {mismatch.reason_en}"
    values = [stated_value(weight, scope) for weight in weights]
    known = [value for value in values if value is not None]
    if any(value < 0 for value in known):
        return "有负的份数", "has a negative weight"
    if len(known) < len(weights):
        return None
    total = sum(known, Fraction(0))
    if total == 0:
        return "的份数全是零", "has no weight above zero"
    if add_up_to_all(weights) and total != 1:
        percent = decimal_text(total * 100)
        return (
            f"的百分比合计是 {percent}%,不是 100%",
            f"has percentages that add to {percent} %, not 100 %",
        )
    return None


def add_up_to_all(weights: Sequence[Expr]) -> bool:
    """Whether weights are parts of a whole: rates that must add up to 100 %."""
    kinds = {weight.type.kind for weight in weights}
    return Kind.RATE in kinds and kinds <= {Kind.RATE, Kind.ZERO}
