"""参数 tables: constants, by class or by name, by date in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.formula.expr import Const, Read
from jiangzhi.formula.syntax.tree import Literal
from jiangzhi.formula.syntax.walk import names_in
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.defined.inputs import is_name, read_range
from jiangzhi.policy.defined.results import Result, type_of_results
from jiangzhi.policy.meaning.conditions import read_cells
from jiangzhi.policy.meaning.levels import level_of_nodes
from jiangzhi.policy.model import Case, Hit, Input, Parameter, Period, Quantity, Rules
from jiangzhi.policy.names.constants import fold, parse_into
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.names.unify import settled
from jiangzhi.policy.written.cells import IntervalCell, OtherCell, read_condition
from jiangzhi.policy.written.period import overlap, read_period
from jiangzhi.policy.written.tables import ReadTable
from jiangzhi.policy.written.text import nearest

FIXED_COLUMNS: Final = {
    "值": "值", "value": "值", "施行": "施行", "in force": "施行", "说明": "说明", "notes": "说明",
    "范围": "范围", "range": "范围",
}  # fmt: skip
_FIXED: Final = FIXED_COLUMNS


#: In the place of a value: it is to be set later, within the range.
TO_BE_SET: Final = ("待定", "to be set")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a parameter table, in force on the day."""

    name: Text
    values: tuple[tuple[Text, Text], ...]
    period: Period
    read: ReadTable
    range: Text | None = None


def read_parameters(tables: list[ReadTable], scope: Scope) -> None:
    """Declare every parameter of all tables in the scope; resolved when asked for."""
    rows: dict[str, list[Row]] = {}
    for read in tables:
        header = read.table.header
        fixed = {_FIXED[cell.text]: i for i, cell in enumerate(header) if i and cell.text in _FIXED}
        values = [i for i in range(1, len(header)) if header[i].text not in _FIXED]
        if read.subject is None:
            ignored, values = values, [fixed["值"]] if "值" in fixed else []
        else:
            ignored = [fixed["值"]] if "值" in fixed else []
        ignored += [
            i for i in range(1, len(header))
            if header[i].text in _FIXED and fixed[_FIXED[header[i].text]] != i
        ]  # fmt: skip
        for index in ignored:
            text = header[index].text
            scope.found.append(
                problems.COLUMN_UNKNOWN.at(
                    header[index].place, text=text, known="、".join(dict.fromkeys(_FIXED.values())),
                    **nearest(text, _FIXED),
                )
            )  # fmt: skip
        if not values:
            scope.found.append(
                problems.TABLE_HAS_NO_RESULT.at(read.table.place, name=read.name.text)
            )
            continue
        for row in read.table.rows:
            period = Period()
            if "施行" in fixed and row[fixed["施行"]].text:
                period = read_period(row[fixed["施行"]], scope.found)
            cells = tuple((header[i], row[i]) for i in values)
            bounds = row[fixed["范围"]] if "范围" in fixed else None
            rows.setdefault(row[0].text, []).append(Row(row[0], cells, period, read, bounds))
    for name, alternatives in rows.items():
        _declare(name, alternatives, scope)


def in_force(name: str, alternatives: list[tuple[Text, Period]], scope: Scope) -> int | None:
    """The index of the alternative in force on the day, ``None`` for none: then the name is
    dormant, or a problem was reported."""
    for index, (text, period) in enumerate(alternatives):
        for _, earlier in alternatives[:index]:
            if overlap(period, earlier):
                scope.found.append(problems.PERIODS_OVERLAP.at(text.place, name=name))
                return None
    if all(period == Period() for _, period in alternatives):
        return 0
    if scope.as_of is None:
        scope.found.append(problems.AS_OF_NEEDED.at(alternatives[0][0].place, name=name))
        return None
    for index, (_, period) in enumerate(alternatives):
        if period.holds(scope.as_of):
            return index
    scope.dormant.add(name)
    return None


def _declare(name: str, alternatives: list[Row], scope: Scope) -> None:
    first = alternatives[0]
    if not is_name(name):
        scope.found.append(problems.NAME_BAD.at(first.name.place, text=name))
        return
    if len(alternatives) > 1 and all(row.period == Period() for row in alternatives):
        scope.define(name, first.name.place)
        scope.define(name, alternatives[1].name.place)
        return
    if not scope.define(name, first.name.place):
        return
    index = in_force(name, [(row.name, row.period) for row in alternatives], scope)
    if index is None:
        scope.unknown.add(name)
        return
    for other in alternatives[:index] + alternatives[index + 1 :]:
        for _, cell in other.values:
            node = parse_into((cell,), scope.found)
            if node is not None:
                scope.read_on_other_days.update(name.name for name in names_in(node))
    row = alternatives[index]
    if row.read.subject is None and row.values[0][1].text in TO_BE_SET:
        _to_be_set(name, row, scope)
        return
    if row.read.subject is None:
        scope.single_parameters.add(name)
    else:
        scope.keys[name] = row.read.subject.text
        scope.by_class.add(name)
    scope.pending[name] = lambda: _resolve(name, row, scope)


