"""Why not, as text and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiangzhi.explain.context import Context
from jiangzhi.explain.why_not import NotApplied


def why_not_text(context: Context, found: Mapping[str, Sequence[NotApplied]]) -> str:
    """For each result the cases that did not apply, each once over all results."""
    lines: list[str] = []
    told: set[NotApplied] = set()
    for result, cases in found.items():
        new = [case for case in cases if case not in told]
        told.update(new)
        lines.append(result)
        if not new:
            lines.append(
                "  " + context.say("没有(另外)不适用的规则", "no (other) rule failed to apply")
            )
        for case in new:
            lines.append(f"  {case.quantity} {case.case}   〔{case.cite.heading}〕")
            lines.append(f"    ✗ {case.condition}")
            if case.distance:
                lines.append(f"      {case.distance}")
    return "\n".join(lines) + "\n"


def why_not_data(found: Mapping[str, Sequence[NotApplied]]) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "why_not": {
            result: [
                {
                    "quantity": case.quantity,
                    "case": case.case,
                    "condition": case.condition,
                    "distance": case.distance,
                    "article": case.cite.heading,
                }
                for case in cases
            ]
            for result, cases in found.items()
        }
    }
