"""Differences added up: for each group (county) and for the whole, what is to pay and to claw
back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.explain.compare.compare import PARTS, Difference


@dataclass(frozen=True, slots=True)
class Total:
    """The differences of a group's towns in one result; ``group`` is () for the whole.

    Towns with an open result are left out of ``change``, ``parts``, ``to_pay`` and
    ``to_claw_back``; ``open`` counts them. ``change`` is the sum of the parts, and what is to pay
    less what is to claw back.
    """

    group: tuple[str, ...]
    before: Fraction
    after: Fraction
    change: Fraction
    parts: tuple[Fraction, ...]
    to_pay: Fraction
    to_claw_back: Fraction
    open: int


def totals_of(differences: Sequence[Difference]) -> tuple[Total, ...]:
    """The totals of one result: each group in its order, where there is more than one, and the
    whole last."""
    groups: dict[tuple[str, ...], list[Difference]] = {}
    for one in differences:
        groups.setdefault(one.town[:-1], []).append(one)
    of_groups = [_total(group, towns) for group, towns in groups.items()] if len(groups) > 1 else []
    return (*of_groups, _total((), differences))


def _total(group: tuple[str, ...], differences: Sequence[Difference]) -> Total:
    changes = [one.change for one in differences]
    known = [change for change in changes if change is not None]
    parts = [one.parts for one in differences if one.parts is not None]
    zero = Fraction(0)
    return Total(
        group=group,
        before=sum((one.before for one in differences if one.before is not None), zero),
        after=sum((one.after for one in differences if one.after is not None), zero),
        change=sum(known, zero),
        parts=tuple(sum((one[at] for one in parts), zero) for at in range(len(PARTS))),
        to_pay=sum((change for change in known if change > 0), zero),
        to_claw_back=-sum((change for change in known if change < 0), zero),
        open=changes.count(None),
    )
