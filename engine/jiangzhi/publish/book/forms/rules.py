"""A quantity of guarded rules or table rows.

One rule is an IF. Where several may apply, each has a helper column that says whether it
does (1 or 0), so that two at once are seen, and the auditor sees which one applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jiangzhi.formula.expr import Call
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Case, Hit
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.forms.collect import collect, joined
from jiangzhi.publish.book.forms.expression import expression
from jiangzhi.publish.book.forms.flags import condition, flag_columns
from jiangzhi.publish.book.forms.rounding import rounded_by
from jiangzhi.publish.book.parameters import Line, PendingLine
from jiangzhi.publish.book.site import Site, open_site
from jiangzhi.publish.book.workings import FAILED_NAME, Workings

_MOST_NESTED: Final = 10


def rules(step: RuleStep, work: Workings, *, sheet: str) -> Form:
    """The form of a rule step, to be written on a sheet."""
    every = [*step.cases, *([step.otherwise] if step.otherwise else [])]
    sites = _sites(step, every, work, sheet=sheet)
    values = [expression(case.value, site) for case, site in zip(every, sites, strict=True)]
    if step.hit.collects:
        form = collect(step, values, sites)
    elif (step.cases and not step.cases[0].guards and step.hit is Hit.FIRST) or len(every) == 1:
        form = values[0] if not every[0].guards else _nested(step, values, sites)
    elif step.hit is Hit.UNIQUE and len(step.cases) > 1:
        form = _unique(step, values, sites)
    else:
        form = _nested(step, values, sites)
    if step.rounding is not None:
        form = rounded_by(replace(form, seen=work.seen(step.head.name)), step.rounding)
    if len(every) == 1 and not every[0].guards and step.rounding is None:
        _remember_quotient(step, every[0], work)
    return form


def _sites(step: RuleStep, every: Sequence[Case], work: Workings, *, sheet: str) -> list[Site]:
    """A place to write for each rule, its numbers on a line of 参数 of its own."""
    alone = open_site(step.head, work, sheet=sheet)
    if len(every) == 1 and not every[0].guards:
        return [alone]
    heading = Line("title", step.table or step.head.name, article=step.head.cite.article)
    title = PendingLine(work.parameters, heading)
    sites = []
    for case in every:
        words = case.source or step.head.source
        line = Line("values", case.label, words=words, article=case.cite.article)
        pending = PendingLine(work.parameters, line, title)
        if step.table:
            pending.settled()
        sites.append(replace(alone, line=pending))
    return sites


def _nested(step: RuleStep, values: Sequence[Form], sites: Sequence[Site]) -> Form:
    """The first rule whose guards hold."""
    tests = [condition(case, site) for case, site in zip(step.cases, sites, strict=False)]
    text = values[-1].text if step.otherwise else FAILED_NAME
    for test, value in reversed(list(zip(tests, values, strict=False))):
        text = value.text if test is None else f"IF({test.text},{value.text},{text})"
    return joined(step, values, text)


def _unique(step: RuleStep, values: Sequence[Form], sites: Sequence[Site]) -> Form:
    """The one rule whose guards hold: by the helper columns, failing where two do."""
    flags, all_flags = flag_columns(step, sites)
    otherwise = values[-1].text if step.otherwise else FAILED_NAME
    if len(step.cases) > _MOST_NESTED:
        cases = ",".join(value.text for value in values[: len(step.cases)])
        picked = f"CHOOSE(MATCH(1,{all_flags},0),{cases})"
        text = f"IF(SUM({all_flags})=0,{otherwise},{picked})"
    else:
        text = otherwise
        for flag, value in reversed(list(zip(flags, values, strict=False))):
            text = f"IF({flag}=1,{value.text},{text})"
    return joined(step, values, f"IF(SUM({all_flags})>1,{FAILED_NAME},{text})")


def _remember_quotient(step: RuleStep, case: Case, work: Workings) -> None:
    value = case.value
    if isinstance(value, Call) and value.function == "divide":
        top, bottom = value.args
        work.quotients[step.head.name] = lambda site: (
            expression(top, site),
            expression(bottom, site),
        )
