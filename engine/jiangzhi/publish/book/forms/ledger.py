"""Helper columns of a step that looks at a whole group: some for each row, some for each group.

Every column has its formula and, worked out beside it in whole numbers, the value that the
formula must give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.types.types import COUNT, Type
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import Head
from jiangzhi.publish.book.workings import Column, Spot, Workings


@dataclass(frozen=True, slots=True)
class Kept:
    """A helper column and its values by fact row."""

    spot: Spot
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Adds the helper columns of one step: on its own level, and on the groups' level."""

    work: Workings
    head: Head
    level: str
    within: str

    @property
    def sheet(self) -> str:
        """The sheet of the rows' helpers."""
        return self.work.sheet(self.level, helper=True).name

    @property
    def group_sheet(self) -> str:
        """The sheet of the groups' helpers."""
        return self.work.sheet(self.within, helper=True).name

    def for_rows(
        self, heading: str, text: str, value: Callable[[int], Value], type_: Type = COUNT
    ) -> Kept:
        """A column with a value for each row; an empty text types the values in."""
        count = len(self.work.rows.order[self.level])
        return self._add(self.level, heading, text, [value(row) for row in range(count)], type_)

    def for_groups(
        self, heading: str, text: str, value: Callable[[int], Value], type_: Type = COUNT
    ) -> Kept:
        """A column with a value for each group."""
        count = len(self.work.rows.order[self.within])
        values = [value(group) if self.members(group) else Fraction(0) for group in range(count)]
        return self._add(self.within, heading, text, values, type_)

    def own(self, kept: Kept) -> str:
        """A row's cell, from another helper of the row."""
        return self.work.reference(kept.spot, sheet=self.sheet, level=self.level)

    def group(self, kept: Kept) -> str:
        """The cell of a row's group, from a helper of the row."""
        return self.work.reference(kept.spot, sheet=self.sheet, level=self.level)

    def rows(self, kept: Kept) -> str:
        """The cells of all rows of the group, from a helper of a row."""
        return self.work.span(kept.spot, sheet=self.sheet, level=self.level, within=self.within)

    def rows_of_group(self, kept: Kept) -> str:
        """The cells of all rows of the group, from a helper of the group."""
        return self.work.span(
            kept.spot, sheet=self.group_sheet, level=self.within, within=self.within
        )

    def own_group(self, kept: Kept) -> str:
        """A group's cell, from another helper of the group."""
        return self.work.reference(kept.spot, sheet=self.group_sheet, level=self.within)

    def group_of(self, row: int) -> int:
        """The group that a row belongs to."""
        return self.work.rows.ancestors(self.level, self.within)[row]

    def members(self, group: int) -> Sequence[int]:
        """The rows of a group."""
        return self.work.rows.members(self.level, self.within)[group]

    def _add(
        self, level: str, heading: str, text: str, values: Sequence[Value], type_: Type
    ) -> Kept:
        title = f"{self.work.title(self.head.name)}·{heading}"
        spot = self.work.place(level, title, helper=True)
        group = (self.level, self.within) if level == self.within else None
        column = Column(
            self.head, title, spot, type_, text, values.__getitem__, empty="0", group=group
        )
        self.work.add(column, helper=True)
        return Kept(spot, values)


def lifted(work_out: Callable[..., Value], *values: Value) -> Value:
    """A value worked out of others, unknown where one of them is."""
    return worst(values) or work_out(*values)


def picked(test: Value, held: Callable[[int], bool], then: Value, otherwise: Value) -> Value:
    """What IF gives: only the branch taken is needed."""
    return worst([test]) or (then if held(whole(test)) else otherwise)


def whole(value: Value) -> int:
    """A whole number among values that are known."""
    assert not isinstance(value, Unknown)
    return int(value)  # type: ignore[arg-type]
