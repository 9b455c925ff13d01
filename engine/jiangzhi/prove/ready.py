"""Asked for a proof: is the solver there, and the quantity?"""

from __future__ import annotations

from importlib.util import find_spec

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.explain.locate import nearest
from jiangzhi.plan.model import Plan
from jiangzhi.prove.model import Proof, Proved
from jiangzhi.prove.problems import GUARANTEE_REFUTED, NO_SOLVER, NO_SUCH_QUANTITY


def has_solver() -> bool:
    """Whether the extra ``prove`` is installed."""
    return find_spec("z3") is not None


def prove_with(plan: Plan, *, about: str | None, guarantees: bool, times: int) -> Proved:
    """The verdicts on a plan. Raises ``Refused`` without the solver or the quantity."""
    if not has_solver():
        raise Refused([NO_SOLVER.at(None)])
    names = {step.head.name for step in plan.steps if step.head.shown}
    if about is not None and about not in names:
        near = nearest(about, {name: name for name in sorted(names)})
        raise Refused([NO_SUCH_QUANTITY.at(None, because=(), name=about, **near)])
    from jiangzhi.prove.prove import EFFORT, prove

    return prove(plan, about=about, guarantees=guarantees, effort=EFFORT * times)


def against_with(before: Plan, after: Plan, *, times: int) -> Proved:
    """How two plans differ for all inputs. Raises ``Refused`` without the solver."""
    if not has_solver():
        raise Refused([NO_SOLVER.at(None)])
    from jiangzhi.prove.against import against

    return against(before, after, times=times)


def refuted_guarantees(plan: Plan, proved: Proved) -> tuple[Diagnostic, ...]:
    """A warning at each guarantee of the document that a town refutes."""
    from jiangzhi.prove.words import witness_lines

    found = []
    for verdict in proved.of(Proof.REFUTED):
        if verdict.guaranteed and verdict.witness is not None:
            zh, en = (
                "; ".join(witness_lines(plan, verdict.witness, verdict, lang))
                for lang in ("zh", "en")
            )
            found.append(
                GUARANTEE_REFUTED.at(
                    verdict.cite.place, claim=verdict.claim.zh, claim_en=verdict.claim.en,
                    town=zh, town_en=en,
                )
            )  # fmt: skip
    return tuple(found)


def refuted_if_solver(plan: Plan) -> tuple[Diagnostic, ...]:
    """The guarantees that a town refutes; nothing where there is no solver to find one."""
    if not plan.guarantees or not has_solver():
        return ()
    return refuted_guarantees(plan, prove_with(plan, about=None, guarantees=True, times=1))
