"""The book under construction: where each step stands, and what its columns hold.

Columns are added in the order of the plan; nothing is written before all are known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Bounds, State, Unknown, Value
from jiangzhi.plan.model import Head, InputStep, Plan, PriorStep
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import defined_name, sheet_name, sheet_prefix
from jiangzhi.publish.book.parameters import Parameters
from jiangzhi.publish.book.rows import FIRST_ROW, Rows

#: Defined names that stand for the two states of a value that is not there.
MISSING_NAME: Final = "待定"
FAILED_NAME: Final = "不能算"

if TYPE_CHECKING:
    from jiangzhi.publish.book.site import Site

_SLOT = "\ue000{}\ue001"


@dataclass(frozen=True, slots=True)
class Slot:
    """A row number that differs from row to row: the row of the entity's ancestor on
    ``level`` (or its own), or the first or last row of ``level`` within its ``within``."""

    which: Literal["row", "first", "last"]
    level: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a column stands; for a step of the whole the cell, with its defined name."""

    sheet: str
    column: str
    level: str
    name: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of formulas. ``template`` holds slots; ``empty`` stands in the rows whose
    group (``member``, ``within``) has no members; an ``array`` formula works over whole
    columns within one cell. ``value`` gives the engine's value of a
    fact row, which is written beside the formula."""

    head: Head
    heading: str
    spot: Spot
    type: Type
    template: str
    value: Callable[[int], Value]
    notes: tuple[str, ...] = ()
    empty: str = ""
    group: tuple[str, str] | None = None
    array: bool = False


#: Numerator and denominator of a step, as formulas at a site address them.
Quotient = Callable[["Site"], tuple[Form, Form]]


@dataclass(slots=True)
class Sheet:
    """A sheet with one row for each entity of a level, or for each step of the whole."""

    name: str
    level: str
    helper: bool
    first_column: int
    columns: list[Column] = field(default_factory=list)


@dataclass(slots=True)
class DataSheet:
    """The imported figures of a level: its inputs, and last year's values."""

    name: str
    level: str
    first_column: int
    steps: list[InputStep | PriorStep] = field(default_factory=list)


