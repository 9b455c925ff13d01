"""All rules that apply together: their sum, the greatest, the least, or a list of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Hit
from jiangzhi.publish.book.form import Form, either
from jiangzhi.publish.book.forms.flags import condition, flag_columns
from jiangzhi.publish.book.site import Site
from jiangzhi.publish.book.workings import FAILED_NAME

#: Beyond every value that a cell can hold of ours.
FAR: Final = "9*10^300"


def collect(step: RuleStep, values: Sequence[Form], sites: Sequence[Site]) -> Form:
    """The form of a step whose rules count together."""
    if step.hit is Hit.SUM and step.otherwise is None:
        return _sum(step, values, sites)
    flags, all_flags = flag_columns(step, sites)
    texts = [value.text for value in values]
    if step.hit is Hit.SUM:
        terms = [f"IF({flag}=1,{text},0)" for flag, text in zip(flags, texts, strict=False)]
        together = f"SUM({','.join(terms)})"
    elif step.hit is Hit.LISTED:
        terms = [f'IF({flag}=1,"、"&{text},"")' for flag, text in zip(flags, texts, strict=False)]
        together = f'REPLACE({"&".join(terms)},1,1,"")'
    else:
        far, name = (f"-{FAR}", "MAX") if step.hit is Hit.GREATEST else (FAR, "MIN")
        terms = [f"IF({flag}=1,{text},{far})" for flag, text in zip(flags, texts, strict=False)]
        together = f"{name}({','.join(terms)})"
    otherwise = texts[-1] if step.otherwise else FAILED_NAME
    form = joined(step, values, f"IF(SUM({all_flags})=0,{otherwise},{together})")
    return replace(form, clean=form.clean and step.hit is not Hit.SUM, signed=False)


def _sum(step: RuleStep, values: Sequence[Form], sites: Sequence[Site]) -> Form:
    terms = []
    for case, value, site in zip(step.cases, values, sites, strict=False):
        test = condition(case, site)
        terms.append(value.text if test is None else f"IF({test.text},{value.text},0)")
    form = joined(step, values, f"SUM({','.join(terms)})")
    return replace(form, clean=len(terms) == 1 and form.clean, signed=False)


def joined(step: RuleStep, values: Sequence[Form], text: str) -> Form:
    """One form in place of several, of which one holds."""
    return Form(
        text=text,
        type=step.head.type,
        bounds=either(value.bounds for value in values),
        seen=either(value.seen for value in values),
        clean=all(value.clean for value in values),
        signed=all(value.signed for value in values),
    )
