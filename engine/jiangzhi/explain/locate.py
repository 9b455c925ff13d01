"""From the names a user types to a row and a step; the nearest where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.problems import (
    AMBIGUOUS_TOWN,
    NOTHING_PUBLISHED,
    UNKNOWN_QUANTITY,
    UNKNOWN_TOWN,
    WRONG_LEVEL,
)
from jiangzhi.facts.tree import Tree

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Located:
    """A row of a level."""

    level: str
    row: int


def locate_town(outcome: Outcome, name: str) -> Located:
    """The row that a name means: a town, or a row of another named level.

    ``县区/镇街`` is exact; the last name alone will do where it stands once. Raises
    ``Refused`` with the nearest names, or with all candidates.
    """
    levels = [level for level in outcome.plan.levels if not level.detail]
    levels.sort(key=lambda level: level.name != outcome.plan.subject)
    wanted = _spelled(name)
    every: list[tuple[str, ...]] = []
    for level in levels:
        if level.parent is None:
            if name.strip() == level.name:
                return Located(level.name, 0)
            continue
        keys = outcome.facts.levels[level.name].keys
        found = [row for row, key in enumerate(keys) if wanted in _spellings(key)]
        exact = [row for row in found if wanted == _spellings(keys[row])[0]]
        if len(exact) == 1 or len(found) == 1:
            return Located(level.name, (exact or found)[0])
        if found:
            _refuse_ambiguous(name, [tuple(keys[row]) for row in found])
        every.extend(tuple(key) for key in keys)
    names = {text: "/".join(key) for key in every for text in (key[-1], "/".join(key))}
    raise Refused([UNKNOWN_TOWN.at(None, name=name, because=(), **nearest(name, names))])


def _spellings(key: Sequence[str]) -> list[str]:
    """What may be written for a key: all its names, then fewer from the front. A name may itself
    hold a slash."""
    return [_spelled("/".join(key[at:])) for at in range(len(key))]


def _spelled(name: str) -> str:
    return "/".join(part.strip() for part in name.replace("\uff0f", "/").split("/"))


def _refuse_ambiguous(name: str, keys: Sequence[tuple[str, ...]]) -> None:
    candidates = ["/".join(key) for key in sorted(keys)]
    shown = "、".join(candidates[:_SHOWN])
    raise Refused([AMBIGUOUS_TOWN.at(None, name=name, candidates=shown, example=candidates[0])])


def locate_quantities(
    outcome: Outcome, at: Located, name: str | None, *, below: bool = False
) -> list[tuple[str, int]]:
    """The steps asked for, each with its row: the named one, or all published results that
    the row has. ``below``: a step of a lower level is asked for in every row below the own
    one. Raises ``Refused``."""
    plan = outcome.plan
    chain = _chain(outcome, at)
    town = "/".join(outcome.facts.levels[at.level].keys[at.row]) or at.level
    if name is None:
        found = [
            (result, chain[level])
            for result in plan.results
            if (level := plan.step(result).head.level) in chain
            and at.level in {plan.subject, level}
        ]
        own = [one.head.name for one in plan.steps if one.head.shown and one.head.level == at.level]
        if not found and own:
            raise Refused([NOTHING_PUBLISHED.at(None, town=town, example=own[-1])])
        return found
    steps = {name: step for name, step in plan.steps_by_name.items() if step.head.shown}
    if name not in steps:
        close = nearest(name, {one: one for one in steps})
        raise Refused([UNKNOWN_QUANTITY.at(None, name=name, because=(), **close)])
    level = steps[name].head.level
    tree = Tree(plan.levels, outcome.facts)
    if below and level not in chain and tree.is_above(at.level, level):
        rows = range(tree.rows(level))
        found = [(name, row) for row in rows if tree.row_above(level, row, at.level) == at.row]
        if found:
            return found
    if level not in chain:
        raise Refused([WRONG_LEVEL.at(None, name=name, level=level, town=town)])
    return [(name, chain[level])]


def _chain(outcome: Outcome, at: Located) -> dict[str, int]:
    """The row on the own level and on each above it."""
    tree = Tree(outcome.plan.levels, outcome.facts)
    return {level: tree.row_above(at.level, at.row, level) for level in tree.chain(at.level)}


def nearest(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """Arguments ``nearest`` and ``nearest_en`` for a message: up to three of the known words
    (the keys) that come closest, by what they stand for (the values)."""
    close = get_close_matches(name, known, n=3, cutoff=0.4)
    found = list(dict.fromkeys(known[one] for one in close))
    if not found:
        return {"nearest": "", "nearest_en": ""}
    return {
        "nearest": f"最接近的是 {'、'.join(found)}。",
        "nearest_en": f"The nearest: {', '.join(found)}.",
    }
