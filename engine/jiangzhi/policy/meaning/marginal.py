"""Scales by class: 超额累进, 全额累进, and ``表[分类]`` on its own."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import Call, Const, Expr, Lookup, Marginal
from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.registry import find_function
from jiangzhi.formula.syntax.tree import Apply, Column, Name, Node
from jiangzhi.formula.types.types import NUMERIC, PLAIN_NUMBERS, Kind, Type
from jiangzhi.policy import problems
from jiangzhi.policy.meaning.bands import fail_if_bands_do_not_adjoin
from jiangzhi.policy.model import Scale
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest

MARGINAL_FUNCTIONS: Final = ("超额累进", "全额累进")


def resolve_marginal(node: Apply, context: Context) -> Expr | None:
    """超额累进(金额, [基数,] 表) or 全额累进(金额, 表)."""
    table = node.args[-1]
    scale = _scale_of(table, context)
    amount = context.resolve(node.args[0])
    if scale is None or amount is None:
        return None
    if amount.type.kind not in NUMERIC:
        return _bad(node, context, f"第一个参数是{amount.type}", f"{amount.type} given")
    if node.function == "全额累进":
        if len(node.args) != 2:
            return _bad(node, context, "写成 全额累进(金额, 表)", "write 全额累进(amount, table)")
        rate = resolve_lookup(table, context)
        return None if rate is None else _product(amount, rate, node, context)
    base = context.resolve(node.args[1]) if len(node.args) == 3 else None
    if len(node.args) == 3 and base is None:
        return None
    selector = None
    if scale.columns:
        assert isinstance(table, Column)
        selector = _selector(table, scale, context)
        if selector is None:
            return None
    if not fail_if_bands_do_not_adjoin(scale, node, context):
        return None
    edges_are_money = any(
        edge.at is not None and edge.at.type.kind is Kind.MONEY
        for band in scale.bands
        for edge in (band.low, band.high)
    )
    measured = amount if base is None else base
    if base is not None and (edges_are_money or _kinds_differ(amount, base)):
        return _bad(
            node, context, "有基数时,档的边是比例,基数与金额同类",
            "with a base, edges are rates and the base is of the amount's kind",
        )  # fmt: skip
    if base is None and edges_are_money != (measured.type.kind is Kind.MONEY):
        return _bad(
            node,
            context,
            "没有基数时,档的边要与金额同类",
            "without a base, edges and amount are of one kind",
        )
    product = _product(amount, Const(Fraction(0), scale.type), node, context)
    if product is None:
        return None
    return Marginal(
        scale.name, amount, base, selector, scale.columns, scale.bands, scale.values, product.type
    )


def resolve_lookup(node: Node, context: Context) -> Expr | None:
    """``表[分类]``, or a table with one column by its name alone."""
    scale = _scale_of(node, context)
    if scale is None:
        return None
    if not scale.columns:
        assert isinstance(node, Name)
        return context.resolve(node)
    assert isinstance(node, Column)
    selector = _selector(node, scale, context)
    if selector is None:
        return None
    level = context.own if context.member is None else context.member
    if scale.level not in context.scope.chain(level):
        context.report(
            problems.LEVELS_UNRELATED.at(
                node.place, one=context.subject, level_one=level,
                other=scale.name, level_other=scale.level,
            )
        )  # fmt: skip
        return None
    return Lookup(scale.name, selector, scale.type)


def _scale_of(node: Node, context: Context) -> Scale | None:
    name = None
    if isinstance(node, Column):
        name = node.qualifier
    elif isinstance(node, Name):
        name = node.name
    scope = context.scope
    if name is None or name not in scope.defined_at:
        known = scope.scales
        context.report(
            problems.NAME_UNKNOWN.at(node.place, name=name or "…", **nearest(name or "", known))
        )
        return None
    scope.settle(name, node.place)
    scale = scope.scales.get(name)
    if scale is None:
        if name not in scope.scales:
            _bad(node, context, f"“{name}”不是分档表", f"“{name}” is no scale")
        return None
    if bool(scale.columns) != isinstance(node, Column):
        form = f"{name}[分类]" if scale.columns else name
        _bad(node, context, f"这张表要写成 {form}", f"write {form}")
        return None
    return scale


def _selector(node: Column, scale: Scale, context: Context) -> Expr | None:
    selector = (
        context.resolve(node.inner) if context.member is None else context.inside_column(node.inner)
    )
    if selector is None:
        return None
    if isinstance(selector, Const) and selector.value in scale.columns:
        return Const(selector.value, Type(Kind.CHOICE, "", (str(selector.value),)), selector.text)
    words = selector.type.choices if selector.type.kind is Kind.CHOICE else ()
    if selector.type.kind is not Kind.CHOICE or not set(words) <= set(scale.columns):
        lacking = "、".join(word for word in words if word not in scale.columns)
        reason = f"表里没有这些列:{lacking}" if words else "方括号里要是选项"
        reason_en = f"no columns for {lacking}" if words else "a choice belongs into the brackets"
        _bad(node, context, reason, reason_en)
        return None
    return selector


def _product(amount: Expr, rate: Expr, node: Apply, context: Context) -> Call | None:
    multiply = find_function("multiply")
    assert isinstance(multiply, Function)
    try:
        kind = multiply.result([amount.type, rate.type])
    except Mismatch as mismatch:
        context.report_mismatch(node, (amount, rate), mismatch)
        return None
    return Call("multiply", (amount, rate), kind, node.place)


def _kinds_differ(one: Expr, other: Expr) -> bool:
    return (one.type.kind in PLAIN_NUMBERS) != (other.type.kind in PLAIN_NUMBERS)


def _bad(node: Node, context: Context, reason: str, reason_en: str) -> None:
    name = node.function if isinstance(node, Apply) else "表"
    context.report(
        problems.ARGUMENTS_BAD.at(node.place, function=name, reason=reason, reason_en=reason_en)
    )
