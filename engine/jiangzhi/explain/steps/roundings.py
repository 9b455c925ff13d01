"""The rounding of a value, as a line with the clause that orders it."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import clean
from jiangzhi.explain.value_words import number_text
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.money import in_unit
from jiangzhi.rounding import MODE_WORDS, Rounding


def rounding_name(context: Context, rounding: Rounding, kind: Type) -> str:
    """The clause, its manner and its article."""
    article = context.heading(rounding.article)
    if context.lang == "en":
        unit = in_yuan(context, rounding.unit, kind)
        return f"rounded to {unit}, {MODE_WORDS[rounding.mode].en} (“{article}”)"
    manner = MODE_WORDS[rounding.mode].zh
    clause = clean(rounding.text)
    if clause.startswith("取整"):
        clause = clause.removeprefix("取整").strip()
    named = clause if manner in clause else f"{clause} {manner}"
    return f"取整到 {named}(依“{article}”)"


def tell_rounding(context: Context, rounding: Rounding, before: Fraction, kind: Type) -> Line:
    """The value before and after."""
    after = rounding.apply(before)
    moved = context.say("不变", "unchanged") if after == before else in_yuan(context, after, kind)
    name = rounding_name(context, rounding, kind)
    return Line("rounding", f"{name}: {in_yuan(context, before, kind)} → {moved}")


def in_yuan(context: Context, value: Fraction, kind: Type) -> str:
    """A value in words, money in 元: roundings are too fine for 万元."""
    if kind.kind is not Kind.MONEY:
        return context.show(value, kind)
    return f"{number_text(in_unit(value, '元'), 2)} {context.say('元', 'yuan')}"
