"""Rule tables: decision tables that define quantities, and scales by class."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiangzhi.document.model import Text
from jiangzhi.formula.expr import Band, Call, Edge, Expr
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.policy import problems
from jiangzhi.policy.defined.results import Result, type_of_results
from jiangzhi.policy.defined.rules import ERROR_WORDS
from jiangzhi.policy.meaning.conditions import read_cells
from jiangzhi.policy.meaning.levels import level_of_nodes
from jiangzhi.policy.model import Case, Hit, Period, Quantity, Rules, Scale
from jiangzhi.policy.names.constants import fold, parse_into
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.cells import AnyCell, ConditionCell, IntervalCell, OtherCell
from jiangzhi.policy.written.tables import ReadTable, hit_and_period
from jiangzhi.policy.written.text import cut, split_at
from jiangzhi.words import Words

VALUE_WORDS = ("值", "value")


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule table's columns: conditions (heading, index), results (name, index), classes."""

    conditions: tuple[tuple[Text, int], ...]
    results: tuple[tuple[Text, int], ...]
    classes: tuple[tuple[Text, int], ...]
    hit: Hit
    period: Period


def shape_of(read: ReadTable, scope: Scope) -> Shape | None:
    """The columns told apart, ``None`` where a problem was reported."""
    assert read.subject is not None
    hit, period = hit_and_period(read, scope.found)
    header = read.table.header
    words = {word for given in scope.inputs.values() for word in given.type.choices}
    conditions: list[tuple[Text, int]] = [(read.subject, 0)]
    results: list[tuple[Text, int]] = []
    classes: list[tuple[Text, int]] = []
    for index, cell in enumerate(header[1:], start=1):
        if cell.text[:1] in ("=", "＝"):
            results.append((cut(cell, 1), index))
        elif cell.text in VALUE_WORDS:
            results.append((read.name, index))
        elif all(piece.text in words for piece in split_at(cell, "、")):
            classes.append((cell, index))
        else:
            conditions.append((cell, index))
    if not results and not classes:
        scope.found.append(problems.TABLE_HAS_NO_RESULT.at(read.table.place, name=read.name.text))
        return None
    twice = _word_twice(classes, scope)
    if twice:
        return None
    if classes and (results or len(conditions) > 1 or hit is not Hit.UNIQUE):
        scope.found.append(problems.TABLE_MIXED.at(read.table.place, text=read.name.text))
        return None
    return Shape(tuple(conditions), tuple(results), tuple(classes), hit, period)


def _word_twice(classes: list[tuple[Text, int]], scope: Scope) -> bool:
    seen: set[str] = set()
    twice = False
    for cell, _ in classes:
        for word in split_at(cell, "、"):
            if word.text in seen:
                twice = True
                scope.found.append(
                    problems.COLUMN_TWICE.at(
                        word.place, text=word.text, help="一个选项只写在一列的表头里",
                        help_en="each word heads one column only",
                    )
                )  # fmt: skip
            seen.add(word.text)
    return twice


def resolve_scale(read: ReadTable, shape: Shape, scope: Scope) -> Scale | None:
    """A table of bands by class, or of one value, as a scale for 累进 and ``表[分类]``."""
    level_and_keys = _subjects(read, shape, scope, ())
    if level_and_keys is None:
        return None
    level, (key,) = level_and_keys
    context = Context(scope, read.name.text, level)
    cells = read_cells([row[0] for row in read.table.rows], key, context)
    bands: list[Band] = []
    for row, entry in zip(read.table.rows, cells, strict=True):
        if entry is None:
            return None
        bands.append(_band(row[0], *entry))
    columns = shape.classes or shape.results
    values: list[tuple[Expr, ...]] = []
    for _, index in columns:
        column = [_value(row[index], context) for row in read.table.rows]
        if any(value is None for value in column):
            return None
        values.append(tuple(value for value in column if value is not None))
    results = [
        Result(value, row[index].place)
        for (_, index), column in zip(columns, values, strict=True)
        for row, value in zip(read.table.rows, column, strict=True)
    ]
    kind = type_of_results(_table(read), read.table.place, results, shape.hit, scope)
    if kind is None:
        return None
    words = _class_words(shape)
    return Scale(
        name=read.name.text,
        key=key,
        level=level,
        columns=tuple(word for word, _ in words),
        bands=tuple(bands),
        values=tuple(values[index] for _, index in words) if words else tuple(values),
        type=kind,
        cite=read.cite,
        period=shape.period,
    )


