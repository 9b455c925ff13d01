"""One sheet as a table of one level: names and values of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid, Layout, column_letters
from jiangzhi.facts.model import FactColumn, Source
from jiangzhi.facts.table.column_units import unit_blocks, unit_of_column, units_of_sheet
from jiangzhi.facts.table.column_view import Cells
from jiangzhi.facts.table.columns import read_blocks
from jiangzhi.facts.table.columns_apart import warn_of_columns_apart
from jiangzhi.facts.table.fields import chain_of, fields_of
from jiangzhi.facts.table.headings import shown
from jiangzhi.facts.table.longer_rows import fail_if_rows_are_longer
from jiangzhi.facts.table.model import Heading, Row, RowKind
from jiangzhi.facts.table.names import read_names
from jiangzhi.facts.table.rows import rows_of
from jiangzhi.facts.table.sheet_unit_slip import (
    Tiny,
    huge_amounts,
    note_huge,
    note_tiny,
    tiny_amounts,
)
from jiangzhi.facts.table.sums import DataRows, figures_of, warn_of_sums
from jiangzhi.facts.table.totals import check_totals
from jiangzhi.facts.table.unit_slips import note_slips
from jiangzhi.facts.words import heading_of, listed, without_blanks
from jiangzhi.policy.model import Input, Level, Policy


@dataclass(slots=True)
class Table:
    """A sheet's rows of one level. ``names[level][i]`` is what row i states, "" for nothing;
    ``others`` are the rows below the headings that are no data, ``units`` what each column
    counts in."""

    grid: Grid
    level: Level
    chain: tuple[str, ...]
    heading: Heading
    cells: Cells
    rows: list[int]
    names: dict[str, list[str]]
    others: list[Row]
    found: list[Diagnostic]
    money_unit: str
    columns: dict[str, FactColumn] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """The sheet with the letter of each input's column, where there is one."""
        letters = {
            name: column_letters(column.index)
            for name, column in self.heading.columns.items()
            if (name in self.columns or column.field.input is None) and self.grid.origin is None
        }
        return Source(self.grid.file, self.grid.sha256, self.grid.sheet, letters)


def read_table_names(policy: Policy, level: Level, heading: Heading) -> Table:
    """The rows of a table and their names; the values are read later."""
    found: list[Diagnostic] = []
    columns = heading.columns
    chain = chain_of(policy, level.name)
    keys = [columns[name].index for name in chain if name in columns]
    values = [column.index for column in columns.values() if column.field.input is not None]
    cells = Cells(heading.grid, heading.bottom + 1)
    sections = {
        spelling
        for field in fields_of(policy, level.name)
        if field.input is None and field.name in chain[:-1] and field.name not in columns
        for spelling in field.spellings
    }
    data, others = rows_of(heading, cells, keys, values, detail=level.detail, sections=sections)
    found.extend(
        problems.ROW_UNCLEAR.at(
            heading.grid.place(row.index, keys[-1] if keys else 0),
            label=row.label,
            level=level.name,
        )
        for row in others
        if row.kind is RowKind.UNCLEAR
    )
    if not heading.grid.typed:
        found.extend(fail_if_rows_are_longer(heading, data))
    names = read_names(cells, data, others, columns, chain, detail=level.detail, found=found)
    return Table(
        heading.grid, level, chain, heading, cells, names.rows, names.of, others, found,
        policy.money_unit,
    )  # fmt: skip


def read_table_values(table: Table, inputs: Sequence[Input]) -> None:
    """Read the columns of some inputs into the table, with totals and slips looked at."""
    grid, found = table.grid, table.found
    below = [row.index for row in table.others]
    stated, lines = units_of_sheet(table, below)
    summed = []
    tiny: list[Tiny] = []
    huge: list[Tiny] = []
    for given in inputs:
        column = table.heading.columns[given.name]
        unit = unit_of_column(table, column, given, stated)
        if unit is None:
            continue
        blocks = unit_blocks(table, column, given, unit, lines)
        values = read_blocks(
            table.cells, column.index, table.rows, given, blocks=blocks, found=found
        )
        table.columns[given.name], table.units[given.name] = values, unit
        summed.append((column, unit, values.values))
        found.extend(note_slips(values.values, grid, column.index, table.rows, given))
        small = tiny_amounts(values.values, given, unit, table.money_unit)
        if small is not None:
            tiny.append(small)
        large = huge_amounts(
            values.values, given, unit, table.names.get(table.chain[-1], ()) if table.chain else ()
        )
        if large is not None:
            huge.append(large)
        if column.doubt:
            found.append(
                problems.HEADING_QUALIFIED.at(
                    grid.place(column.row, column.index),
                    heading=without_blanks(column.heading),
                    name=given.name,
                    words=column.doubt,
                )
            )
        elif not column.exact:
            place = grid.place(column.row, column.index)
            found.append(
                problems.HEADING_READ.at(
                    place, heading=without_blanks(column.heading), name=given.name
                )
            )
    found.extend(note_tiny(tiny, grid.place(), table.money_unit))
    found.extend(note_huge(huge, grid.place()))
    found.extend(warn_of_columns_apart(grid, table.rows, summed))
    found.extend(check_totals(grid, table.others, table.rows, table.names, summed))
    own = table.chain[-1] if table.chain else ""
    if not table.level.detail and own in table.heading.columns:
        figures = figures_of([(column, values) for column, _, values in summed])
        data = DataRows(
            grid, table.rows, table.names, table.others, own, table.heading.columns[own].index
        )
        found.extend(warn_of_sums(data, figures))


