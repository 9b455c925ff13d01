"""Which cases hold together: one sweep over the stretches of each subject in turn.

A condition on one subject holds in a set of that subject's stretches, so a case is a set of
stretches on every subject. The sweep goes from one subject to the next and keeps, of all
beginnings of combinations in which the same cases are still possible, only the first: what
comes of the others is the same. So the work grows with the edges of rows, not with the
product of the columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.checks.regions import (
    Region,
    Subject,
    atoms_in,
    regions_of,
    subject_and_constant,
    truth,
)

#: Steps of a sweep, some seconds; and bits of the sets that it keeps, some hundred megabytes.
MOST_STEPS: Final = 400_000
MOST_BITS: Final = 2_000_000_000

#: A combination as the place of its stretch on each subject, the last subject first.
Chosen = tuple[int, Any] | None


class TooEntangled(Exception):
    """The rows and columns make more different combinations than are looked through."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A condition that asks about several subjects at once, decided at the last of them."""

    case: int
    guard: Expr
    places: tuple[int, ...]


@dataclass(slots=True)
class Grid:
    """The stretches of each subject, and where among them the cases begin and end.

    ``starts[place][case]`` are the stretches of that subject at which the case becomes
    possible or impossible; a case that is not in it is possible everywhere.
    """

    keys: list[object]
    regions: list[list[Region]]
    cases: int
    starts: list[dict[int, list[int]]] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)

    def cell(self, chosen: Sequence[int]) -> dict[object, Region]:
        """A combination by subject."""
        picked = zip(self.keys, self.regions, chosen, strict=True)
        return {key: regions[at] for key, regions, at in picked}

    def some_hold(self, chosen: Sequence[int]) -> bool:
        """Whether any case holds in a combination."""
        return any(self.holds(case, chosen) for case in range(self.cases))

    def holds(self, case: int, chosen: Sequence[int]) -> bool:
        """Whether a case holds in a combination."""
        for place, at in enumerate(chosen):
            starts = self.starts[place].get(case)
            if starts is not None and bisect_right(starts, at) % 2 == 0:
                return False
        return all(
            truth(joint.guard, self.cell(chosen)) for joint in self.joints if joint.case == case
        )


def grid_of(
    cases: Sequence[Sequence[Expr]],
    subjects: dict[object, Subject],
    bounds_of: Callable[[Expr], Bounds],
) -> Grid:
    """The grid of cases, each given as the conditions that must all hold."""
    regions = [regions_of(subject, bounds_of(subject.expr)) for subject in subjects.values()]
    grid = Grid(list(subjects), regions, len(cases))
    places = {key: place for place, key in enumerate(subjects)}
    order = [_Order(stretches) for stretches in regions]
    grid.starts = [{} for _ in regions]
    for case, guards in enumerate(cases):
        masks: dict[int, int] = {}
        for guard in guards:
            asked = {places[shape_of(subject_and_constant(atom)[0])] for atom in atoms_in(guard)}
            if len(asked) > 1:
                grid.joints.append(Joint(case, guard, tuple(sorted(asked))))
                continue
            place = next(iter(asked), 0)
            mask = order[place].mask(guard)
            masks[place] = masks[place] & mask if place in masks else mask
        for place, mask in masks.items():
            grid.starts[place][case] = list(bits(mask ^ (mask << 1)))
    return grid


