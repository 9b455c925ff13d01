"""The stretches of values that a step's conditions tell apart, each with one sample of it.

Every condition compares a subject with a constant, compares two subjects, or is a flag.
A subject's constants cut its range into points and open stretches in which every
condition on it is constant; so one sample of each stretch stands for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.types import PLAIN_NUMBERS, Kind, Scalar
from jiangzhi.formula.types.value import Bounds

COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a subject: a sample, and its ends as a condition cell would write them."""

    sample: Scalar
    low: Fraction | date | None = None
    high: Fraction | date | None = None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def point(self) -> bool:
        """A single value."""
        return self.low is not None and self.low == self.high

    def joined(self, later: Region) -> Region | None:
        """This stretch and the next as one, ``None`` where they do not adjoin."""
        if (
            self.high is None
            or self.high != later.low
            or not (self.high_closed or later.low_closed)
        ):
            return None
        return Region(self.sample, self.low, later.high, self.low_closed, later.high_closed)


@dataclass(slots=True)
class Subject:
    """Something that conditions ask about, and the constants they ask it against."""

    expr: Expr
    edges: set[Scalar] = field(default_factory=set)
    words: bool = False


def subjects_in(guards: Sequence[Expr]) -> dict[object, Subject]:
    """The subjects of all atoms, by shape, in order of appearance."""
    found: dict[object, Subject] = {}
    for guard in guards:
        for atom in atoms_in(guard):
            subject, constant = subject_and_constant(atom)
            entry = found.setdefault(shape_of(subject), Subject(subject))
            if constant is not None:
                entry.edges.add(constant)
                entry.words = entry.words or isinstance(constant, str)
    return found


def atoms_in(guard: Expr) -> Iterator[Expr]:
    """The parts of a condition below its ANDs, ORs and NOTs."""
    if isinstance(guard, Call) and guard.function in ("AND", "OR", "NOT"):
        for arg in guard.args:
            yield from atoms_in(arg)
    elif not isinstance(guard, Const):
        yield guard


def subject_and_constant(atom: Expr) -> tuple[Expr, Scalar | None]:
    """What an atom asks about, and the constant it compares with (``None``: a flag, or two
    subjects compared, which ask about the sign of their difference)."""
    if isinstance(atom, Call) and atom.function in COMPARISONS:
        left, right = atom.args
        if isinstance(right, Const):
            return left, right.value
        if isinstance(left, Const):
            return right, left.value
        return Call("compare", (left, right), atom.type), Fraction(0)
    return atom, None


def regions_of(subject: Subject, bounds: Bounds) -> list[Region]:
    """The stretches of a subject within its bounds."""
    kind = subject.expr.type.kind
    if isinstance(subject.expr, Call) and subject.expr.function == "compare":
        return [Region(Fraction(sign)) for sign in (-1, 0, 1)]
    if kind is Kind.FLAG:
        return [Region(True), Region(False)]
    if kind is Kind.CHOICE:
        return [Region(word) for word in subject.expr.type.choices]
    if subject.words:
        words = sorted(str(edge) for edge in subject.edges)
        return [*(Region(word) for word in words), Region("其他")]
    if kind is Kind.DATE:
        return _stretches(sorted(e for e in subject.edges if isinstance(e, date)), None, None)
    edges = sorted(e for e in subject.edges if isinstance(e, Fraction))
    regions = _stretches(edges, bounds.low, bounds.high)
    if kind in PLAIN_NUMBERS and bounds.denominator == 1:
        return [region for region in regions if _holds_an_integer(region)]
    return regions


def truth(guard: Expr, combination: dict[object, Region]) -> bool:
    """Whether a condition holds in a combination."""
    if isinstance(guard, Const):
        return guard.value is True
    if isinstance(guard, Call) and guard.function in ("AND", "OR", "NOT"):
        parts = [truth(arg, combination) for arg in guard.args]
        if guard.function == "NOT":
            return not parts[0]
        return all(parts) if guard.function == "AND" else any(parts)
    subject, constant = subject_and_constant(guard)
    sample = combination[shape_of(subject)].sample
    if constant is None:
        return sample is True
    assert isinstance(guard, Call)
    turned = isinstance(guard.args[0], Const)
    return _compare(guard.function, sample, constant, turned=turned)


def _compare(sign: str, sample: Scalar, constant: Scalar, *, turned: bool) -> bool:
    left, right = (constant, sample) if turned else (sample, constant)
    if sign in ("eq", "ne"):
        return (left == right) == (sign == "eq")
    less = left < right  # type: ignore[operator]
    equal = left == right
    return {"lt": less, "le": less or equal, "gt": not less and not equal, "ge": not less}[sign]


def _stretches(
    edges: Sequence[Fraction] | Sequence[date], low: Fraction | None, high: Fraction | None
) -> list[Region]:
    inside = [
        edge
        for edge in edges
        if not isinstance(edge, Fraction)
        or ((low is None or edge >= low) and (high is None or edge <= high))
    ]
    ends: list[Fraction | date | None] = [low, *inside, high]
    regions: list[Region] = []
    for index in range(len(inside) + 1):
        start, end = ends[index], ends[index + 1]
        if index > 0 and start is not None:
            regions.append(Region(start, start, start, low_closed=True, high_closed=True))
        if start is None or end is None or start < end:  # type: ignore[operator]
            first, last = index == 0, index == len(inside)
            regions.append(
                Region(
                    _between(start, end),
                    start,
                    end,
                    low_closed=first and start is not None,
                    high_closed=last and end is not None,
                )
            )
    return regions


def _between(start: Fraction | date | None, end: Fraction | date | None) -> Fraction | date:
    if isinstance(start, date) or isinstance(end, date):
        day = timedelta(days=1)
        if isinstance(start, date):
            return start + day
        assert isinstance(end, date)
        return end - day
    if start is None and end is None:
        return Fraction(0)
    if start is None:
        assert end is not None
        return end - 1
    return start + 1 if end is None else (start + end) / 2


def _holds_an_integer(region: Region) -> bool:
    low, high = region.low, region.high
    if not isinstance(low, Fraction) or not isinstance(high, Fraction):
        return True
    if region.point:
        return low.denominator == 1
    return (low.numerator // low.denominator) + 1 < high
