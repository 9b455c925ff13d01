"""A step's cases as rules of a network: every guarded rule and every table row is one.

A case that a condition could satisfy in several ways becomes several rules of the network.
Each case has its rules twice: those that fire where it holds for sure, and those that fire
where it might hold; the latter are asked only of facts with an unknown atom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.evaluate.firing.adapter import (
    MOST_PROPERTIES,
    MOST_RULES_OF_A_TAG,
    Condition,
    NetworkRule,
)
from jiangzhi.evaluate.firing.clauses import MOST_LITERALS, Atoms, Clause, TooWide, clauses_of
from jiangzhi.evaluate.firing.names import TAG, slot
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.formula.types.types import FLAG
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Case

#: The slot that is 1 where an atom of the fact is unknown, else 0.
UNKNOWN: Final = "u"

#: A case by index, whether it holds for sure, and one way in which it does.
_Way = tuple[int, bool, Clause]


@dataclass(frozen=True, slots=True)
class Question:
    """One fact's worth of cases: what is told, and what the answers mean.

    ``atoms[i]`` goes into slot i. ``rules[r]`` belongs to case ``of[r][0]`` and says that it
    holds (``of[r][1]``) or that it might. ``template`` takes whether anything is unknown, then
    the atoms' codes.
    """

    atoms: tuple[Expr, ...]
    rules: tuple[NetworkRule, ...]
    of: tuple[tuple[int, bool], ...]
    template: str


def is_guarded(step: RuleStep) -> bool:
    """Whether there is anything to decide: a formula without conditions always applies."""
    return len(step.cases) > 1 or any(case.guards for case in step.cases)


def questions_of(step: RuleStep, first_tag: int) -> list[Question]:
    """A step's cases, in as many facts as the library's limits ask for, tagged from
    ``first_tag`` on."""
    atoms = Atoms()
    found: list[Question] = []
    packed: list[_Way] = []
    asked: set[int] = set()
    for index, case in enumerate(step.cases):
        further = _ways(index, case, atoms)
        wanted = {atom for _, _, clause in further for atom, _ in clause}
        rules, slots = len(packed) + len(further), len(asked | wanted)
        if packed and (rules > MOST_RULES_OF_A_TAG or slots >= MOST_PROPERTIES):
            found.append(_question(packed, atoms, first_tag + len(found)))
            packed, asked = [], set()
        packed.extend(further)
        asked |= wanted
    found.append(_question(packed, atoms, first_tag + len(found)))
    return found


def _ways(index: int, case: Case, atoms: Atoms) -> list[_Way]:
    try:
        return [
            (index, sure, clause)
            for sure in (True, False)
            for clause in clauses_of(case.guards, atoms, sure=sure)
        ]
    except TooWide:
        guards = case.guards
    if len(guards) > MOST_LITERALS:
        guards = (Call("AND", guards, FLAG),)
    return [
        (index, sure, tuple((atoms.number(guard), ">" if sure else ">=") for guard in guards))
        for sure in (True, False)
    ]


def _question(packed: Sequence[_Way], atoms: Atoms, tag: int) -> Question:
    slots: dict[int, str] = {}
    rules: list[NetworkRule] = []
    for _, sure, clause in packed:
        conditions = [] if sure else [Condition(UNKNOWN, ">", 0)]
        for atom, operator in clause:
            name = slots.setdefault(atom, slot(len(slots)))
            conditions.append(Condition(name, operator, 0))
        rules.append(NetworkRule(tag, tuple(conditions)))
    names = [UNKNOWN, *slots.values()]
    template = ",".join([f'"{TAG}":{tag}', *(f'"{name}":%d' for name in names)])
    of = tuple((index, sure) for index, sure, _ in packed)
    return Question(tuple(atoms.exprs[atom] for atom in slots), tuple(rules), of, template)