def resolve_table(read: ReadTable, shape: Shape, scope: Scope) -> dict[str, Quantity] | None:
    """The quantities that a decision table defines, by name."""
    cells = [
        row[index]
        for row in read.table.rows
        for _, index in shape.results
        if row[index].text not in ERROR_WORDS
    ]
    nodes = [parse_into((cell,), scope.found) for cell in cells]
    if any(node is None for node in nodes):
        return None
    found = _subjects(read, shape, scope, tuple(node for node in nodes if node is not None))
    if found is None:
        return None
    level, keys = found
    context = Context(scope, read.name.text, level)
    columns = []
    for (_, index), key in zip(shape.conditions, keys, strict=True):
        columns.append(read_cells([row[index] for row in read.table.rows], key, context))
    if any(entry is None for column in columns for entry in column):
        return None
    quantities: dict[str, Quantity] = {}
    good = True
    for name, index in shape.results:
        cases: list[Case] = []
        otherwise: Case | None = None
        given: list[tuple[Expr, tuple[Text, ...]]] = []
        rest_is_error = False
        for number, row in enumerate(read.table.rows):
            entries = [column[number] for column in columns]
            is_rest = all(isinstance(entry[0], OtherCell) for entry in entries if entry)
            if row[index].text in ERROR_WORDS:
                if not is_rest:
                    scope.found.append(problems.ERROR_WORD_MISPLACED.at(row[index].place))
                    return None
                rest_is_error = True
                continue
            value = _value(row[index], context)
            if value is None:
                return None
            given.append((value, row))
            guards = tuple(entry[1] for entry in entries if entry and entry[1] is not None)
            label = f"表“{read.name.text}”第 {number + 1} 行"
            label_en = f"row {number + 1} of the table “{read.name.text}”"
            source = "| " + " | ".join(cell.text for cell in row) + " |"
            cite = replace(read.cite, place=row[0].place)
            case = Case(guards, value, label, source, cite, label_en=label_en)
            if is_rest:
                otherwise = replace(case, guards=())
            else:
                cases.append(case)
        results = [Result(value, row[index].place) for value, row in given]
        kind = type_of_results(_table(read), read.table.place, results, shape.hit, scope)
        if kind is None:
            good = False
            continue
        quantities[name.text] = Quantity(
            name=name.text, level=level, type=kind,
            definition=Rules(tuple(cases), otherwise, shape.hit, read.name.text, rest_is_error),
            rounding=None, published=False, cite=read.cite,
            source=f"表“{read.name.text}”",
        )  # fmt: skip
    return quantities if good else None


def _subjects(
    read: ReadTable, shape: Shape, scope: Scope, values: tuple[Node, ...]
) -> tuple[str, list[Expr]] | None:
    nodes = [parse_into((heading,), scope.found) for heading, _ in shape.conditions]
    if any(node is None for node in nodes):
        return None
    parsed = [node for node in nodes if node is not None]
    level = level_of_nodes(
        [*parsed, *values], scope=scope, subject=read.name.text, place=read.table.place
    )
    if level is None:
        return None
    context = Context(scope, read.name.text, level)
    keys = [context.resolve(node) for node in parsed]
    if any(key is None for key in keys):
        return None
    return level, [key for key in keys if key is not None]


def _value(cell: Text, context: Context) -> Expr | None:
    node = parse_into((cell,), context.scope.found)
    expr = None if node is None else context.resolve(node)
    return None if expr is None else fold(expr) or expr


def _band(text: Text, cell: ConditionCell, condition: Expr | None) -> Band:
    low, high = Edge(None, False), Edge(None, False)
    if isinstance(cell, IntervalCell) and condition is not None:
        ends = (
            condition.args
            if isinstance(condition, Call) and condition.function == "AND"
            else (condition,)
        )
        for end in ends:
            assert isinstance(end, Call)
            if end.function in ("ge", "gt"):
                low = Edge(end.args[1], end.function == "ge")
            else:
                high = Edge(end.args[1], end.function == "le")
    return Band(low, high, text.text, text.place, _guard(cell, condition))


def _guard(cell: ConditionCell, condition: Expr | None) -> Expr | None:
    return None if isinstance(cell, AnyCell) else condition


def _class_words(shape: Shape) -> list[tuple[str, int]]:
    return [
        (word.text, index)
        for index, (cell, _) in enumerate(shape.classes)
        for word in split_at(cell, "、")
    ]


def _table(read: ReadTable) -> Words:
    return Words(f"表“{read.name.text}”", f"the table “{read.name.text}”")
