"""How far, as text and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiangzhi.explain.context import Context
from jiangzhi.explain.shown import text_of_value
from jiangzhi.explain.thresholds.how_far import Threshold


def how_far_text(context: Context, found: Mapping[str, Sequence[Threshold]]) -> str:
    """For each result and input the thresholds on both sides, nearest first."""
    lines: list[str] = []
    for result, thresholds in found.items():
        lines.append(result)
        if not thresholds:
            lines.append("  " + context.say("没有门槛可以跨过", "there is no threshold to cross"))
        current = ("", "")
        for one in thresholds:
            if (one.input, one.of) != current:
                current = one.input, one.of
                kind = context.steps[one.input].head.type
                whose = f" ({one.of})" if one.of else ""
                now = context.show(one.now, kind)
                lines.append(f"  {one.input}{whose} {context.say('现为', 'is')} {now}")
            lines.extend(_threshold(context, one))
    return "\n".join(lines) + "\n"


def _threshold(context: Context, one: Threshold) -> list[str]:
    kind = context.steps[one.input].head.type
    verb = context.say("增加", "up by") if one.change > 0 else context.say("减少", "down by")
    result_kind = context.steps[one.result].head.type
    before, after = (context.show(value, result_kind) for value in (one.before, one.after))
    effect = context.say("不变", "unchanged") if one.before == one.after else f"{before} → {after}"
    goal = context.say("即", "to")
    turned = [f"      {text}" for text in one.turns]
    change, then = context.show(abs(one.change), kind), context.show(one.then, kind)
    return [f"    {verb} {change} ({goal} {then}): {one.result} {effect}", *turned]


def how_far_data(found: Mapping[str, Sequence[Threshold]]) -> dict[str, Any]:
    """The same for JSON: numbers as exact fractions, money in 分."""
    return {
        "how_far": {
            result: [
                {
                    "input": one.input,
                    "of": one.of,
                    "now": text_of_value(one.now),
                    "change": text_of_value(one.change),
                    "then": text_of_value(one.then),
                    "turns": list(one.turns),
                    "before": text_of_value(one.before),
                    "after": text_of_value(one.after),
                }
                for one in thresholds
            ]
            for result, thresholds in found.items()
        }
    }
