"""What comes from outside: inputs, parameters, last year's results."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from jiangzhi.formula.expr import Const
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import InputStep, ParameterStep, PriorStep
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.forms.expression import expression
from jiangzhi.publish.book.parameters import Given, Line, PendingLine
from jiangzhi.publish.book.site import Site, open_site
from jiangzhi.publish.book.workings import MISSING_NAME, Spot, Workings

#: Decimals that a figure typed in later may have, beyond those of the figures at hand.
_TYPED = {Kind.MONEY: 1, Kind.COUNT: 1, Kind.RATE: 10_000, Kind.NUMBER: 100}


def landing(step: InputStep | PriorStep, work: Workings, *, sheet: str, source: Spot) -> Form:
    """The form of an imported cell: blank is 待定 (or what the document says), 是 is TRUE."""
    cell = work.reference(source, sheet=sheet, level=step.head.level)
    blank, blank_form = MISSING_NAME, None
    site = open_site(step.head, work, sheet=sheet)
    if isinstance(step, InputStep) and step.input.blank is not None:
        blank_form = site.constant(Const(step.input.blank, step.head.type, ""))
        blank = blank_form.text
    elif isinstance(step, PriorStep) and step.instead is not None:
        blank_form = expression(step.instead, site)
        blank = blank_form.text
    value = f'{cell}="是"' if step.head.type.kind is Kind.FLAG else cell
    return Form(
        f'IF({cell}="",{blank},{value})',
        step.head.type,
        bounds=Bounds(None, None, _denominator(step.head.name, step.head.type, work)),
        clean=blank_form is None or blank_form.clean,
        signed=True,
    )


def parameter(step: ParameterStep, work: Workings) -> Form:
    """The cell of a parameter on 参数: its value, or its formula over other parameters."""
    name, parameters = step.head.name, work.parameters
    given = work.outcome.facts.given.get(name)
    article = step.head.cite.article
    words = step.value.text if isinstance(step.value, Const) else step.head.source
    remark = "" if given is None else f"改自 {given.place or '命令行'}:{given.raw}"
    line = PendingLine(parameters, Line("values", name, words, article=article, remark=remark))
    site = Site(work, step.head, work.whole, parameters.sheet, line)
    if given is not None or isinstance(step.value, Const):
        stated = step.value.value if isinstance(step.value, Const) else Fraction(0)
        value: Scalar = stated if given is None else given.value
        line.put(Given(value, step.head.type))
        exact = Fraction(value) if isinstance(value, Fraction) else None
        bounds = Bounds(None, None, _denominator(name, step.head.type, work))
        return Form(
            "", step.head.type, bounds=bounds, seen=Bounds(exact, exact), clean=True, signed=True
        )
    row = line.settled()
    parameters.append(row, Given(None, step.head.type))
    form = expression(step.value, site)
    worked_out = Given(work.values(name)(0), step.head.type, formula=form.text)
    parameters.replace_first(row, worked_out)
    return form


def _denominator(name: str, type_: Type, work: Workings) -> int | None:
    typed = _TYPED.get(type_.kind)
    if typed is None:
        return None
    values = work.outcome.steps[name].values
    return lcm(typed, *(v.denominator for v in values if isinstance(v, Fraction)))
