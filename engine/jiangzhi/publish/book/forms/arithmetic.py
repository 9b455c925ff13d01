"""Operators as spreadsheets write them, with what is known of their doubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiangzhi.publish.book.form import (
    EXACT_BELOW,
    Bind,
    Form,
    cell_denominator,
    cleaned,
    largest_seen,
)


def add(left: Form, right: Form, form: Form) -> Form:
    """The sum. Two values of one sign keep the sign exact."""
    text = f"{left.within(Bind.ADD)}+{right.within(Bind.ADD)}"
    signed = left.signed and right.signed and _same_sign(left, right)
    return _keep_whole(replace(form, text=text, bind=Bind.ADD, signed=signed), (left, right))


def subtract(left: Form, right: Form, form: Form) -> Form:
    """The difference. Of two clean values its sign is exact, for equal values are equal doubles."""
    text = f"{left.within(Bind.ADD)}-{right.within(Bind.MULTIPLY)}"
    signed = left.clean and right.clean
    return _keep_whole(replace(form, text=text, bind=Bind.ADD, signed=signed), (left, right))


def multiply(left: Form, right: Form, form: Form) -> Form:
    """The product."""
    text = f"{left.within(Bind.MULTIPLY)}*{right.within(Bind.MULTIPLY)}"
    product = replace(form, text=text, bind=Bind.MULTIPLY, signed=left.signed and right.signed)
    return _keep_whole(product, (left, right))


def divide(left: Form, right: Form, form: Form) -> Form:
    """The quotient; a divisor that may be nothing but noise is cleaned first, so that a
    division by zero is one."""
    divisor = right if right.signed else cleaned(right)
    text = f"{left.within(Bind.MULTIPLY)}/{divisor.atom}"
    ratio = None if left.ratio or right.ratio else (left, right)
    return replace(
        form, text=text, bind=Bind.MULTIPLY, signed=left.signed and right.signed, ratio=ratio
    )


def negate(inner: Form, form: Form) -> Form:
    """The negative: its sign is set before what binds as a product."""
    return replace(
        form,
        text=f"-{inner.within(Bind.MULTIPLY)}",
        bind=Bind.ADD,
        clean=inner.clean,
        signed=inner.signed,
        ratio=None if inner.ratio is None else (_minus(inner.ratio[0]), inner.ratio[1]),
    )


def percent(inner: Form, form: Form) -> Form:
    """A hundredth."""
    return replace(
        form, text=f"{inner.within(Bind.MULTIPLY)}/100", bind=Bind.MULTIPLY, signed=inner.signed
    )


def _keep_whole(form: Form, parts: Sequence[Form]) -> Form:
    """Sums and products of whole numbers are exact doubles."""
    if not all(p.clean and cell_denominator(p) == 1 for p in parts):
        return form
    size = largest_seen(form)
    whole = size is not None and size < EXACT_BELOW
    return replace(form, clean=whole, signed=whole or form.signed)


def _same_sign(left: Form, right: Form) -> bool:
    lows = (left.bounds.low, right.bounds.low)
    highs = (left.bounds.high, right.bounds.high)
    return all(low is not None and low >= 0 for low in lows) or all(
        high is not None and high <= 0 for high in highs
    )


def _minus(form: Form) -> Form:
    return replace(form, text=f"-{form.within(Bind.MULTIPLY)}", bind=Bind.ADD)
