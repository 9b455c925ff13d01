"""超额累进, band by band: which part of the amount falls where, and what it gives."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import clean
from jiangzhi.formula.evaluate import marginal_lines
from jiangzhi.formula.expr import Marginal
from jiangzhi.formula.marginal import MarginalLine
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Unknown

_DIGITS = "零一二三四五六七八九"


def tell_bands(context: Context, marginal: Marginal, level: str, row: int) -> tuple[Line, ...]:
    """One line for each band with a part of the amount in it, and one for the others."""
    found = marginal_lines(marginal, context.reader(level, row))
    if isinstance(found, Unknown):
        return ()
    lines: list[Line] = []
    total = Fraction(0)
    for one in found:
        if not one.part or not isinstance(one.product, Fraction):
            continue
        total += one.product
        rate_type = marginal.rates[0][one.band].type
        label = clean(marginal.bands[one.band].label)
        lines.append(
            Line(
                "band",
                f"{_name(context, one.band + 1)} {label}{_scaled(context, marginal, one)} "
                f"{context.show(one.part, marginal.amount.type, unit=False)} × "
                f"{_rate(context, one, rate_type)} = {context.show(one.product, marginal.type)}",
            )
        )
    reached, left = len(lines), len(found) - len(lines)
    if reached > 1:
        total_text = context.show(total, marginal.type)
        lines.append(Line("band", f"{context.say('各档合计', 'sum')} {total_text}"))
    if left:
        text = context.say(f"其余 {left} 档没有落入的部分", f"nothing falls into the other {left}")
        lines.append(Line("band", text))
    return tuple(lines)


def _rate(context: Context, line: MarginalLine, kind: Type) -> str:
    return context.show(line.rate, kind)


def _name(context: Context, number: int) -> str:
    if context.lang == "en":
        return f"band {number}"
    return f"第{_DIGITS[number]}档" if number < len(_DIGITS) else f"第 {number} 档"


def _scaled(context: Context, marginal: Marginal, line: MarginalLine) -> str:
    """The band's edges as amounts, where the document states them as shares of a base."""
    if marginal.base is None:
        return ""
    kind = marginal.amount.type
    low = context.show(Fraction(0) if line.low is None else line.low, kind, unit=False)
    if line.high is None:
        return context.say(f" (超过 {low} 的部分)", f" (above {low})")
    high = context.show(line.high, kind, unit=False)
    return context.say(f" ({low} 至 {high} 的部分)", f" (from {low} to {high})")
