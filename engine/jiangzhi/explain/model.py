"""A derivation: the steps that a value rests on, each with its article and its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a line tells, so that a page can set it apart.
LineKind = Literal[
    "case",  # which rule or row applied
    "holds",  # a condition that holds
    "fails",  # a condition that does not
    "open",  # a condition that a missing value leaves open
    "formula",  # the formula by names
    "numbers",  # the same with numbers
    "band",  # one band of a scale
    "member",  # one row of a total, ranking or pool
    "share",  # how a pool or an amount was shared out
    "rounding",
    "source",  # where an input was read
    "reason",  # why a value is missing or failed
    "note",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words. ``text`` may hold marks (see ``marks``) of steps that the entity
    of its node can read."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The article a step rests on: its heading, the sentence, the readings chosen."""

    heading: str
    sentence: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeKey:
    """Which value a node is about: a step, at a row of the step's level."""

    step: str
    row: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """One value and how it came about. ``lines`` are filled in. The same value below two
    others is the same object. ``exact`` is the value for machines (money in 元)."""

    key: NodeKey
    title: str
    level: str
    entity: tuple[str, ...]
    shown: str
    exact: str | None
    state: str
    published: bool
    cite: Cited
    lines: tuple[Line, ...]
    needs: tuple[Derivation, ...]