@dataclass(slots=True)
class Workings:
    """What the forms read and add to."""

    outcome: Outcome
    rows: Rows
    whole: str
    parameters: Parameters
    taken_sheets: set[str]
    taken_names: set[str]
    sheets: dict[tuple[str, bool], Sheet] = field(default_factory=dict)
    data: dict[str, DataSheet] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    quotients: dict[str, Quotient] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    shared: dict[str, object] = field(default_factory=dict)
    slots: dict[str, list[Slot]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan that is being written down."""
        return self.outcome.plan

    def values(self, name: str) -> Callable[[int], Value]:
        """The engine's values of a step, by fact row of its level."""
        steps = self.outcome.steps[self.aliases.get(name, name)]

        def value(row: int) -> Value:
            known = steps.values[row]
            if known is None:
                return Unknown(State(steps.states[row]))
            return known

        return value

    def reader(self, level: str, row: int) -> Callable[[str], Value]:
        """How an expression reads the steps as seen from a row of a level."""

        def read(name: str) -> Value:
            of = self.spots[name].level
            return self.values(name)(self.rows.ancestors(level, of)[row])

        return read

    def seen(self, name: str) -> Bounds:
        """What the values at hand of a step lie between."""
        known = [
            v
            for v in self.outcome.steps[name].values
            if isinstance(v, Fraction | int) and not isinstance(v, bool)
        ]
        return Bounds(Fraction(min(known)), Fraction(max(known))) if known else Bounds()

    def measured(self, expr: Expr, level: str) -> Bounds:
        """What the values of an expression lie between, over the rows at hand."""
        rows = range(len(self.rows.order[level]))
        values = [value_of(expr, self.reader(level, row)) for row in rows]
        known = [value for value in values if isinstance(value, Fraction)]
        return Bounds(min(known), max(known)) if known else Bounds(Fraction(0), Fraction(0))

    def has_unknown(self, name: str) -> bool:
        """Whether any value at hand of a step is missing or failed."""
        return any(state != State.KNOWN for state in self.outcome.steps[name].states)

    def title(self, name: str) -> str:
        """What readers call a step."""
        return self.titles.get(self.aliases.get(name, name), name)

    def slot(self, level: str, slot: Slot) -> str:
        """The mark of a row number in a template of a level."""
        known = self.slots.setdefault(level, [])
        if slot not in known:
            known.append(slot)
        return _SLOT.format(known.index(slot))

    def sheet(self, level: str, *, helper: bool) -> Sheet:
        """The sheet for the steps of a level, or the one beside it for long sums."""
        key = (level, helper and level != self.whole)
        if key not in self.sheets:
            kind = "辅助" if key[1] else "计算"
            name = kind if level == self.plan.subject else f"{level}{kind}"
            self.sheets[key] = Sheet(
                name=sheet_name(name, self.taken_sheets),
                level=level,
                helper=key[1],
                first_column=self.key_columns(level),
            )
        return self.sheets[key]

    def data_spot(self, step: InputStep | PriorStep) -> Spot:
        """Where an imported column stands; it is added now."""
        level = step.head.level
        if level not in self.data:
            name = "数据" if level == self.plan.subject else f"{level}数据"
            self.data[level] = DataSheet(
                sheet_name(name, self.taken_sheets), level, self.key_columns(level)
            )
        sheet = self.data[level]
        sheet.steps.append(step)
        letters = column_letters(sheet.first_column + len(sheet.steps) - 1)
        return Spot(sheet.name, letters, level)

    def key_columns(self, level: str) -> int:
        """How many columns at the left name a level's entities (number and names)."""
        keys = self.outcome.facts.levels[level].keys
        return 1 + (len(keys[0]) if keys else 0)

    def place(self, level: str, heading: str, *, helper: bool) -> Spot:
        """Where the next column of a level will stand."""
        sheet = self.sheet(level, helper=helper)
        if level == self.whole:
            name = defined_name(heading.partition("(")[0], self.taken_names)
            return Spot(sheet.name, "C", level, name, FIRST_ROW + len(sheet.columns))
        return Spot(sheet.name, column_letters(sheet.first_column + len(sheet.columns)), level)

    def add(self, column: Column, *, helper: bool) -> None:
        """Add a column at the place that was given for it."""
        self.sheet(column.spot.level, helper=helper).columns.append(column)

    def reference(self, spot: Spot, *, sheet: str, level: str) -> str:
        """A cell of a column, from a formula of a level on a sheet."""
        if spot.name:
            return spot.name
        prefix = "" if spot.sheet == sheet else sheet_prefix(spot.sheet)
        return f"{prefix}{spot.column}{self.slot(level, Slot('row', spot.level))}"

    def span(self, spot: Spot, *, sheet: str, level: str, within: str) -> str:
        """The cells of a column within the group that an entity of a level stands in."""
        prefix = "" if spot.sheet == sheet else sheet_prefix(spot.sheet)
        first = self.slot(level, Slot("first", spot.level, within))
        last = self.slot(level, Slot("last", spot.level, within))
        return f"{prefix}{spot.column}${first}:{spot.column}${last}"

    def first_row(self, spot: Spot, *, sheet: str, level: str, within: str) -> str:
        """The first cell of that group."""
        prefix = "" if spot.sheet == sheet else sheet_prefix(spot.sheet)
        return f"{prefix}{spot.column}${self.slot(level, Slot('first', spot.level, within))}"

    def across(self, first: Spot, last: Spot, *, sheet: str, level: str) -> str:
        """The cells of several columns that stand beside one another, in an entity's row."""
        if first.name:
            prefix = "" if first.sheet == sheet else sheet_prefix(first.sheet)
            return f"{prefix}${first.column}${first.row}:${last.column}${last.row}"
        start = self.reference(first, sheet=sheet, level=level)
        row = self.slot(level, Slot("row", last.level))
        return f"{start}:{last.column}{row}"
