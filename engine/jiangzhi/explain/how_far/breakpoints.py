"""The turns of one input, piece after piece, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from jiangzhi.explain.how_far.critical_region import Piece
from jiangzhi.explain.how_far.influence import Moving
from jiangzhi.explain.how_far.label import Label
from jiangzhi.explain.how_far.symbolic_steps import Followed

#: Beyond so many stretches nothing is looked for; the reader is told.
MOST_PIECES: Final = 400
#: An input that moves more values than these is not followed; the reader is told.
MOST_MOVING: Final = 5_000


@dataclass(frozen=True, slots=True)
class Turn:
    """Where something turns: how far the input has moved, and what turns there; ``blunt`` is
    what turns only about there, a rounding lying between."""

    moved: Fraction
    labels: tuple[Label, ...]
    blunt: frozenset[Label]


@dataclass(slots=True)
class Sweep:
    """All turns of an input. ``lost`` are the steps that could not be followed, ``unfinished``
    whether there were too many pieces."""

    moving: Moving
    lost: dict[str, None] = field(default_factory=dict)
    unfinished: bool = False

    def turns(self, direction: int, limit: Fraction | None) -> Iterator[Turn]:
        """Those in a direction, nearest first, up to ``limit``."""
        t = Fraction(0)
        told: Mapping[Label, bool] = {}
        for _ in range(MOST_PIECES):
            followed = Followed(self.moving, Piece(t, direction))
            followed.follow()
            self.lost.update(followed.lost)
            piece = followed.piece
            # What begins to be decided here: the first part of a tier where the one before is full.
            begun = {
                one: blunt for one, blunt in piece.labels.get(t, {}).items() if one not in told
            }
            if begun:
                yield _turn(t, begun)
            end = piece.end()
            if end is None or (limit is not None and abs(end) > limit):
                return
            told = piece.labels.get(end, {})
            yield _turn(end, told)
            t = end
        self.unfinished = True


def _turn(moved: Fraction, labels: Mapping[Label, bool]) -> Turn:
    return Turn(moved, tuple(labels), frozenset(one for one, blunt in labels.items() if blunt))
