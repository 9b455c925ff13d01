"""Parameters and values of the whole, from the sheet 参数 and from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Because, CellPlace, Diagnostic, refuse_on_errors
from jiangzhi.facts import problems
from jiangzhi.facts.cells.cell_result import Taken
from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Grid, Raw
from jiangzhi.facts.model import Given
from jiangzhi.facts.table.accept import is_unreadable, refuse_unreadable, take
from jiangzhi.facts.table.noted import Noted
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.table.units import split_unit, stated_units, unit_in
from jiangzhi.facts.words import heading_of, meant, name_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input, Policy
from jiangzhi.policy.names.types import widest_range
from jiangzhi.words import Words

_NAME: Final = ("参数", "参数名称", "名称", "项目", "参数名", "指标", "量")
_VALUE: Final = ("值", "数值", "取值", "参数值", "金额")
_UNIT: Final = ("单位", "计量单位")
_LOOKED_AT: Final = 20
#: Where the command line stands in for a sheet.
COMMAND_LINE: Final = Grid(file="--param", sha256="", sheet="", rows=(), typed=False)


@dataclass(slots=True)
class GivenValues:
    """The values found by name, and the sheets that they came from."""

    values: dict[str, Given] = field(default_factory=dict)
    sheets: list[Grid] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a parameter sheet, or one ``--param``."""

    grid: Grid
    name: str
    raw: Raw
    unit: str
    place: CellPlace | None


def given_parameters(policy: Policy, given: Mapping[str, str] | None) -> Mapping[str, Given]:
    """Parameters that are given by name, without a workbook. Raises ``Refused``."""
    stated = read_parameters(policy, (), given or {})
    refuse_on_errors(stated.found)
    return stated.values


def read_parameters(policy: Policy, grids: Sequence[Grid], given: Mapping[str, str]) -> GivenValues:
    """Values by name; the command line goes before the sheets."""
    result = GivenValues()
    targets = _targets(policy)
    places: dict[str, CellPlace | None] = {}
    for grid in grids:
        columns = _columns(grid)
        if columns is None:
            continue
        result.sheets.append(grid)
        for line in _lines(grid, *columns):
            _take(line, targets, places, result)
    places.clear()
    for name, text in given.items():
        words, unit, _ = split_unit(heading_of(name))
        line = _Line(COMMAND_LINE, name if not unit else words, text, unit, None)
        _take(line, targets, places, result)
    return result


def _targets(policy: Policy) -> dict[str, Input]:
    """What may be given, by comparable name: parameters and the inputs of the whole."""
    whole = policy.levels[0].name
    targets: dict[str, Input] = {}
    for parameter in policy.parameters:
        as_input = Input(
            name=parameter.name,
            level=whole,
            type=parameter.type,
            range=parameter.range or widest_range(parameter.type),
            blank=None,
            names=(parameter.name,),
            unit="",
            cite=parameter.cite,
        )
        targets[heading_of(parameter.name)] = as_input
    for given in policy.inputs:
        if given.level == whole and given.name != whole:
            targets.update({heading_of(name): given for name in given.names})
    return targets


def _columns(grid: Grid) -> tuple[int, int, int, int] | None:
    """The heading's row and the columns of name, value and unit (-1 for none)."""
    named = "参数" in name_of(grid.sheet)
    for row, cells in enumerate(grid.rows[:_LOOKED_AT]):
        texts = [split_unit(heading_of(text_of(cell)))[0] for cell in cells]
        name = next((i for i, t in enumerate(texts) if t in _NAME), None)
        value = next((i for i, t in enumerate(texts) if t in _VALUE), None)
        if name is None or value is None or not (named or texts[name].startswith("参数")):
            continue
        unit = next((i for i, t in enumerate(texts) if t in _UNIT), -1)
        return row, name, value, unit
    return None


def _lines(grid: Grid, row: int, name: int, value: int, unit: int) -> Sequence[_Line]:
    heading = split_unit(heading_of(text_of(grid.cell(row, value))))[1]
    stated = stated_units(grid, row)
    general = heading or (next(iter(stated)) if len(stated) == 1 else "")
    lines = []
    for index in range(row + 1, len(grid.rows)):
        label, raw = grid.cell(index, name), grid.cell(index, value)
        text = name_of(text_of(label))
        if not text or (raw is None and text.startswith(("注", "说明", "填表", "备注"))):
            continue
        words, own, _ = split_unit(heading_of(text))
        below = unit_in(text_of(grid.cell(index, unit))) if unit >= 0 else ""
        lines.append(
            _Line(
                grid, words if own else text, raw, below or own or general, grid.place(index, value)
            )
        )
    return lines


def _take(
    line: _Line,
    targets: Mapping[str, Input],
    places: dict[str, CellPlace | None],
    result: GivenValues,
) -> None:
    target = targets.get(heading_of(line.name))
    if target is None:
        known = sorted({given.name for given in targets.values()})
        result.found.append(
            problems.PARAMETER_UNKNOWN.at(line.place, name=line.name, **meant(line.name, known))
        )
        return
    if target.name in places:
        first = [Because(Words("第一次在这里", "first here"), places[target.name])]
        result.found.append(
            problems.PARAMETER_TWICE.at(line.place, because=first, name=target.name)
        )
        return
    places[target.name] = line.place
    place = line.place or CellPlace(COMMAND_LINE.file, target.name)
    noted = Noted(result.found, target.name)
    if is_unreadable(line.raw):
        refuse_unreadable(line.raw, target, lambda: place, noted)
        return
    unit = line.unit
    if target.type.kind is Kind.MONEY:
        unit = line.unit if line.unit in FEN_IN else target.unit
        if not unit and not _states_unit(line.raw):
            result.found.append(
                problems.UNIT_UNKNOWN.at(place, name=target.name, found="", found_en="")
            )
            return
    reading = read_cell(
        line.raw, target, unit=unit or "元", typed=line.grid.typed, epoch_1904=line.grid.epoch_1904
    )
    if line.place is None and isinstance(reading, Taken):
        # What was typed a moment ago needs no note of how it was read.
        reading = replace(reading, how=None)
    value = take(reading, line.raw, target, lambda: place, noted)
    noted.close()
    if value is not None:
        result.values[target.name] = Given(value, text_of(line.raw), line.place)


def _states_unit(raw: Raw) -> bool:
    """Whether an amount carries its own unit, or is nothing at all."""
    if raw is None:
        return True
    numeral = read_numeral(raw) if isinstance(raw, str) else None
    return numeral is not None and (bool(numeral.suffix) or numeral.number == Fraction(0))
