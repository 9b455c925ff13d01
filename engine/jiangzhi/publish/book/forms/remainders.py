"""Who bears what rounding leaves over: positions in a queue, and what each position moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, whole


@dataclass(frozen=True, slots=True)
class Room:
    """How far a share may move: the least and the most it may be."""

    low: Kept
    high: Kept


def key_order(ledger: Ledger) -> Kept:
    """The place of each row's name in the order of characters: typed in, for programs sort
    Chinese each in its own way."""
    name = f"次序|{ledger.level}|{ledger.within}"
    known = ledger.work.shared.get(name)
    if isinstance(known, Kept):
        return known
    keys = ledger.work.outcome.facts.levels[ledger.level].keys
    place = {row: at for at, row in enumerate(sorted(range(len(keys)), key=lambda r: (keys[r], r)))}
    kept = ledger.for_rows("识别名次序", "", lambda row: Fraction(place[row] + 1))
    ledger.work.shared[name] = kept
    return kept


def queue(ledger: Ledger, heading: str, by: Kept, *, first_largest: bool = True) -> Kept:
    """Each row's position when the group is ordered by a column, equal ones by name."""
    order = key_order(ledger)
    own, span = ledger.own(by), ledger.rows(by)
    names, name = ledger.rows(order), ledger.own(order)
    sign = ">" if first_largest else "<"
    text = f"SUMPRODUCT(({span}{sign}{own})+({span}={own})*({names}<{name}))+1"
    places = _places(ledger, by, order, first_largest=first_largest)
    return ledger.for_rows(heading, text, places)


def _places(
    ledger: Ledger, by: Kept, order: Kept, *, first_largest: bool
) -> Callable[[int], Value]:
    found: dict[int, Value] = {}
    for group in range(len(ledger.work.rows.order[ledger.within])):
        members = ledger.members(group)
        unknown = worst([by.values[row] for row in members])
        if isinstance(unknown, Unknown):
            found.update(dict.fromkeys(members, unknown))
            continue
        sign = -1 if first_largest else 1
        ordered = sorted(
            members, key=lambda row: (sign * whole(by.values[row]), whole(order.values[row]))
        )
        found.update((row, Fraction(at)) for at, row in enumerate(ordered, start=1))
    return found.__getitem__


def total(ledger: Ledger, heading: str, kept: Kept) -> Kept:
    """The sum of a column of whole numbers over each group."""

    def value(group: int) -> Value:
        values = [kept.values[row] for row in ledger.members(group)]
        return worst(values) or Fraction(sum(whole(one) for one in values))

    return ledger.for_groups(heading, f"SUM({ledger.rows_of_group(kept)})", value)


def difference(ledger: Ledger, heading: str, one: Kept, other: Kept) -> Kept:
    """One group's column less another."""

    def value(group: int) -> Value:
        return lifted(
            lambda a, b: Fraction(whole(a) - whole(b)), one.values[group], other.values[group]
        )

    text = f"{ledger.own_group(one)}-{ledger.own_group(other)}"
    return ledger.for_groups(heading, text, value)


def one_each(ledger: Ledger, shares: Kept, remainders: Kept, left: Kept) -> Kept:
    """One unit more for the largest remainders, as many as are left over."""
    places = queue(ledger, "余数名次", remainders)

    def value(row: int) -> Value:
        group = ledger.group_of(row)
        return lifted(
            lambda share, place, units: Fraction(whole(share) + (whole(place) <= whole(units))),
            shares.values[row], places.values[row], left.values[group],
        )  # fmt: skip

    own = ledger.own
    text = f"{own(shares)}+IF({own(places)}<={ledger.group(left)},1,0)"
    return ledger.for_rows("含尾差份额", text, value)


def in_turn(ledger: Ledger, shares: Kept, claims: Kept, left: Kept, room: Room) -> Kept:
    """The difference goes to the largest claim as far as its limits allow, then to the next."""
    places = queue(ledger, "应得名次", claims)
    own, group = ledger.own, ledger.group

    def open_to(row: int) -> Value:
        def work_out(share: Value, units: Value, low: Value, high: Value) -> Value:
            up = whole(units) >= 0
            return Fraction(whole(high) - whole(share) if up else whole(share) - whole(low))

        return lifted(
            work_out, shares.values[row], left.values[ledger.group_of(row)],
            room.low.values[row], room.high.values[row],
        )  # fmt: skip

    text = f"IF({group(left)}>=0,{own(room.high)}-{own(shares)},{own(shares)}-{own(room.low)})"
    opening = ledger.for_rows("可变动", text, open_to)

    def before(row: int) -> Value:
        members = ledger.members(ledger.group_of(row))
        values = [opening.values[one] for one in members]
        here = places.values[row]
        unknown = worst([*values, here])
        if unknown is not None:
            return unknown
        ahead: Sequence[int] = [m for m in members if whole(places.values[m]) < whole(here)]
        return Fraction(sum(whole(opening.values[one]) for one in ahead))

    text = f"SUMPRODUCT(({ledger.rows(places)}<{own(places)})*{ledger.rows(opening)})"
    ahead = ledger.for_rows("名次在前的可变动", text, before)

    def moved(row: int) -> Value:
        def work_out(share: Value, units: Value, open_: Value, used: Value) -> Value:
            size = min(whole(open_), max(0, abs(whole(units)) - whole(used)))
            return Fraction(whole(share) + (size if whole(units) >= 0 else -size))

        return lifted(
            work_out, shares.values[row], left.values[ledger.group_of(row)],
            opening.values[row], ahead.values[row],
        )  # fmt: skip

    units = group(left)
    move = f"SIGN({units})*MIN({own(opening)},MAX(0,ABS({units})-{own(ahead)}))"
    return ledger.for_rows("含尾差份额", f"{own(shares)}+{move}", moved)
