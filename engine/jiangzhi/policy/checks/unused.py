"""Inputs and quantities that nothing published depends on."""

from __future__ import annotations

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.model import Holds, Policy, Quantity
from jiangzhi.policy.names.reads import names_read, names_read_by


def warn_if_unused(policy: Policy) -> list[Diagnostic]:
    """What no result, guarantee or worked case needs. Columns of text may be for readers."""
    needed: set[str] = set()
    if policy.class_name is not None:
        needed.add(policy.class_name)
    for guarantee in policy.guarantees:
        if isinstance(guarantee, Holds):
            needed |= names_read(guarantee.condition)
        else:
            needed |= {guarantee.result, guarantee.driver}
    by_name = {quantity.name: quantity for quantity in policy.quantities}
    scales = {scale.name: scale for scale in policy.scales}
    values: dict[str, list[Expr]] = {}
    for parameter in policy.parameters:
        for named in {parameter.name, parameter.name.partition("[")[0]}:
            values.setdefault(named, []).append(parameter.value)
    open_names = [q.name for q in policy.quantities if q.published] + sorted(needed)
    open_names.extend(sorted(policy.read_on_other_days))
    reached: set[str] = set()
    while open_names:
        name = open_names.pop()
        if name in reached:
            continue
        reached.add(name)
        open_names.extend(sorted(_read_by(name, by_name)))
        for value in values.get(name, ()):
            open_names.extend(sorted(names_read(value)))
        if name in scales:
            scale = scales[name]
            open_names.extend(sorted(names_read(scale.key)))
            for column in scale.values:
                open_names.extend(n for value in column for n in sorted(names_read(value)))
    keys = {level.name for level in policy.levels}
    found = [
        problems.INPUT_UNUSED.at(given.cite.place, name=given.name)
        for given in policy.inputs
        if given.name not in reached and given.name not in keys and given.type.kind is not Kind.TEXT
    ]
    for parameter in policy.parameters:
        base = parameter.name.partition("[")[0]
        if parameter.name not in reached and base not in reached:
            found.append(problems.QUANTITY_UNUSED.at(parameter.cite.place, name=parameter.name))
    for quantity in policy.quantities:
        if quantity.name not in reached:
            found.append(problems.QUANTITY_UNUSED.at(quantity.cite.place, name=quantity.name))
    return found


def _read_by(name: str, by_name: dict[str, Quantity]) -> set[str]:
    quantity = by_name.get(name)
    return names_read_by(quantity) if quantity is not None else set()
