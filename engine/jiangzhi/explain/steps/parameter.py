"""A parameter: as the document states it, or overridden from a named cell."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import in_names, in_numbers, reads
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import clean
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.expr import Const
from jiangzhi.plan.model import ParameterStep


def tell_parameter(context: Context, step: ParameterStep, row: int) -> Told:
    """Where the value comes from."""
    head = step.head
    given = context.outcome.facts.given.get(head.name)
    written = in_names(context, step.value)
    if given is not None:
        origin = str(given.place) if given.place is not None else "--param"
        return Told(
            (
                Line("source", f"{clean(origin)}: “{clean(given.raw)}”"),
                Line(
                    "note",
                    context.say(
                        f"改了办法所写的 {written}", f"overrides {written} of the document"
                    ),
                ),
            )
        )
    place = f"{head.cite.place.file}:{head.cite.place.line}"
    lines = [Line("source", f"{context.say('办法', 'document')} {clean(place)}: {written}")]
    if not isinstance(step.value, Const):
        lines.append(Line("numbers", f"= {in_numbers(context, step.value)}"))
    return Told(tuple(lines), keys_of(context, reads(context, step.value), head.level, row))
