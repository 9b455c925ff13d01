"""Row numbers filled into the templates of formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.workings import Slot, Workings

_MARK = re.compile("\ue000(\\d+)\ue001")


def row_numbers(work: Workings, level: str) -> list[Sequence[str]]:
    """For each slot of a level's templates, the row number for every fact row."""
    return [_numbers(work, level, slot) for slot in work.slots.get(level, [])]


def filler(template: str, numbers: Sequence[Sequence[str]]) -> Callable[[int], str]:
    """The formula of a fact row."""
    used: list[int] = []

    def numbered(found: re.Match[str]) -> str:
        slot = int(found[1])
        if slot not in used:
            used.append(slot)
        return "\ue000" + str(used.index(slot)) + "\ue001"

    text = _MARK.sub(numbered, template).replace("{", "{{").replace("}", "}}")
    pattern = "=" + _MARK.sub(r"{\1}", text)
    if not used:
        formula = pattern.format()
        return lambda row: formula
    fill = pattern.format
    if len(used) == 1:
        only = numbers[used[0]]
        return lambda row: fill(only[row])
    if len(used) == 2:
        one, two = numbers[used[0]], numbers[used[1]]
        return lambda row: fill(one[row], two[row])
    several = [numbers[slot] for slot in used]
    return lambda row: fill(*[column[row] for column in several])


def _numbers(work: Workings, level: str, slot: Slot) -> Sequence[str]:
    rows = work.rows
    if slot.which == "row":
        position = rows.position[slot.level]
        found = [str(FIRST_ROW + position[row]) for row in range(len(position))]
        ancestors = rows.ancestors(level, slot.level)
    else:
        first, last = rows.spans(slot.level, slot.within)
        found = [str(row) for row in (first if slot.which == "first" else last)]
        ancestors = rows.ancestors(level, slot.within)
    return [found[row] for row in ancestors]
