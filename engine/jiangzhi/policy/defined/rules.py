"""Quantities defined by one or more guarded rules."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.expr import Expr
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.defined.clauses import level_for, parse_clauses, refuse_clauses
from jiangzhi.policy.defined.drafts import Draft
from jiangzhi.policy.defined.results import Result, type_of_results
from jiangzhi.policy.model import Case, Hit, Quantity, Rules
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Clause, ClauseKind

#: In the place of a value: no case may come here.
ERROR_WORDS: Final = ("错误", "error")
_ALLOWED = (
    ClauseKind.WHEN, ClauseKind.OTHERWISE, ClauseKind.ROUND, ClauseKind.LEVEL, ClauseKind.IN_FORCE,
)  # fmt: skip


def resolve_rules(draft: Draft, scope: Scope) -> Quantity | None:
    """The quantity with its level, type and cases; ``None`` where a problem was reported."""
    parsed = [
        (statement, node, parse_clauses(statement, scope)) for statement, _, node in draft.rules
    ]
    fitting = [refuse_clauses(s, _ALLOWED, scope) for s, _, _ in parsed]
    if not all(fitting):
        return None
    if any(clauses is None for _, _, clauses in parsed):
        return None
    rules = [(s, n, _with_values(c)) for s, n, c in parsed if c is not None]
    rest_is_error = any(
        is_error_word(clause) for _, _, clauses in parsed for clause, _ in clauses or ()
    )
    nodes = [node for _, value, clauses in rules for node in (value, *(n for _, n in clauses))]
    first = rules[0][0]
    level = level_for(draft.name, nodes, [s for s, _, _ in rules], scope)
    if level is None:
        return None
    context = Context(scope, draft.name, level)
    cases: list[Case] = []
    otherwise: Case | None = None
    complete = True
    for number, (statement, value_node, clauses) in enumerate(rules, start=1):
        value = context.resolve(value_node)
        guards = [_guard(c, n, context) for c, n in clauses if c.kind is ClauseKind.WHEN]
        for clause, node in clauses:
            if clause.kind is not ClauseKind.OTHERWISE:
                continue
            instead = context.resolve(node)
            if otherwise is not None:
                scope.found.append(problems.OTHERWISE_TWICE.at(clause.place, name=draft.name))
            if instead is None:
                complete = False
                continue
            text = "".join(piece.text for piece in clause.pieces)
            otherwise = Case((), instead, "否则", text, statement.cite, label_en="otherwise")
        if value is None or any(guard is None for guard in guards):
            complete = False
            continue
        known = tuple(guard for guard in guards if guard is not None)
        which = f" {number}" if len(rules) > 1 else ""
        cases.append(
            Case(
                known, value, f"规则{which}", statement.source, statement.cite,
                label_en=f"rule{which}",
            )
        )  # fmt: skip
    hit = _hit(draft, scope)
    if not complete or hit is None:
        return None
    if hit is Hit.FIRST and otherwise is None and not cases[-1].guards and len(cases) > 1:
        otherwise = cases.pop()
    guarded = any(case.guards for case in cases)
    always = hit.collects and not all(case.guards for case in cases)
    if guarded and otherwise is None and hit is not Hit.SUM and not always and not rest_is_error:
        place = scope.defined_at[draft.name]
        scope.found.append(problems.OTHERWISE_MISSING.at(place, name=draft.name))
    if len(cases) > 1 and hit is Hit.UNIQUE:
        for case in cases:
            if not case.guards:
                scope.found.append(problems.UNGUARDED.at(case.cite.place, name=draft.name))
    every = [*cases, *([otherwise] if otherwise else [])]
    results = [Result(case.value, case.cite.place) for case in every]
    kind = type_of_results(f"“{draft.name}”", first.cite.place, results, hit, scope)
    if kind is None:
        return None
    return Quantity(
        name=draft.name, level=level, type=kind,
        definition=Rules(tuple(cases), otherwise, hit, rest_is_error=rest_is_error),
        rounding=None, published=False,
        cite=first.cite, source="\n".join(statement.source for statement, _, _ in rules),
    )  # fmt: skip


def is_error_word(clause: Clause) -> bool:
    """Whether an 否则 says that all other cases are an error."""
    text = "".join(piece.text for piece in clause.pieces).strip()
    return clause.kind is ClauseKind.OTHERWISE and text in ERROR_WORDS


def _with_values(clauses: list[tuple[Clause, Node]]) -> list[tuple[Clause, Node]]:
    return [(clause, node) for clause, node in clauses if not is_error_word(clause)]


def _guard(clause: Clause, node: Node, context: Context) -> Expr | None:
    guard = context.resolve(node)
    if guard is not None and guard.type.kind is not Kind.FLAG:
        context.report(
            problems.CLAUSE_BAD.at(
                clause.place, clause="当", reason=f"后面要是条件,这里是{guard.type}",
                reason_en=f"a condition is needed, not {guard.type}",
            )
        )  # fmt: skip
        return None
    return guard


def _hit(draft: Draft, scope: Scope) -> Hit | None:
    hits = {target.hit for _, target, _ in draft.rules}
    if len(hits) == 1:
        return hits.pop()
    one = next(hit.value for hit in hits if hit is not Hit.UNIQUE)
    place = scope.defined_at[draft.name]
    scope.found.append(problems.HIT_DIFFERS.at(place, name=draft.name, one=one))
    return None
