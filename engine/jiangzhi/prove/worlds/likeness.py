"""Which steps of two plans mean the same, wherever in their documents they stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Final

from jiangzhi.plan.model import Plan

#: What tells where and in which words something stands, not what it means.
_WHERE: Final = frozenset(
    {"cite", "place", "source", "label", "label_en", "text", "article", "shown", "published",
     "names", "unit_text"}
)  # fmt: skip


def unlike(before: Plan, after: Plan, alike: frozenset[str] = frozenset()) -> frozenset[str]:
    """The steps of ``after`` that may come to something else than those of the same name in
    ``before``, on the same data: they differ, or rest on one that does. Those known to be
    ``alike`` do not."""
    known = {step.head.name: step for step in before.steps}
    apart: set[str] = set()
    for step in after.steps:
        name = step.head.name
        if name in alike:
            continue
        other = known.get(name)
        if other is None or apart & set(step.head.needs) or meaning(step) != meaning(other):
            apart.add(name)
    return frozenset(apart)


def meaning(thing: Any) -> Any:
    """A value without where and in which words it stands."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return (
            type(thing).__name__,
            *(meaning(getattr(thing, f.name)) for f in fields(thing) if f.name not in _WHERE),
        )
    if isinstance(thing, tuple | list):
        return tuple(map(meaning, thing))
    return thing
