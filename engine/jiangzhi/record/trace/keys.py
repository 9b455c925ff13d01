"""The names of a level on the rows of every level."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import pyarrow as pa

from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import LevelFacts
from jiangzhi.plan.model import Plan


def keys_by_level(outcome: Outcome, parents: Mapping[str, Any]) -> dict[str, list[pa.Array]]:
    """For each level with names of its own, and each level of the facts in the plan's order:
    the name on it of every row, null where the row stands above it.

    ``parents`` are the parent rows of each level. Names that rows below repeat are words.
    """
    levels = {level.name: level for level in outcome.plan.levels}
    facts = outcome.facts.levels
    found: dict[str, list[pa.Array]] = {}
    for target, described in levels.items():
        if described.parent is None or described.detail:
            continue
        own = _own(facts[target])
        own = own.dictionary_encode() if _is_above(target, outcome.plan) else own
        columns = {target: own}
        for name, level in levels.items():
            if name in columns:
                continue
            if level.parent in columns:
                columns[name] = columns[level.parent].take(pa.array(parents[name]))
            else:
                columns[name] = pa.nulls(len(facts[name].keys), own.type)
        found[target] = [columns[name] for name in levels]
    return found


def _is_above(name: str, plan: Plan) -> bool:
    return any(level.parent == name for level in plan.levels)


def _own(facts: LevelFacts) -> pa.Array:
    return pa.array(list(map(itemgetter(-1), facts.keys)), type=pa.string())