def note_table(table: Table) -> None:
    """Notes of what was left out and of what is hidden."""
    grid, found = table.grid, table.found
    used = {column.index for column in table.heading.columns.values()}
    used |= {c.index for columns in table.heading.rivals.values() for c in columns}
    used |= set(table.heading.doubtful)
    unused = [
        without_blanks(text)
        for index, text in table.heading.texts.items()
        if index not in used and not _is_serial(text)
    ]
    if unused:
        found.append(problems.COLUMNS_IGNORED.at(grid.place(), columns=listed(unused)))
    for kind, zh, en in (
        (RowKind.HEADING, "重复的表头", "repeated headings"),
        (RowKind.SECTION, "分段的名字", "names of sections"),
        (RowKind.NOTE, "备注、签名等", "notes and signatures"),
        (RowKind.TOTAL, "小计、合计", "totals"),
        (RowKind.STATISTIC, "平均、同比、其中项等", "means, growth, parts and the like"),
    ):
        first = table.heading.bottom + (3 if kind is RowKind.HEADING else 0)
        rows = [
            _line(grid, row.index) for row in table.others if row.kind is kind and row.index > first
        ]
        if rows:
            found.append(
                problems.ROWS_SKIPPED.at(grid.place(), what=zh, what_en=en, rows=listed(rows))
            )
    _note_hidden(table, used)


def _note_hidden(table: Table, used: set[int]) -> None:
    grid = table.grid
    if grid.hidden:
        table.found.append(
            problems.HIDDEN_USED.at(
                grid.place(),
                what="表",
                what_en="sheets",
                which=grid.sheet + ("(深度隐藏)" if grid.hidden_deep else ""),
            )
        )
    rows = [_line(grid, row) for row in table.rows if row in grid.hidden_rows]
    if rows:
        table.found.append(
            problems.HIDDEN_USED.at(grid.place(), what="行", what_en="rows", which=listed(rows))
        )
    columns = [_column(grid, index) for index in sorted(used & grid.hidden_columns)]
    if columns:
        table.found.append(
            problems.HIDDEN_USED.at(
                grid.place(), what="列", what_en="columns", which=listed(columns)
            )
        )


def _column(grid: Grid, column: int) -> str:
    if grid.layout is Layout.TURNED and grid.origin is not None:
        return f"第 {grid.origin(len(grid.rows) - 1, column)[0] + 1} 行"
    return f"{column_letters(column)} 列"


def _line(grid: Grid, row: int) -> str:
    """A row for a message; that of a table on its side is a column of the sheet."""
    if grid.layout is Layout.TURNED and grid.origin is not None:
        return f"{column_letters(grid.origin(row, 0)[1])} 列"
    return f"第 {grid.line(row, 0)} 行"


def _is_serial(text: str) -> bool:
    return heading_of(text) in ("序号", "编号", "备注", "no", "no.", "行号", "")


def competing(heading: Heading) -> list[Diagnostic]:
    """A problem for each field with several columns and for each heading of several fields."""
    grid = heading.grid
    beside = any(columns[0].field.input is not None for columns in heading.rivals.values())
    found = [
        (
            # To choose one column of names would lose the rows of the other.
            problems.NAMES_BESIDE
            if beside and columns[0].field.input is None
            else problems.COLUMNS_COMPETE
        ).at(
            grid.place(columns[0].row, columns[0].index),
            because=[Because(shown(c), grid.place(c.row, c.index)) for c in columns],
            name=name,
            headings="、".join(map(shown, columns)),
        )
        for name, columns in heading.rivals.items()
    ]
    found.extend(
        problems.HEADING_SERVES_TWO.at(
            grid.place(heading.bottom, index),
            heading=without_blanks(heading.texts[index]),
            names="、".join(names),
        )
        for index, names in heading.doubtful.items()
    )
    return found