def _resolve(name: str, row: Row, scope: Scope) -> None:
    if row.read.subject is None:
        parameter = _parameter(name, row.values[0][1], row, scope)
        if parameter is not None:
            parameter = replace(parameter, type=settled(parameter.type, scope))
            scope.parameters[name] = _bounded(parameter, row, scope)
        return
    node = parse_into((row.read.subject,), scope.found)
    if node is None:
        return
    level = level_of_nodes([node], scope=scope, subject=name, place=row.name.place)
    if level is None:
        return
    context = Context(scope, name, level)
    key = context.resolve(node)
    if key is None:
        return
    entries = read_cells([heading for heading, _ in row.values], key, context)
    given = [
        _parameter(f"{name}[{heading.text}]", cell, row, scope) for heading, cell in row.values
    ]
    parameters = [parameter for parameter in given if parameter is not None]
    if len(parameters) < len(entries) or any(entry is None for entry in entries):
        return
    results = [
        Result(parameter.value, cell.place)
        for parameter, (_, cell) in zip(parameters, row.values, strict=True)
    ]
    kind = type_of_results(f"参数“{name}”", row.name.place, results, Hit.UNIQUE, scope)
    if kind is None:
        return
    cases: list[Case] = []
    otherwise: Case | None = None
    for (heading, cell), parameter, entry in zip(row.values, parameters, entries, strict=True):
        assert entry is not None
        scope.parameters[parameter.name] = _bounded(replace(parameter, type=kind), row, scope)
        subject = row.read.subject.text
        case = Case(
            () if entry[1] is None or isinstance(entry[0], OtherCell) else (entry[1],),
            Read(parameter.name, kind),
            f"“{subject}”为“{heading.text}”的值",
            cell.text,
            replace(row.read.cite, place=cell.place),
            label_en=f"the value where “{subject}” is “{heading.text}”",
        )
        if isinstance(entry[0], OtherCell):
            otherwise = case
        else:
            cases.append(case)
    scope.quantities[name] = Quantity(
        name=name, level=level, type=kind,
        definition=Rules(tuple(cases), otherwise, table=name),
        rounding=None, published=False, cite=row.read.cite, source=f"参数“{name}”",
    )  # fmt: skip


def _bounded(parameter: Parameter, row: Row, scope: Scope) -> Parameter:
    """The parameter with the range that its row states, which its own value lies in."""
    if row.range is None or not row.range.text:
        return parameter
    span = read_range(row.range, parameter.type, parameter.name, scope)
    value = parameter.value.value if isinstance(parameter.value, Const) else None
    if isinstance(value, Fraction | date) and not span.holds(value):
        scope.found.append(
            problems.PARAMETER_OUT_OF_RANGE.at(
                parameter.cite.place, name=parameter.name, range=row.range.text
            )
        )
    return replace(parameter, range=span)


def _to_be_set(name: str, row: Row, scope: Scope) -> None:
    """A parameter that is still to be set: an input of the whole, of its range's type."""
    cell = row.values[0][1]
    interval = None if row.range is None else read_condition(row.range)
    kind = None
    if isinstance(interval, IntervalCell):
        for end in (interval.low, interval.high):
            node = None if end is None else parse_into((end,), [])
            if isinstance(node, Literal) and (kind is None or kind.kind is Kind.NUMBER):
                kind = node.type
    if kind is None or row.range is None:
        scope.found.append(problems.TO_BE_SET_WITHOUT_RANGE.at(cell.place, name=name))
        scope.unknown.add(name)
        return
    cite = replace(row.read.cite, place=cell.place)
    span = read_range(row.range, kind, name, scope)
    scope.inputs[name] = Input(name, scope.whole, kind, span, None, (name,), "", cite)


def _parameter(name: str, cell: Text, row: Row, scope: Scope) -> Parameter | None:
    if not cell.text:
        scope.found.append(problems.CONSTANT_NEEDED.at(cell.place))
        return None
    node = parse_into((cell,), scope.found)
    expr = None if node is None else Context(scope, name, scope.whole).resolve(node)
    if expr is None:
        return None
    cite = replace(row.read.cite, place=cell.place)
    return Parameter(name, expr.type, fold(expr) or expr, cite, row.period)
