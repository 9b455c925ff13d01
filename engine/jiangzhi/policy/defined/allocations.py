"""Pools shared out: 按需分配 and 按权分配 with their clauses."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Because
from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.formula.syntax.tree import Apply
from jiangzhi.formula.types.types import FLAG, MONEY, NUMERIC, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.defined.clauses import level_for, parse_clauses, refuse_clauses
from jiangzhi.policy.defined.roundings import Unit, read_rounding
from jiangzhi.policy.meaning.levels import level_of_nodes
from jiangzhi.policy.model import OF_ALLOCATIONS, Allocation, Quantity, Remainder, Share
from jiangzhi.policy.names.as_written import stated_value
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Clause, ClauseKind, Statement
from jiangzhi.rounding import Mode, Rounding
from jiangzhi.words import Words

ALLOCATION_FUNCTIONS: Final = {"按需分配": Share.BY_NEED, "按权分配": Share.BY_WEIGHT}
#: Money is shared out in whole 分 where nothing else is said.
SMALLEST: Final = Fraction(1)
_ENGLISH: Final = {
    Remainder.LARGEST_REMAINDER: "largest remainder",
    Remainder.TO_LARGEST: "to largest",
    Remainder.KEPT: "kept",
    Remainder.TO_FIRST: "to first",
    Remainder.TO_LAST: "to last",
}


def remainder_words(allowed: Sequence[Remainder]) -> dict[str, Remainder]:
    """What a 余额 clause may say, in Chinese and in English."""
    return {word: one for one in allowed for word in (one.value, _ENGLISH[one])}


_REMAINDERS: Final = remainder_words(OF_ALLOCATIONS)
_ALLOWED: Final = (
    ClauseKind.WHEN, ClauseKind.ROUND, ClauseKind.LEVEL, ClauseKind.IN_FORCE, ClauseKind.REMAINDER,
    ClauseKind.RATIO, ClauseKind.CAP, ClauseKind.FLOOR, ClauseKind.TIER,
)  # fmt: skip


def resolve_allocation(
    name: str, statement: Statement, node: Apply, scope: Scope, articles: Sequence[Article]
) -> Quantity | None:
    """The allocation with its level, pool and clauses; ``None`` where a problem was reported."""
    clauses = parse_clauses(statement, scope)
    if not refuse_clauses(statement, _ALLOWED, scope) or clauses is None:
        return None
    place = scope.defined_at[name]
    own = level_for(name, [node.args[0], *(n for _, n in clauses)], [statement], scope)
    pool_level = level_of_nodes([node.args[1]], scope=scope, subject=name, place=place)
    if own is None or pool_level is None:
        return None
    if pool_level == own or pool_level not in scope.chain(own):
        scope.found.append(problems.POOL_LEVEL.at(node.args[1].place, pool=pool_level, own=own))
        return None
    context = Context(scope, name, own)
    claim = context.resolve(node.args[0])
    pool = Context(scope, name, pool_level).resolve(node.args[1])
    parts: dict[ClauseKind, list[Expr]] = {}
    for clause, clause_node in clauses:
        expr = context.resolve(clause_node)
        if expr is None or not _fits(expr, clause, scope):
            return None
        parts.setdefault(clause.kind, []).append(expr)
    if claim is None or pool is None or not _kinds_fit(node, claim, pool, context):
        return None
    if not _floor_fits_cap(statement, parts, scope):
        return None
    share = ALLOCATION_FUNCTIONS[node.function]
    rounding = rounding_of(statement, articles, scope)
    places = _ratio_places(statement, share, scope)
    remainder = remainder_of(statement, _REMAINDERS, scope)
    if rounding is None or places == -1 or (remainder is None and _states_remainder(statement)):
        return None
    guards = parts.get(ClauseKind.WHEN, [])
    takes_part = None
    if guards:
        takes_part = guards[0] if len(guards) == 1 else Call("AND", tuple(guards), FLAG)
    default = Remainder.LARGEST_REMAINDER if places is None else Remainder.TO_LARGEST
    return Quantity(
        name=name, level=own, type=MONEY,
        definition=Allocation(
            share=share, claim=claim, pool=pool, within=pool_level, takes_part=takes_part,
            cap=_only(parts, ClauseKind.CAP), floor=_only(parts, ClauseKind.FLOOR),
            tier=_only(parts, ClauseKind.TIER), remainder=remainder or default,
            ratio_places=places,
        ),
        rounding=rounding, published=False, cite=statement.cite, source=statement.source,
    )  # fmt: skip


def rounding_of(statement: Statement, articles: Sequence[Article], scope: Scope) -> Rounding | None:
    """The unit in which money is shared out: the 取整 clause, else whole 分."""
    for clause in statement.all_of(ClauseKind.ROUND):
        read = read_rounding(
            clause.pieces[0], article=statement.cite.article, articles=articles, scope=scope
        )
        if read is None:
            return None
        rounding, unit = read
        if unit is not Unit.MONEY or rounding.mode is not Mode.HALF_AWAY:
            scope.found.append(
                problems.CLAUSE_BAD.at(
                    clause.place, clause="取整", reason="这里只写单位,如 0.01元;尾差由“余额”定",
                    reason_en="only a unit of money here; 余额 says who bears the rest",
                )
            )  # fmt: skip
            return None
        return rounding
    return Rounding(SMALLEST, Mode.HALF_AWAY, "0.01元", statement.cite.article)


def remainder_of(
    statement: Statement, words: dict[str, Remainder], scope: Scope
) -> Remainder | None:
    """What the 余额 clause says, ``None`` where there is none or a problem was reported."""
    for clause in statement.all_of(ClauseKind.REMAINDER):
        word = clause.pieces[0].text
        if word in words:
            return words[word]
        known = "、".join(w for w in words if not w.isascii())
        scope.found.append(
            problems.OPTION_UNKNOWN.at(clause.place, function="余额", word=word, known=known)
        )
    return None


def _states_remainder(statement: Statement) -> bool:
    return bool(statement.all_of(ClauseKind.REMAINDER))


def _ratio_places(statement: Statement, share: Share, scope: Scope) -> int | None:
    for clause in statement.all_of(ClauseKind.RATIO):
        word = clause.pieces[0].text.removesuffix("位").removesuffix("places").strip()
        if share is Share.BY_NEED and word.isdecimal() and 0 < int(word) <= 12:
            return int(word)
        scope.found.append(
            problems.CLAUSE_BAD.at(
                clause.place, clause="兑付比例", reason="写成“兑付比例 4位”,只用于按需分配",
                reason_en="write “ratio 4”, with 按需分配 only",
            )
        )  # fmt: skip
        return -1
    return None


def _fits(expr: Expr, clause: Clause, scope: Scope) -> bool:
    kind = expr.type.kind
    fits = {
        ClauseKind.WHEN: kind is Kind.FLAG,
        ClauseKind.CAP: kind in (Kind.MONEY, Kind.ZERO),
        ClauseKind.FLOOR: kind in (Kind.MONEY, Kind.ZERO),
        ClauseKind.TIER: kind in NUMERIC and kind is not Kind.MONEY,
    }[clause.kind]
    if not fits:
        scope.found.append(
            problems.CLAUSE_BAD.at(
                clause.place, clause=clause.kind.value, reason=f"这里是{expr.type}",
                reason_en=f"this is {expr.type}",
            )
        )  # fmt: skip
    return fits


def _kinds_fit(node: Apply, claim: Expr, pool: Expr, context: Context) -> bool:
    good = pool.type.kind in (Kind.MONEY, Kind.ZERO) and claim.type.kind in NUMERIC
    if node.function == "按需分配":
        good = good and claim.type.kind in (Kind.MONEY, Kind.ZERO)
    if not good:
        context.report(
            problems.ARGUMENTS_BAD.at(
                node.place, function=node.function,
                reason=f"应得是{claim.type},资金池是{pool.type};资金池和应得额要是金额",
                reason_en=f"claims are {claim.type}, the pool is {pool.type}; money is needed",
            )
        )  # fmt: skip
    return good


def _floor_fits_cap(
    statement: Statement, parts: dict[ClauseKind, list[Expr]], scope: Scope
) -> bool:
    floor, cap = _only(parts, ClauseKind.FLOOR), _only(parts, ClauseKind.CAP)
    if floor is None or cap is None:
        return True
    low, high = stated_value(floor, scope), stated_value(cap, scope)
    if low is None or high is None or low <= high:
        return True
    places = [c.place for k in (ClauseKind.FLOOR, ClauseKind.CAP) for c in statement.all_of(k)]
    scope.found.append(
        problems.FLOOR_ABOVE_CAP.at(
            places[0], because=[Because(Words("上限在这里", "the cap is here"), places[1])]
        )
    )
    return False


def _only(parts: dict[ClauseKind, list[Expr]], kind: ClauseKind) -> Expr | None:
    return parts[kind][0] if kind in parts else None
