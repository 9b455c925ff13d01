"""What the columns of a level's sheets may hold, with every spelling of the headings."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.facts.table.model import Field
from jiangzhi.facts.words import heading_of, letters_of
from jiangzhi.policy.model import Input, Level, Policy


def levels_of(policy: Policy) -> dict[str, Level]:
    """The levels of a policy by name."""
    return {level.name: level for level in policy.levels}


def chain_of(policy: Policy, level: str) -> tuple[str, ...]:
    """The levels whose names make up a key of this level, from the highest down.

    A detail level has no name of its own.
    """
    levels, names = levels_of(policy), []
    at: str | None = level
    while at is not None and levels[at].parent is not None:
        if not levels[at].detail:
            names.append(at)
        at = levels[at].parent
    return tuple(reversed(names))


def inputs_of(policy: Policy, level: str) -> tuple[Input, ...]:
    """The columns of a level, without the one that bears the level's own name."""
    return tuple(given for given in policy.inputs if given.level == level and given.name != level)


def fields_of(policy: Policy, level: str) -> tuple[Field, ...]:
    """The fields of a level's sheets: names first, then inputs."""
    keys = [Field(name, _key_spellings(policy, name), None) for name in chain_of(policy, level)]
    inputs = [
        Field(given.name, _spellings(given.names), given) for given in inputs_of(policy, level)
    ]
    return (*keys, *inputs)


def _key_spellings(policy: Policy, level: str) -> frozenset[str]:
    aliases = next(
        (given.names for given in policy.inputs if given.name == given.level == level), ()
    )
    names = {level, *aliases}
    names |= {f"{name}名称" for name in names} | {f"{name}名" for name in names}
    names |= {f"所属{level}", f"所在{level}"}
    return _spellings(tuple(names))


def _spellings(names: Sequence[str]) -> frozenset[str]:
    comparable = {heading_of(name) for name in names}
    return frozenset(comparable | {letters_of(name) for name in comparable})
