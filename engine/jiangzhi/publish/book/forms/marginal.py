"""超额累进: one helper column for each band, summed.

The scale stands on 参数, a line for each band: its two ends, then the rate of each class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Const, Expr, Marginal
from jiangzhi.formula.types.types import TEXT, ZERO
from jiangzhi.formula.types.value import Bounds, Value
from jiangzhi.publish.book.form import Bind, Form, either
from jiangzhi.publish.book.forms.arithmetic import multiply, subtract
from jiangzhi.publish.book.forms.combine import combined
from jiangzhi.publish.book.forms.compare import compare
from jiangzhi.publish.book.parameters import Given, Line, PendingLine
from jiangzhi.publish.book.site import Site
from jiangzhi.publish.book.workings import FAILED_NAME, Column, Spot

#: Makes the form of an expression where a formula is being written.
Write = Callable[[Expr, Site], Form]
_NOTHING = Form("0", ZERO, bounds=Bounds(), clean=True, signed=True)


def marginal(expr: Marginal, site: Site, write: Write) -> Form:
    """The form of a marginal scale: the sum of its bands' columns. ``write`` makes the form of
    an expression inside it."""
    work, level = site.work, site.level
    lines, header = _scale(expr, site)
    parts: list[Form] = []
    spots: list[Spot] = []
    for index, band in enumerate(expr.bands):
        heading = f"{work.title(site.head.name)}·{expr.table} {band.label}".strip()
        spot = work.place(level, heading, helper=True)
        here = replace(site, sheet=spot.sheet, line=lines[index])
        part = _part(expr, index, here, write)
        rate = _rate(expr, index, here, header, write)
        value = _product(part, rate, expr)
        column = Column(site.head, heading, spot, expr.type, value.text, _paid(expr, index, site))
        work.add(column, helper=True)
        spots.append(spot)
        parts.append(value)
    total = parts[0]
    for part in parts[1:]:
        total = combined("add", (total, part), expr.type)
    text = f"SUM({work.across(spots[0], spots[-1], sheet=site.sheet, level=level)})"
    if expr.base is not None:
        base = write(expr.base, site)
        positive = compare(">", base, _NOTHING, site)
        text = f"IF({positive.text},{text},{FAILED_NAME})"
    return replace(total, text=text, bind=Bind.ATOM, type=expr.type, clean=False)


def _scale(expr: Marginal, site: Site) -> tuple[list[PendingLine], str]:
    """A line on 参数 for each band, and the cells that hold the words of the classes."""
    parameters, cite = site.work.parameters, site.head.cite
    title = PendingLine(parameters, Line("title", expr.table, article=cite.article))
    header = ""
    if expr.selector is not None:
        words = [Given(word, TEXT) for word in expr.columns]
        row = PendingLine(
            parameters,
            Line("head", "档", heads=("自", "至"), given=[Given(None, TEXT)] * 2 + words),
            title,
        ).settled()
        header = parameters.span((row, 2), (row, 1 + len(words)))
    lines = []
    for index, band in enumerate(expr.bands):
        line = PendingLine(parameters, Line("values", band.label, article=cite.article), title)
        row = line.settled()
        for edge in (band.low.at, band.high.at):
            const = edge if isinstance(edge, Const) else None
            parameters.append(
                row, Given(const.value if const else None, const.type if const else TEXT)
            )
        for column in expr.rates:
            rate = column[index]
            if isinstance(rate, Const):
                parameters.append(row, Given(rate.value, rate.type))
        lines.append(line)
    return lines, header


def _part(expr: Marginal, index: int, site: Site, write: Write) -> Form:
    """What of the amount falls into a band."""
    band = expr.bands[index]
    amount = write(expr.amount, site)
    low, high = (
        None if edge is None else _edge(edge, expr, site, write)
        for edge in (band.low.at, band.high.at)
    )
    top = amount
    if high is not None:
        top = replace(
            combined("MIN", (amount, high), amount.type),
            text=f"MIN({amount.text},{high.text})",
            clean=amount.clean and high.clean,
        )
    if low is None:
        return top
    above = (
        top
        if low.text == "0"
        else subtract(top, low, combined("subtract", (top, low), amount.type))
    )
    return replace(
        combined("MAX", (_NOTHING, above), amount.type),
        text=f"MAX(0,{above.text})",
        clean=above.clean,
    )


def _edge(edge: Expr, expr: Marginal, site: Site, write: Write) -> Form:
    form = write(edge, site)
    if expr.base is None or form.text == "0":
        return form
    base = write(expr.base, site)
    return multiply(form, base, combined("multiply", (form, base), base.type))


def _rate(expr: Marginal, index: int, site: Site, header: str, write: Write) -> Form:
    rates = [column[index] for column in expr.rates]
    if expr.selector is None:
        return write(rates[0], site)
    selector = write(expr.selector, site)
    if all(isinstance(rate, Const) for rate in rates):
        row = site.line.settled()
        cells = site.work.parameters.span((row, 2), (row, 1 + len(rates)))
        forms = [site.constant(rate) for rate in rates if isinstance(rate, Const)]
        text = f"INDEX({cells},MATCH({selector.text},{header},0))"
    else:
        forms = [write(rate, site) for rate in rates]
        text = FAILED_NAME
        for word, form in reversed(list(zip(expr.columns, forms, strict=True))):
            text = f'IF({selector.atom}="{word}",{form.text},{text})'
    bounds = either(form.bounds for form in forms)
    return Form(text, forms[0].type, bounds=bounds, seen=bounds, clean=True, signed=True)


def _product(part: Form, rate: Form, expr: Marginal) -> Form:
    return multiply(part, rate, combined("multiply", (part, rate), expr.type))


def _paid(expr: Marginal, index: int, site: Site) -> Callable[[int], Value]:
    """What a band pays: the scale with no other band in it."""
    alone = replace(
        expr,
        bands=(expr.bands[index],),
        rates=tuple((column[index],) for column in expr.rates),
    )

    def value(row: int) -> Value:
        return value_of(alone, site.work.reader(site.level, row))

    return value
