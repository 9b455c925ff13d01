"""Totals, means, extremes and counts over the rows that match one's own row."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import Match, MatchStep
from jiangzhi.publish.book.form import Form, cell_denominator
from jiangzhi.publish.book.forms.comparable import comparable
from jiangzhi.publish.book.forms.expression import expression
from jiangzhi.publish.book.forms.spelled import SIGNS
from jiangzhi.publish.book.site import open_site
from jiangzhi.publish.book.workings import FAILED_NAME, Workings

_EMPTY: Final = {Reduce.SUM: "0", Reduce.COUNT: "0"}
#: Over no numbers MIN and MAX are 0; SMALL and LARGE fail, as they should. A row that does not
#: count is a text: where the only row is left out, FALSE by itself would count as a 0.
_FORMULA: Final = {
    Reduce.AVERAGE: 'AVERAGE(IF({test},{span},""))',
    Reduce.MEDIAN: 'MEDIAN(IF({test},{span},""))',
    Reduce.MIN: 'SMALL(IF({test},{span},""),1)',
    Reduce.MAX: 'LARGE(IF({test},{span},""),1)',
    Reduce.LARGE: 'LARGE(IF({test},{span},""),{k})',
    Reduce.SMALL: 'SMALL(IF({test},{span},""),{k})',
    Reduce.SUM: "SUM(IF({test},{span},0))",
    Reduce.COUNT: "SUM(IF({test},1,0))",
}


def match(step: MatchStep, work: Workings, *, sheet: str) -> tuple[Form, str]:
    """The form of an array formula, and what stands where the group has no members."""
    element = work.forms[step.element]
    form = Form("", step.head.type, bounds=element.bounds, clean=element.clean)
    site = open_site(step.head, work, sheet=sheet)
    k = "" if step.k is None else expression(step.k, site).text
    text = _FORMULA[step.how].format(
        test=_test(step, work, sheet), span=_span(step.element, step, work, sheet), k=k
    )
    form = replace(form, text=text)
    empty = _EMPTY.get(step.how, FAILED_NAME)
    if step.how is Reduce.COUNT:
        return replace(form, bounds=Bounds(None, None, 1), clean=True, signed=True), empty
    if step.how is Reduce.SUM:
        whole = element.clean and cell_denominator(element) == 1
        return replace(form, clean=whole, signed=whole), empty
    if step.how in (Reduce.AVERAGE, Reduce.MEDIAN):
        bounds = Bounds(element.bounds.low, element.bounds.high)
        return replace(form, clean=False, bounds=bounds), empty
    return replace(form, signed=element.signed), empty


def _test(step: MatchStep, work: Workings, sheet: str) -> str:
    """Whether a row counts, for all rows at once; with unknown values at hand one condition
    that is false leaves a row out, whatever the others are."""
    terms = [] if step.where is None else [_span(step.where, step, work, sheet)]
    terms += [_compared(one, step, work, sheet) for one in step.matches]
    if len(terms) == 1:
        return terms[0]
    test = "*".join(f"({term})" for term in terms)
    if not any(work.has_unknown(name) for name in step.head.needs):
        return test
    known = "*".join(f"IFERROR({term},TRUE)" for term in terms)
    return f"IF({known},{test},0)"


def _compared(match: Match, step: MatchStep, work: Workings, sheet: str) -> str:
    theirs, own = match.theirs, match.own
    kind = work.forms[theirs].type.kind
    if kind in NUMERIC or kind is Kind.DATE:
        theirs, own = (comparable(name, step.head, work) for name in (theirs, own))
    mine = work.reference(work.spots[own], sheet=sheet, level=step.head.level)
    return f"{_span(theirs, step, work, sheet)}{SIGNS[match.sign]}{mine}"


def _span(name: str, step: MatchStep, work: Workings, sheet: str) -> str:
    spot = work.spots[name]
    return work.span(spot, sheet=sheet, level=step.head.level, within=step.within)
