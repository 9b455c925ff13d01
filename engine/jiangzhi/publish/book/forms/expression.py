"""An expression of the plan as the text of a formula."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.types.types import NUMERIC
from jiangzhi.publish.book.form import Form, largest_seen
from jiangzhi.publish.book.forms.arithmetic import (
    add,
    divide,
    multiply,
    negate,
    percent,
    subtract,
)
from jiangzhi.publish.book.forms.combine import combined
from jiangzhi.publish.book.forms.compare import compare
from jiangzhi.publish.book.forms.functions import SPECIAL
from jiangzhi.publish.book.forms.marginal import marginal
from jiangzhi.publish.book.forms.spelled import SIGNS, SPELLED
from jiangzhi.publish.book.site import Site

#: Sizes worked out from those of the parts may be far too large: above this they are measured.
_MEASURED_ABOVE: Final = 10**8

_TWO_SIDED = {"add": add, "subtract": subtract, "multiply": multiply, "divide": divide}
_ONE_SIDED = {"negate": negate, "percent": percent}
#: The functions that a formula can be written of.
WRITTEN: Final = frozenset({*_TWO_SIDED, *_ONE_SIDED, *SPECIAL, *SPELLED})


def expression(expr: Expr, site: Site) -> Form:
    """The form of an expression where a formula is being written."""
    match expr:
        case Const():
            return site.constant(expr)
        case Read(name=name):
            return site.read(name)
        case Call(args=args):
            forms = tuple(expression(arg, site) for arg in args)
            return _call(expr, forms, site)
        case Marginal():
            return marginal(expr, site, expression)
        case _:
            raise TypeError(type(expr).__name__)


def _call(expr: Call, args: tuple[Form, ...], site: Site) -> Form:
    name = expr.function
    if name in SIGNS and args[0].type.kind in NUMERIC:
        return compare(SIGNS[name], args[0], args[1], site)
    form = combined(name, args, expr.type)
    size = largest_seen(form)
    if expr.type.kind in NUMERIC and (size is None or size > _MEASURED_ABOVE):
        form = replace(form, seen=site.work.measured(expr, site.level))
    if name in _TWO_SIDED:
        return _TWO_SIDED[name](args[0], args[1], form)
    if name in _ONE_SIDED:
        return _ONE_SIDED[name](args[0], form)
    if name in SPECIAL:
        return SPECIAL[name](args, form, site)
    return SPELLED[name].form(args, form)
