"""A verdict in words, with the town that refutes it, and a worked case of it ready to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.value_words import exact_text, shown
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.prove.model import PROOF_WORDS, Proved, Verdict, Witness
from jiangzhi.words import Language


def verdict_lines(plan: Plan, verdict: Verdict, lang: Language) -> Iterator[str]:
    """The verdict, the article it rests on, and below it why or by which town."""
    heading = plan.articles[verdict.cite.article].heading.lstrip("# ").strip()
    where = f"   〔{heading}〕" if heading else ""
    yield f"{PROOF_WORDS[verdict.finding].of(lang)} {verdict.claim.of(lang)}{where}"
    if verdict.reason is not None:
        yield f"    {verdict.reason.of(lang)}"
    if verdict.witness is not None:
        yield from (f"    {line}" for line in witness_lines(plan, verdict.witness, verdict, lang))


def witness_lines(plan: Plan, witness: Witness, verdict: Verdict, lang: Language) -> Iterator[str]:
    """The inputs that two towns share, then what differs; of one town all of them."""
    one = witness.outcomes[0]
    names = [name for name in inputs_of(plan, witness) if name not in _names(plan)]
    differ = [name for name in names if len({_only(o, name) for o in witness.outcomes}) > 1]
    same = [f"{name} {_shown(one, name, lang)}" for name in names if name not in differ]
    if same:
        yield ("; " if lang == "en" else ";").join(same)
    for outcome in witness.outcomes:
        given = ",".join(f"{name} {_shown(outcome, name, lang)}" for name in differ)
        come = ",".join(f"{name} {_shown(outcome, name, lang)}" for name in _come_to(plan, verdict))
        which = _which(witness, outcome, lang)
        yield f"{which}{given} → {come}" if given else f"{which}→ {come}"


def _which(witness: Witness, outcome: Outcome, lang: Language) -> str:
    """Of two policies, by which one."""
    first = witness.outcomes[0].plan
    if all(one.plan is first for one in witness.outcomes):
        return ""
    old, new = ("原办法 ", "新办法 ") if lang == "zh" else ("before ", "after ")
    return old if outcome.plan is first else new


def _come_to(plan: Plan, verdict: Verdict) -> list[str]:
    """The quantities that the claim speaks of: of a condition, those that it compares."""
    head = plan.step(verdict.about).head
    if head.shown:
        return [verdict.about]
    named = [plan.step(need).head for need in head.needs]
    return [one.name for one in named if one.shown and not _is_input(plan, one.name)] or [head.name]


def _is_input(plan: Plan, name: str) -> bool:
    return isinstance(plan.step(name), InputStep)


def case_text(plan: Plan, verdict: Verdict) -> str:
    """The refuting towns as 算例 of the document: what goes in, and what comes out."""
    assert verdict.witness is not None
    return "\n".join(
        line
        for number, outcome in enumerate(verdict.witness.outcomes, start=1)
        for line in (*_case(plan, verdict, outcome, number), "")
    )


def proved_data(plan: Plan, proved: Proved) -> dict[str, Any]:
    """The verdicts for programs; amounts in 元."""
    return {"policy": plan.name, "verdicts": [_data(plan, one) for one in proved.verdicts]}


def inputs_of(plan: Plan, witness: Witness) -> list[str]:
    """The inputs that matter to a witness, in the plan's order."""
    return [
        step.head.name
        for step in plan.steps
        if isinstance(step, InputStep) and step.head.name in witness.inputs
    ]


def _data(plan: Plan, verdict: Verdict) -> dict[str, Any]:
    found: dict[str, Any] = {
        "claim": verdict.claim.zh,
        "claim_en": verdict.claim.en,
        "finding": verdict.finding.name.lower(),
        "about": verdict.about.partition("#")[0],
        "article": plan.articles[verdict.cite.article].heading.lstrip("# ").strip(),
        "guaranteed": verdict.guaranteed,
        "reason": None if verdict.reason is None else verdict.reason.zh,
    }
    if verdict.witness is not None:
        found["towns"] = [_town(plan, verdict, one) for one in verdict.witness.outcomes]
        found["case"] = case_text(plan, verdict)
    return found


def _town(plan: Plan, verdict: Verdict, outcome: Outcome) -> dict[str, str | None]:
    assert verdict.witness is not None
    names = [*inputs_of(plan, verdict.witness), verdict.about]
    return {
        name.partition("#")[0]: exact_text(_only(outcome, name), plan.step(name).head.type)
        for name in names
    }


def _case(plan: Plan, verdict: Verdict, outcome: Outcome, number: int) -> Iterator[str]:
    """A 算例 with the town's inputs, and one 算例明细 for each detail level that matters."""
    assert verdict.witness is not None
    details = {level.name for level in plan.levels if level.detail}
    names = inputs_of(plan, verdict.witness)
    subject = plan.subject
    (key,) = outcome.facts.levels[subject].keys
    above = [name for name in plan.key_names(subject)[:-1] if name in names]
    own = [
        name
        for name in names
        if plan.step(name).head.level not in details and name not in _names(plan)
    ]
    results = [verdict.about] if plan.step(verdict.about).head.shown else []
    results = [name for name in results if plan.step(name).head.level == subject]
    heads = [f"算例: 反例 {number}", *above, *own, *(f"= {name}" for name in results)]
    cells = [key[-1], *(key[plan.key_names(subject).index(name)] for name in above)]
    cells += [_cell(plan, outcome, name) for name in (*own, *results)]
    yield from _table(heads, cells)
    for level in details:
        inside = [name for name in names if plan.step(name).head.level == level]
        if inside:
            yield ""
            row = [_cell(plan, outcome, name) for name in inside]
            yield from _table([f"算例明细: {level}", *inside], [key[-1], *row])


def _table(heads: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield f"| {' | '.join(cells)} |"


def _cell(plan: Plan, outcome: Outcome, name: str) -> str:
    value, kind = _only(outcome, name), plan.step(name).head.type
    if value is None:
        return "不能算"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Fraction):
        return str(value)
    if kind.kind is Kind.MONEY:
        return _number(in_unit(value, plan.money_unit), "")
    return _number(value * 100, "%") if kind.kind is Kind.RATE else _number(value, "")


def _number(value: Fraction, unit: str) -> str:
    exact = decimal_text(value)
    return f"≈{decimal_text(value, places=6)}{unit}" if "/" in exact else exact + unit


def _names(plan: Plan) -> set[str]:
    return {level.name for level in plan.levels}


def _only(outcome: Outcome, name: str) -> Scalar | None:
    (value,) = outcome.steps[name].values
    return value


def _shown(outcome: Outcome, name: str, lang: Language) -> str:
    values, kind = outcome.steps[name], _type(outcome, name)
    (value,), (state,) = values.values, values.states
    return shown(value, state, kind, money_unit=outcome.plan.money_unit, lang=lang)


def _type(outcome: Outcome, name: str) -> Type:
    return outcome.plan.step(name).head.type
