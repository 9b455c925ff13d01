"""What if, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from jiangzhi.explain.context import Context
from jiangzhi.explain.value_words import exact_text
from jiangzhi.explain.what_if import Change, Supposed
from jiangzhi.formula.types.value import Unknown, Value


def what_if_text(context: Context, found: Supposed, results: Sequence[str]) -> str:
    """The suppositions, the results asked for, every other change, and the other towns."""
    suppose = context.say("假设", "suppose")
    lines = [
        f"{suppose} {name} = {context.show(value, context.steps[name].head.type)}"
        for name, value in found.values.items()
    ]
    changed = {change.step for change in found.own}
    for name in results:
        if name not in changed:
            lines.append(f"  {name} {context.say('不变', 'unchanged')}")
    own = [change for change in found.own if change.step not in found.values]
    lines.extend(f"  {_change(context, change)}" for change in own)
    if found.others:
        lines.append(context.say("其他镇街", "other towns"))
        for change in found.others:
            lines.append(f"  {'/'.join(change.entity)} {_change(context, change)}")
    return "\n".join(lines) + "\n"


def _change(context: Context, change: Change) -> str:
    kind = context.steps[change.step].head.type
    before, after = (context.show(value, kind) for value in (change.before, change.after))
    text = f"{change.step}: {before} → {after}"
    if isinstance(change.before, Fraction) and isinstance(change.after, Fraction):
        moved = change.after - change.before
        text += f" ({'+' if moved > 0 else ''}{context.show(moved, kind)})"
    return text


def what_if_data(context: Context, found: Supposed) -> dict[str, Any]:
    """The same for JSON: exact values as ``explain --json`` gives them (money in 元)."""

    def exact(value: Value, step: str) -> str | None:
        if isinstance(value, Unknown):
            return None
        return exact_text(value, context.steps[step].head.type)

    def data(change: Change) -> dict[str, Any]:
        return {
            "quantity": change.step,
            "level": change.level,
            "entity": list(change.entity),
            "before": exact(change.before, change.step),
            "after": exact(change.after, change.step),
        }

    return {
        "supposed": {name: exact(value, name) for name, value in found.values.items()},
        "own": [data(change) for change in found.own],
        "others": [data(change) for change in found.others],
    }
