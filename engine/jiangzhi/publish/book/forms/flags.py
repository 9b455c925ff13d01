"""Helper columns that say which of several rules applies: 1 or 0 for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from jiangzhi.evaluate.exact.rules import all_hold
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call
from jiangzhi.formula.types.types import COUNT, FLAG
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Case
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.forms.expression import expression
from jiangzhi.publish.book.site import Site
from jiangzhi.publish.book.workings import Column, Spot


def condition(case: Case, site: Site) -> Form | None:
    """All guards of a rule together, ``None`` where it has none."""
    if not case.guards:
        return None
    if len(case.guards) == 1:
        return expression(case.guards[0], site)
    return expression(Call("AND", case.guards, FLAG), site)


def flag_columns(step: RuleStep, sites: Sequence[Site]) -> tuple[list[str], str]:
    """Adds one column for each rule; how the step addresses each, and all together."""
    work, level = sites[0].work, step.head.level
    spots: list[Spot] = []
    for number, (case, site) in enumerate(zip(step.cases, sites, strict=False)):
        heading = f"{step.table or step.head.name}·{case.label}"
        spot = work.place(level, heading, helper=True)
        test = condition(case, replace(site, sheet=spot.sheet))
        text = "1" if test is None else f"IF({test.text},1,0)"
        column = Column(step.head, heading, spot, COUNT, text, _applies(step, number, site))
        work.add(column, helper=True)
        spots.append(spot)
    flags = [work.reference(spot, sheet=sites[0].sheet, level=level) for spot in spots]
    return flags, work.across(spots[0], spots[-1], sheet=sites[0].sheet, level=level)


def _applies(step: RuleStep, number: int, site: Site) -> Callable[[int], Value]:
    outcome = site.work.outcome.steps[step.head.name]

    def value(row: int) -> Value:
        state = State(outcome.states[row])
        if state is not State.KNOWN or step.hit.collects:
            return _holds(step.cases[number], site, row)
        return Fraction(outcome.rules[row] == number)

    return value


def _holds(case: Case, site: Site, row: int) -> Value:
    read = site.work.reader(site.level, row)
    truth = all_hold(value_of(guard, read) for guard in case.guards)
    return truth if isinstance(truth, Unknown) else Fraction(bool(truth))
