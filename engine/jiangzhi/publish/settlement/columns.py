"""The columns of a settlement sheet: their headings with units, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.explain.compare.compare import Difference
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import State
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME

_PARTS: Final = ("自身数据", "参数", "规则", "资金池与其他")


def word(state: State) -> str:
    """What stands in the cell of a value that is not known."""
    return FAILED_NAME if state.failed else MISSING_NAME


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers count from 0. The change of a rate is in percentage points."""

    levels: tuple[str, ...]
    type: Type
    has_open: bool

    @classmethod
    def of(cls, found: Sequence[Difference], levels: Sequence[str]) -> Columns:
        """The columns for one result's differences."""
        has_open = any(one.state is not State.KNOWN for one in found)
        return cls(tuple(levels), found[0].type, has_open)

    @property
    def is_money(self) -> bool:
        """Whether the differences are settled."""
        return self.type.kind is Kind.MONEY

    @property
    def keys(self) -> int:
        """How many columns name the town: its groups, if there are any, and itself."""
        return min(2, len(self.levels))

    @property
    def unit(self) -> str:
        """The unit of both values; "" where the cells show it or there is none."""
        if self.is_money:
            return "元"
        return self.type.unit if self.type.kind is not Kind.RATE else ""

    @property
    def change_unit(self) -> str:
        """The unit of the change and its parts."""
        return "百分点" if self.type.kind is Kind.RATE else self.unit

    @property
    def change_kind(self) -> Kind:
        """How the change is shown."""
        return Kind.NUMBER if self.type.kind is Kind.RATE else self.type.kind

    @property
    def scale(self) -> int:
        """What a change is multiplied by to be in its unit."""
        return 100 if self.type.kind is Kind.RATE else 1

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings, from the left."""
        own, groups = self.levels[-1], "/".join(self.levels[:-1])
        changes = ["差额", *_PARTS, "核对", *(("应补付", "应收回") if self.is_money else ())]
        counts = ("待定(个)", "不能算(个)") if self.is_money and self.has_open else ()
        return (
            *((groups, own) if groups else (own,)),
            *(_with_unit(head, self.unit) for head in ("前", "后")),
            *(_with_unit(head, self.change_unit) for head in changes),
            *counts,
        )

    @property
    def before(self) -> int:
        """The first run's value."""
        return self.keys

    @property
    def after(self) -> int:
        """The second run's value."""
        return self.keys + 1

    @property
    def change(self) -> int:
        """The difference."""
        return self.keys + 2

    @property
    def of_parts(self) -> tuple[int, ...]:
        """Its parts."""
        return tuple(range(self.change + 1, self.change + 1 + len(_PARTS)))

    @property
    def check(self) -> int:
        """The difference less its parts."""
        return self.of_parts[-1] + 1

    @property
    def pay(self) -> int:
        """What is to pay; only for money."""
        return self.check + 1

    @property
    def back(self) -> int:
        """What is to claw back; only for money."""
        return self.check + 2

    @property
    def counts(self) -> tuple[int, int]:
        """How many towns are open, and how many failed; only in totals that have any."""
        return (self.back + 1, self.back + 2)

    def cell(self, at: int, row: int) -> str:
        """A cell as formulas write it; rows count from 0."""
        return f"{column_letters(at)}{row + 1}"


def _with_unit(head: str, unit: str) -> str:
    return f"{head}({unit})" if unit else head
