"""A policy, printed: for ``jiangzhi show policy`` and the tests that pin this stage."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.formula.print import text_of
from jiangzhi.policy.claims import Holds
from jiangzhi.policy.model import Allocation, Policy, Quantity, Rules


def show_policy(policy: Policy) -> str:
    """Every level, input, parameter, scale and quantity, a line or a paragraph each."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    yield f"办法 {policy.name} {policy.title}"
    yield "层级 " + " > ".join(
        level.name + ("(明细)" if level.detail else "") for level in policy.levels
    )
    for given in policy.inputs:
        blank = "" if given.blank is None else f" 空白={given.blank}"
        yield f"输入 {given.level}.{given.name}: {given.type} {given.range.text}{blank}".rstrip()
    for parameter in policy.parameters:
        yield f"参数 {parameter.name}: {parameter.type} = {text_of(parameter.value)}"
    for scale in policy.scales:
        yield f"分档表 {scale.name} 按 {text_of(scale.key)}"
        for row, band in enumerate(scale.bands):
            cells = [text_of(column[row]) for column in scale.values]
            yield f"  {band.label}: " + "、".join(cells)
    for quantity in policy.quantities:
        yield from _quantity(quantity)
    for guarantee in policy.guarantees:
        yield f"保证 {guarantee.source}" + (
            f" [{guarantee.level}]" if isinstance(guarantee, Holds) else ""
        )


def _quantity(quantity: Quantity) -> Iterator[str]:
    mark = "结果" if quantity.published else "量"
    rounding = f" 取整 {quantity.rounding.text}" if quantity.rounding is not None else ""
    yield f"{mark} {quantity.level}.{quantity.name}: {quantity.type}{rounding}"
    definition = quantity.definition
    if isinstance(definition, Rules):
        for case in definition.cases:
            guards = " 且 ".join(text_of(guard) for guard in case.guards)
            yield f"  {text_of(case.value)}" + (f" 当 {guards}" if guards else "")
        if definition.otherwise is not None:
            yield f"  否则 {text_of(definition.otherwise.value)}"
    elif isinstance(definition, Allocation):
        yield (
            f"  {definition.share.value}({text_of(definition.claim)}, {text_of(definition.pool)})"
            f" 在{definition.within}内 余额 {definition.remainder.value}"
        )
    else:
        weights = " : ".join(text_of(weight) for weight in definition.weights)
        yield f"  分成({text_of(definition.amount)}, {weights}) 第 {definition.index + 1} 份"
