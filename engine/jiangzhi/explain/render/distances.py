"""How far, as text and as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiangzhi.explain.context import Context
from jiangzhi.explain.how_far.how_far import HowFar, Unsolved
from jiangzhi.explain.how_far.question import Threshold
from jiangzhi.explain.value_words import exact_text
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Unknown, Value


def how_far_text(context: Context, found: Mapping[str, HowFar]) -> str:
    """For each result and input the thresholds on both sides, nearest first."""
    lines: list[str] = []
    for result, far in found.items():
        lines.append(result)
        if not far.thresholds:
            lines.append("  " + context.say("没有门槛可以跨过", "there is no threshold to cross"))
        current = ("", "")
        for one in far.thresholds:
            if (one.input, one.of) != current:
                current = one.input, one.of
                kind = context.steps[one.input].head.type
                whose = f" ({one.of})" if one.of else ""
                now = context.show(one.now, kind)
                lines.append(f"  {one.input}{whose} {context.say('现为', 'is')} {now}")
            lines.extend(_threshold(context, one))
        lines.extend(_unsolved(context, one) for one in far.unsolved)
    return "\n".join(lines) + "\n"


def _threshold(context: Context, one: Threshold) -> list[str]:
    kind = context.steps[one.input].head.type
    then = context.show(one.then, kind)
    if one.change is None:
        moved = context.say(f"改为 {then}", f"changed to {then}")
    else:
        verb = context.say("增加", "up by") if one.change > 0 else context.say("减少", "down by")
        change = context.show(abs(one.change), kind)
        if kind.kind is Kind.DATE:
            verb = (
                context.say("推后", "later by")
                if one.change > 0
                else context.say("提前", "earlier by")
            )
            change = context.say(f"{abs(one.change)} 天", f"{abs(one.change)} days")
        moved = f"{verb} {change} ({context.say('即', 'to')} {then})"
    result_kind = context.steps[one.result].head.type
    before, after = (context.show(value, result_kind) for value in (one.before, one.after))
    effect = context.say("不变", "unchanged") if one.before == one.after else f"{before} → {after}"
    return [f"    {moved}: {one.result} {effect}", *(f"      {text}" for text in one.turns)]


def _unsolved(context: Context, one: Unsolved) -> str:
    whose = f"{one.input} ({one.of})" if one.of else one.input
    if one.step:
        return "  ※ " + context.say(
            f"{whose}: 经过“{one.step}”的门槛没有求解",
            f"{whose}: thresholds past “{one.step}” were not solved",
        )
    return "  ※ " + context.say(
        f"{whose}: 牵动的数太多,更远的门槛没有求解",
        f"{whose}: it moves too much; thresholds further away were not solved",
    )


def how_far_data(context: Context, found: Mapping[str, HowFar]) -> dict[str, Any]:
    """The same for JSON: exact values as ``explain --json`` gives them (money in 元), a change of
    a date in days."""

    def exact(value: Value, name: str) -> str | None:
        kind = context.steps[name].head.type
        return None if isinstance(value, Unknown) else exact_text(value, kind)

    def change(one: Threshold) -> str | None:
        if context.steps[one.input].head.type.kind is Kind.DATE:
            return str(one.change)
        return None if one.change is None else exact(one.change, one.input)

    return {
        "how_far": {
            result: [
                {
                    "input": one.input,
                    "of": one.of,
                    "now": exact(one.now, one.input),
                    "change": change(one),
                    "then": exact(one.then, one.input),
                    "turns": list(one.turns),
                    "before": exact(one.before, one.result),
                    "after": exact(one.after, one.result),
                }
                for one in far.thresholds
            ]
            for result, far in found.items()
        },
        "unsolved": {
            result: [{"input": one.input, "of": one.of, "past": one.step} for one in far.unsolved]
            for result, far in found.items()
        },
    }