class _Order:
    """The samples of one subject in their order, and the sets of them, as bits of a number."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.samples: list[Any] = [region.sample for region in regions]
        self.all = (1 << len(regions)) - 1
        self.at = {sample: at for at, sample in enumerate(self.samples)}
        ordered = not any(isinstance(sample, (str, bool)) for sample in self.samples)
        self.sorted = ordered and self.samples == sorted(self.samples)

    def mask(self, guard: Expr) -> int:
        """The stretches in which a condition on this subject holds."""
        if isinstance(guard, Const):
            return self.all if guard.value is True else 0
        if isinstance(guard, Call) and guard.function == "NOT":
            return self.all & ~self.mask(guard.args[0])
        if isinstance(guard, Call) and guard.function in ("AND", "OR"):
            parts = [self.mask(arg) for arg in guard.args]
            met = parts[0]
            for part in parts[1:]:
                met = met & part if guard.function == "AND" else met | part
            return met
        subject, constant = subject_and_constant(guard)
        if constant is not None and isinstance(guard, Call):
            sign = guard.function
            if isinstance(guard.args[0], Const):
                sign = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}.get(sign, sign)
            if sign in ("eq", "ne"):
                equal = 1 << self.at[constant] if constant in self.at else 0
                return equal if sign == "eq" else self.all & ~equal
            if self.sorted:
                return self._compared(sign, constant)
        key = shape_of(subject)
        regions = enumerate(self.samples)
        return sum(1 << at for at, sample in regions if truth(guard, {key: Region(sample)}))

    def _compared(self, sign: str, constant: Any) -> int:
        cut = bisect_left if sign in ("lt", "ge") else bisect_right
        below = (1 << cut(self.samples, constant)) - 1
        return below if sign in ("lt", "le") else self.all & ~below


def situations(grid: Grid) -> Iterator[tuple[int, Callable[[], list[int]]]]:
    """Every different set of cases that hold together, as bits, with its first combination.

    Combinations are in the order of a product, the last subject changing fastest. Raises
    ``TooEntangled`` where there are more than are looked through.
    """
    steps = 0
    states: dict[tuple[int, tuple[int, ...]], Chosen] = {((1 << grid.cases) - 1, ()): None}
    for place, regions in enumerate(grid.regions):
        here = [joint for joint in grid.joints if joint.places[-1] == place]
        wanted = sorted(
            {at for joint in grid.joints for at in joint.places if joint.places[-1] > place >= at}
        )
        each = place in wanted or bool(here)
        earlier = sorted(
            {at for joint in grid.joints for at in joint.places if joint.places[-1] >= place > at}
        )
        asking = sum(1 << case for case in grid.starts[place])
        after: dict[tuple[int, tuple[int, ...]], Chosen] = {}
        for (possible, kept), chosen in states.items():
            known = dict(zip(earlier, kept, strict=True))
            for at, active in _sweep(
                grid.starts[place], possible, len(regions), asking=asking, each=each
            ):
                known[place] = at
                left = _decided(grid, here, active, known) if here else active
                state = left, tuple(known[one] for one in wanted)
                after.setdefault(state, (at, chosen))
                steps += 1 + len(here)
                if steps > MOST_STEPS or len(after) * grid.cases > MOST_BITS:
                    raise TooEntangled
        states = after
    for (active, _), chosen in states.items():
        yield active, _unfolded(chosen)


def _sweep(
    starts: dict[int, list[int]], possible: int, regions: int, *, asking: int, each: bool
) -> Iterator[tuple[int, int]]:
    """The stretches at which the set of possible cases changes, with the set from there on.
    ``asking`` are the cases of ``starts``, as bits."""
    few = possible & asking
    changes: dict[int, int] = {0: 0}
    for case in bits(few):
        for at in starts[case]:
            changes[at] = changes.get(at, 0) ^ (1 << case)
    active = possible & ~asking
    for at in range(regions) if each else sorted(changes):
        active ^= changes.get(at, 0)
        if at < regions:
            yield at, active


def _decided(grid: Grid, joints: Sequence[Joint], active: int, known: dict[int, int]) -> int:
    for joint in joints:
        if active >> joint.case & 1:
            cell = {grid.keys[at]: grid.regions[at][known[at]] for at in joint.places}
            if not truth(joint.guard, cell):
                active &= ~(1 << joint.case)
    return active


def _unfolded(chosen: Chosen) -> Callable[[], list[int]]:
    def combination() -> list[int]:
        places, rest = [], chosen
        while rest is not None:
            places.append(rest[0])
            rest = rest[1]
        return places[::-1]

    return combination


def bits(number: int) -> Iterator[int]:
    """The places of the ones of a number, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
