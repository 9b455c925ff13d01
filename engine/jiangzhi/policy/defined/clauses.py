"""What statements of every kind do with their clauses, and the level that they stand on."""

from __future__ import annotations

from jiangzhi.formula.syntax.tree import Node
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.levels import level_of_nodes
from jiangzhi.policy.names.constants import parse_into
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import FORMULA_CLAUSES, Clause, ClauseKind, Statement
from jiangzhi.policy.written.text import nearest


def parse_clauses(statement: Statement, scope: Scope) -> list[tuple[Clause, Node]] | None:
    """The clauses that hold formulas, parsed; ``None`` where a problem was reported."""
    parsed: list[tuple[Clause, Node]] = []
    good = True
    for clause in statement.clauses:
        if clause.kind in FORMULA_CLAUSES:
            node = parse_into(clause.pieces, scope.found)
            if node is None:
                good = False
            else:
                parsed.append((clause, node))
    return parsed if good else None


def refuse_clauses(statement: Statement, allowed: tuple[ClauseKind, ...], scope: Scope) -> bool:
    """Report clauses that do not belong to such a statement, or stand twice."""
    good = True
    seen: set[ClauseKind] = set()
    for clause in statement.clauses:
        twice = clause.kind in seen and clause.kind is not ClauseKind.WHEN
        seen.add(clause.kind)
        if clause.kind not in allowed or twice:
            reason = "写了两次" if twice else "这样的句子没有这个从句"
            reason_en = "it stands twice" if twice else "such a statement has no such clause"
            scope.found.append(
                problems.CLAUSE_BAD.at(
                    clause.place, clause=clause.kind.value, reason=reason, reason_en=reason_en
                )
            )
            good = False
    return good


def level_for(
    name: str, nodes: list[Node], statements: list[Statement], scope: Scope
) -> str | None:
    """The level that the 层级 clause states, else the one that the formulas imply."""
    place = scope.defined_at[name]
    implied = level_of_nodes(nodes, scope=scope, subject=name, place=place)
    stated = [c for s in statements for c in s.all_of(ClauseKind.LEVEL)]
    if implied is None or not stated:
        return implied
    level = stated[0].pieces[0].text
    for other in stated[1:]:
        if other.pieces[0].text != level:
            scope.found.append(
                problems.CLAUSE_BAD.at(
                    other.place, clause="层级", reason=f"“{name}”的另一句写的是{level}",
                    reason_en=f"another rule of “{name}” says {level}",
                )
            )  # fmt: skip
    if level not in scope.levels:
        scope.found.append(
            problems.LEVEL_UNKNOWN.at(
                stated[0].place, name=level, known="、".join(scope.levels),
                **nearest(level, scope.levels),
            )
        )  # fmt: skip
        return None
    return level
