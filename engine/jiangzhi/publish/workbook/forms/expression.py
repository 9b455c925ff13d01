"""An expression of the plan as the text of a formula."""

from __future__ import annotations

from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.types import NUMERIC, Type
from jiangzhi.publish.workbook.form import Form
from jiangzhi.publish.workbook.forms.arithmetic import (
    add,
    divide,
    multiply,
    negate,
    percent,
    subtract,
)
from jiangzhi.publish.workbook.forms.combine import combined
from jiangzhi.publish.workbook.forms.compare import SIGNS, compare
from jiangzhi.publish.workbook.forms.functions import SPECIAL, general
from jiangzhi.publish.workbook.site import Site

_TWO_SIDED = {"add": add, "subtract": subtract, "multiply": multiply, "divide": divide}
_ONE_SIDED = {"negate": negate, "percent": percent}


def expression(expr: Expr, site: Site) -> Form:
    """The form of an expression where a formula is being written."""
    match expr:
        case Const():
            return site.constant(expr)
        case Read(name=name):
            return site.read(name)
        case Call(function=name, args=args, type=type_):
            forms = tuple(expression(arg, site) for arg in args)
            return _call(name, forms, type_, site)
        case Marginal():
            from jiangzhi.publish.workbook.forms.marginal import marginal

            return marginal(expr, site)
        case _:
            raise TypeError(type(expr).__name__)


def _call(name: str, args: tuple[Form, ...], type_: Type, site: Site) -> Form:
    if name in SIGNS and args[0].type.kind in NUMERIC:
        return compare(SIGNS[name], args[0], args[1], site)
    form = combined(name, args, type_)
    if name in _TWO_SIDED:
        return _TWO_SIDED[name](args[0], args[1], form)
    if name in _ONE_SIDED:
        return _ONE_SIDED[name](args[0], form)
    if name in SPECIAL:
        return SPECIAL[name](args, form, site)
    return general(name, args, form)
