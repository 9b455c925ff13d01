"""A share of a total by weight, to the last unit, inside doubles: weight·total/sum as a whole
quotient and a remainder.

The product is longer than a double. Its parts are split at 10^6, so that every number on the
way is whole and below 2^53: the quotient INT(weight/sum·total) may be off by one, its remainder
is exact, and tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.formula.types.value import Value
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, whole

LIMB: Final = 10**6
_M: Final = "10^6"


@dataclass(frozen=True, slots=True)
class Factor:
    """What all weights of a group are multiplied by: total/sum, both whole."""

    total: Kept
    total_high: Kept
    total_low: Kept
    sum: Kept
    sum_high: Kept
    sum_low: Kept


@dataclass(frozen=True, slots=True)
class Quota:
    """A row's whole quotient, and what remains of it, in parts of the group's sum."""

    quotient: Kept
    remainder: Kept


def factor(ledger: Ledger, total: Kept, over: Kept) -> Factor:
    """The factor with both its numbers split at 10^6."""
    parts: list[Kept] = []
    for name, kept in (("总数", total), ("权数和", over)):
        cell = ledger.own_group(kept)
        high = _split(ledger, f"{name}高位", f"INT({cell}/{_M})", kept, lambda n: n // LIMB)
        low = _split(
            ledger, f"{name}低位", f"{cell}-{ledger.own_group(high)}*{_M}", kept, lambda n: n % LIMB
        )
        parts += [kept, high, low]
    return Factor(*parts)


def _split(ledger: Ledger, heading: str, text: str, kept: Kept, take) -> Kept:  # type: ignore[no-untyped-def]
    def value(group: int) -> Value:
        return lifted(lambda number: Fraction(take(whole(number))), kept.values[group])

    return ledger.for_groups(heading, text, value)


def quota(ledger: Ledger, weight: Kept, by: Factor) -> Quota:
    """Weight·total/sum of each row."""

    def parts(row: int) -> tuple[Value, Value, Value]:
        group = ledger.group_of(row)
        return weight.values[row], by.total.values[group], by.sum.values[group]

    def rough(row: int) -> Value:
        return lifted(_rough, *parts(row))

    def exact(index: int):  # type: ignore[no-untyped-def]
        def value(row: int) -> Value:
            return lifted(
                lambda w, t, s: Fraction(_exact(whole(w), whole(t), whole(s))[index]), *parts(row)
            )

        return value

    own, group = ledger.own, ledger.group
    total, over = group(by.total), group(by.sum)
    first = ledger.for_rows(
        "商(约)", f"IF({over}=0,0,INT(ROUND({own(weight)}/{over}*{total},3)))", rough
    )
    w1, w0 = _halves(ledger, "权数", weight)
    q1, q0 = _halves(ledger, "商", first)
    t1, t0 = group(by.total_high), group(by.total_low)
    s1, s0 = group(by.sum_high), group(by.sum_low)
    text = (
        f"(({w1}*{t1}-{q1}*{s1})*{_M}+{w1}*{t0}+{w0}*{t1}-{q1}*{s0}-{q0}*{s1})*{_M}"
        f"+{w0}*{t0}-{q0}*{s0}"
    )

    def left(row: int) -> Value:
        def work_out(w: Value, t: Value, s: Value) -> Value:
            return Fraction(whole(w) * whole(t)) - _rough(w, t, s) * Fraction(whole(s))  # type: ignore[operator]

        return lifted(work_out, *parts(row))

    rest = ledger.for_rows("余数(约)", text, left)
    mend = f"IF({own(rest)}<0,-1,IF(AND({over}>0,{own(rest)}>={over}),1,0))"
    mended = ledger.for_rows("商", f"{own(first)}+{mend}", exact(0))
    remainder = ledger.for_rows(
        "余数", f"{own(rest)}-({own(mended)}-{own(first)})*{over}", exact(1)
    )
    return Quota(mended, remainder)


def _halves(ledger: Ledger, name: str, kept: Kept) -> tuple[str, str]:
    cell = ledger.own(kept)
    high = ledger.for_rows(
        f"{name}高位", f"INT({cell}/{_M})",
        lambda row: lifted(lambda n: Fraction(whole(n) // LIMB), kept.values[row]),
    )  # fmt: skip
    low = ledger.for_rows(
        f"{name}低位", f"{cell}-{ledger.own(high)}*{_M}",
        lambda row: lifted(lambda n: Fraction(whole(n) % LIMB), kept.values[row]),
    )  # fmt: skip
    return ledger.own(high), ledger.own(low)


def _rough(weight: Value, total: Value, over: Value) -> Value:
    """What a double makes of INT(ROUND(weight/sum·total,3)). Without ROUND programs would differ:
    some take 2.9999999999999996 for 3."""
    if whole(over) == 0:
        return Fraction(0)
    return Fraction(int(round(whole(weight) / whole(over) * whole(total), 3)))


def _exact(weight: int, total: int, over: int) -> tuple[int, int]:
    if over == 0:
        return 0, weight * total
    return divmod(weight * total, over)
