"""What the solver says can never be, a second solver does not find."""

from __future__ import annotations

from pathlib import Path

import pytest
import z3

from jiangzhi import flow
from jiangzhi.prove import question
from jiangzhi.prove.solver import Solved, Solver
from jiangzhi.prove.standard import questions_of

cvc5 = pytest.importorskip("cvc5")

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted((ROOT / "rules").rglob("*.md"))


def second(whole) -> str:
    asked = z3.Solver(ctx=whole.ctx if not isinstance(whole, bool) else None)
    asked.add(whole if not isinstance(whole, bool) else z3.BoolVal(whole))
    text = "(set-logic ALL)\n" + asked.to_smt2()
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", "3000")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "asked")
    said = ""
    while True:
        command = parser.nextCommand()
        if command.isNull():
            return said.strip()
        said = command.invoke(solver, parser.getSymbolManager()) or said


@pytest.mark.parametrize("policy", RULES, ids=lambda path: path.stem)
def test_the_two_never_disagree(policy, monkeypatch):
    plan = flow.load(policy).plan
    said = []
    solve = Solver.solve

    def both(self, asked, *, effort) -> Solved:
        found = solve(self, asked, effort=effort)
        said.append((found.answer, second(self.every(asked))))
        return found

    monkeypatch.setattr(Solver, "solve", both)
    for one in list(questions_of(plan))[:6]:
        question.verdict_on(plan, one, effort=500_000)
    assert ("no", "sat") not in said
    assert ("yes", "unsat") not in said
