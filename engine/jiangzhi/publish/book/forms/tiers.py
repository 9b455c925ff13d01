"""The tiers of an allocation: which rows belong to the first, the second, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.types.value import Value, worst
from jiangzhi.plan.model import AllocateStep
from jiangzhi.publish.book.forms.claims import Claims
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, picked, whole
from jiangzhi.publish.book.site import open_site


@dataclass(frozen=True, slots=True)
class Tier:
    """The claims and limits of one tier's rows; 0 in all other rows."""

    claim: Kept
    low: Kept | None
    high: Kept | None


def tiers(step: AllocateStep, ledger: Ledger, brought: Claims) -> list[Tier]:
    """As many tiers as the data have in any one group."""
    number = _numbers(step, ledger)
    known = [whole(v) for v in number.values if isinstance(v, Fraction)]
    found = []
    for which in range(1, max([1, *known]) + 1):
        found.append(
            Tier(
                _only(ledger, number, which, brought.claim, "应得"),
                brought.low and _only(ledger, number, which, brought.low, "下限"),
                brought.high and _only(ledger, number, which, brought.high, "上限"),
            )
        )
    return found


def _numbers(step: AllocateStep, ledger: Ledger) -> Kept:
    """Each row's tier counted from 1 within its group, 0 for a row that does not take part."""
    assert step.tier is not None
    work = ledger.work
    site = open_site(step.head, work, sheet=ledger.sheet)
    own = site.read(step.tier).text
    values = work.values(step.tier)
    flags = None if step.takes_part is None else work.values(step.takes_part)
    flag = "" if step.takes_part is None else site.read(step.takes_part).text

    def tier(row: int) -> Value:
        if flags is not None:
            held = flags(row)
            if held is not True:
                return worst([held]) or ""
        return values(row)

    text = f'IF({flag},{own},"")' if flag else own
    shown = ledger.for_rows("级次", text, tier)
    span, here = ledger.rows(shown), ledger.own(shown)
    start = work.first_row(shown.spot, sheet=ledger.sheet, level=ledger.level, within=ledger.within)
    firsts = {row for row in range(len(shown.values)) if _is_first(row, shown, ledger)}
    first = ledger.for_rows(
        "级次(相同只留第一个)",
        f'IF({here}="","",IF(MATCH({here},{span},0)=ROW({here})-ROW({start})+1,{here},""))',
        lambda row: worst([shown.values[row]]) or (shown.values[row] if row in firsts else ""),
    )

    def number(row: int) -> Value:
        members = ledger.members(ledger.group_of(row))
        unknown = worst([shown.values[m] for m in members])
        if shown.values[row] == "":
            return Fraction(0)
        if unknown is not None:
            return unknown
        distinct = sorted({v for m in members if isinstance(v := shown.values[m], Fraction)})
        return Fraction(distinct.index(shown.values[row]) + 1)  # type: ignore[arg-type]

    text = f'IF({here}="",0,RANK({here},{ledger.rows(first)},1))'
    return ledger.for_rows("第几级", text, number)


def _is_first(row: int, shown: Kept, ledger: Ledger) -> bool:
    for member in ledger.members(ledger.group_of(row)):
        if member == row:
            return True
        if shown.values[member] == shown.values[row]:
            return False
    return True


def _only(ledger: Ledger, number: Kept, which: int, kept: Kept, heading: str) -> Kept:
    own = ledger.own
    return ledger.for_rows(
        f"第{which}级{heading}", f"IF({own(number)}={which},{own(kept)},0)",
        lambda row: picked(
            number.values[row], lambda n: n == which, kept.values[row], Fraction(0)
        ),
    )  # fmt: skip
