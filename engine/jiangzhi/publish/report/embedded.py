"""What the page carries: values as shown, and each distinct line once, for all towns.

Two towns that were decided alike share their lines; only the values differ. The page puts
the values into the lines' marks when a town is opened, as ``explain`` does on a terminal.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.placeholders import marked
from jiangzhi.explain.telling import level_of, step_of, tell, title_of
from jiangzhi.explain.why_not import also_read, failed_cases
from jiangzhi.publish.report.results import levels_shown, places, results_on, rows_on

_T = TypeVar("_T", bound=Hashable)
#: Steps that a node rests on; with a row where it is not the same entity's, else -1.
_Needs = tuple[tuple[str, int], ...]

#: With more rows than this the page has the table only.
MOST_ROWS = 5_000


@dataclass(slots=True)
class Table(Generic[_T]):
    """Things told once, by number."""

    numbers: dict[_T, int] = field(default_factory=dict)

    def number(self, thing: _T) -> int:
        """The thing's number, a new one if it is new."""
        return self.numbers.setdefault(thing, len(self.numbers))


def embedded_data(context: Context) -> dict[str, Any]:
    """The data block of the page. Rows are numbered as in the facts.

    ``values[step][row]`` are shown values, ``told[id] = [lines, needs, also]``, where ``also``
    is what only the conditions of cases read that did not apply, ``nodes[step][row] = id``,
    ``failed[step][row] = [[case, line, distance], …]``, ``results[level] = [step, …]``.
    """
    plan = context.plan
    lines: Table[tuple[str, str]] = Table()
    told: Table[tuple[tuple[int, ...], _Needs, _Needs]] = Table()
    nodes: dict[str, dict[int, int]] = {}
    failed: dict[str, dict[int, list[tuple[int, str | None]]]] = {}
    queue = [
        NodeKey(step.head.name, row)
        for level in levels_shown(context)
        for step in results_on(context, level)
        for row in rows_on(context, level)
    ]
    seen = set(queue)
    while queue:
        key = queue.pop()
        found = tell(context, key)
        ids = tuple(lines.number((line.kind, line.text)) for line in found.lines)
        level = level_of(context, key)
        also = [need for need in also_read(context, key) if need not in found.needs]
        needs, guards = (
            tuple(_relative(context, level, key.row, need) for need in some)
            for some in (found.needs, also)
        )
        nodes.setdefault(key.step, {})[key.row] = told.number((ids, needs, guards))
        for case in failed_cases(context, key):
            text = lines.number((f"{case.quantity} {case.case}", case.phrase))
            failed.setdefault(key.step, {}).setdefault(key.row, []).append((text, case.distance))
        for need in [*found.needs, *also]:
            if need not in seen:
                seen.add(need)
                queue.append(need)
    shown = _values(context, sorted(nodes), list(lines.numbers))
    return {
        "subject": plan.subject,
        "levels": levels_shown(context),
        "parents": context.tree.parents,
        "steps": {step: _step(context, NodeKey(step, 0)) for step in sorted(nodes)},
        "articles": _articles(context),
        "rows": {name: _rows(context, name) for name in context.tree.parents},
        "values": shown,
        "lines": list(lines.numbers),
        "told": list(told.numbers),
        "nodes": {step: _packed(of_row) for step, of_row in sorted(nodes.items())},
        "failed": {step: dict(sorted(of_row.items())) for step, of_row in sorted(failed.items())},
        "about": {
            name: {
                "level": context.steps[name].head.level,
                "unit": context.unit(context.steps[name].head.type),
            }
            for name in shown
        },
        "results": {
            level: [
                name
                for name in plan.results
                if context.is_above(context.steps[name].head.level, level)
            ]
            for level in levels_shown(context)
        },
    }


def _relative(context: Context, level: str, row: int, need: NodeKey) -> tuple[str, int]:
    """A node that rests on another, by step; its row only where it is not the same entity's."""
    target = level_of(context, need)
    if context.is_above(target, level) and context.row_at(level, row, target) == need.row:
        return (need.step, -1)
    return (need.step, need.row)


def _step(context: Context, key: NodeKey) -> dict[str, Any]:
    head = step_of(context, key).head
    return {
        "title": title_of(context, key),
        "level": level_of(context, key),
        "of": head.name,
        "article": head.cite.article,
        "sentence": head.cite.sentence,
        "pool": key.step != head.name,
    }


def _articles(context: Context) -> list[dict[str, Any]]:
    return [
        {
            "heading": context.heading(article.index),
            "readings": [reading.text for reading in article.readings],
        }
        for article in context.plan.articles
    ]


def _rows(context: Context, level: str) -> dict[str, Any]:
    facts = context.outcome.facts.levels[level]
    return {
        "names": places(context, level),
        "parents": [int(parent) for parent in facts.parents],
    }


def _values(
    context: Context, steps: list[str], lines: list[tuple[str, str]]
) -> dict[str, list[str]]:
    names = {step_of(context, NodeKey(step, 0)).head.name for step in steps}
    names.update(name for _, text in lines for name in marked(text))
    return {
        name: [
            context.shown(name, row, unit=False)
            for row in range(len(context.outcome.steps[name].states))
        ]
        for name in sorted(names)
    }


def _packed(of_row: dict[int, int]) -> list[int]:
    """A list by row, -1 where there is no node."""
    return [of_row.get(row, -1) for row in range(max(of_row) + 1)]
