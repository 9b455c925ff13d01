"""The blank workbook of a policy: headings with units, lists to choose from, notes, an example."""

from __future__ import annotations

import io
import os
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import problems
from jiangzhi.facts.examples import EXAMPLE
from jiangzhi.facts.join.name_lists import needs_a_list
from jiangzhi.facts.table.fields import chain_of, inputs_of
from jiangzhi.facts.table.show import show_value
from jiangzhi.facts.write.safe import safe_text, sheet_name
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import FEN_IN, round_half_away
from jiangzhi.policy.model import Input, Level, Policy
from jiangzhi.policy.names.types import widest_range
from jiangzhi.whole_file import whole_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

HELP_SHEET: Final = "填写说明"
#: Rows with validation; more may be filled in.
_PREPARED: Final = 2000
_FORMATS: Final = {
    Kind.MONEY: "#,##0.00", Kind.RATE: "0.00%", Kind.NUMBER: "General", Kind.COUNT: "0",
    Kind.DATE: "yyyy-mm-dd", Kind.TEXT: "@", Kind.CHOICE: "@", Kind.FLAG: "@",
}  # fmt: skip


def write_template(policy: Policy, out: Path) -> None:
    """Write the template. Raises ``Refused`` where the file exists or would not be .xlsx."""
    if os.path.lexists(out):
        raise Refused([problems.OUTPUT_IS_INPUT.at(FilePlace(str(out)), file=str(out))])
    if out.suffix.lower() != ".xlsx":
        raise Refused([problems.NOT_XLSX.at(FilePlace(str(out)), file=str(out))])
    with whole_file(out) as part:
        part.write_bytes(template_bytes(policy))


def template_bytes(policy: Policy) -> bytes:
    """The template as a file, the same bytes each time."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": policy.title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
    names: list[str] = []
    for level in policy.levels[1:]:
        if inputs_of(policy, level.name) or needs_a_list(policy, level):
            names.append(sheet_name(level.name, names))
            _level_sheet(book, book.add_worksheet(names[-1]), policy, level)
    if inputs_of(policy, policy.levels[0].name) or policy.parameters:
        _parameter_sheet(book, book.add_worksheet("参数"), policy)
    _help_sheet(book, book.add_worksheet(HELP_SHEET), policy)
    book.close()
    return stream.getvalue()


def _level_sheet(book: Workbook, sheet: Worksheet, policy: Policy, level: Level) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    chain = chain_of(policy, level.name)
    for column, name in enumerate(chain):
        sheet.write_string(0, column, name, head)
        sheet.write_string(1, column, f"{EXAMPLE}{name}")
    for column, given in enumerate(inputs_of(policy, level.name), start=len(chain)):
        sheet.write_string(0, column, heading_with_unit(given, policy.money_unit), head)
        sheet.write_comment(0, column, safe_text(_told(given)), {"x_scale": 1.6})
        shown = book.add_format({"num_format": _FORMATS[given.type.kind]})
        sheet.set_column(column, column, max(12, 2 * len(given.name) + 6), shown)
        _validate(sheet, column, given, policy.money_unit)
        _write(sheet, (1, column), example(given, policy.money_unit), shown)
    sheet.set_column(0, max(len(chain) - 1, 0), 14)
    sheet.freeze_panes(1, len(chain))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def heading_with_unit(given: Input, money_unit: str) -> str:
    """An input's heading; amounts state their unit."""
    return (
        f"{given.name}({_unit(given, money_unit)})" if given.type.kind is Kind.MONEY else given.name
    )


def _unit(given: Input, money_unit: str) -> str:
    return given.unit or money_unit


def _told(given: Input) -> str:
    lines = [f"{given.name}:{given.type}"]
    if given.type.choices:
        lines.append("只能填:" + "、".join(given.type.choices))
    if given.range.text:
        lines.append(f"范围:{given.range.text}")
    if given.blank is not None:
        lines.append(f"空着按“{show_value(given.blank, given.type)}”算")
    else:
        lines.append("空着就是缺数,不是零")
    return "\n".join(lines)


def example(given: Input, money_unit: str) -> Any:
    """A value that the input takes, as it is written into a cell."""
    kind = given.type.kind
    if kind is Kind.CHOICE:
        return given.type.choices[0]
    if kind is Kind.FLAG:
        return "否"
    if kind is Kind.TEXT:
        return EXAMPLE
    low, high = given.range.low, given.range.high
    if kind is Kind.DATE:
        wanted = date(2024, 1, 31)
        ends = [end for end in (low, high) if isinstance(end, date)]
        return next((day for day in (wanted, *ends) if given.range.holds(day)), wanted)
    per = FEN_IN[_unit(given, money_unit)] if kind is Kind.MONEY else 1
    usual = Fraction(1, 20) if kind is Kind.RATE else Fraction(60)
    tries = [usual * per]
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        tries += [low, high, (low + high) / 2]
        tries.append(Fraction(round_half_away((low + high) / 2)))
    value = next((v for v in tries if given.range.holds(v)), tries[0])
    return value / per


def _write(sheet: Worksheet, at: tuple[int, int], value: Any, shown: Any) -> None:
    if isinstance(value, Fraction):
        # A spreadsheet holds doubles; the example is read back as the decimal it prints as.
        sheet.write_number(*at, value.numerator / value.denominator, shown)
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), shown)  # noqa: DTZ001
    else:
        sheet.write_string(*at, value, shown)


def _validate(sheet: Worksheet, column: int, given: Input, money_unit: str) -> None:
    kind = given.type.kind
    area = (1, column, _PREPARED, column)
    message = {"error_title": given.name, "error_message": safe_text(_told(given))[:250]}
    if kind in (Kind.CHOICE, Kind.FLAG):
        words = list(given.type.choices) if kind is Kind.CHOICE else ["是", "否"]
        if sum(map(len, words)) + len(words) < 250 and not any("," in word for word in words):
            sheet.data_validation(*area, {"validate": "list", "source": words, **message})
        return
    low, high = given.range.low, given.range.high
    if kind not in (Kind.MONEY, Kind.RATE, Kind.NUMBER, Kind.COUNT) or not given.range.text:
        return
    per = FEN_IN[_unit(given, money_unit)] if kind is Kind.MONEY else 1
    widest = widest_range(given.type)
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        rule = {
            "validate": "integer" if kind is Kind.COUNT else "decimal",
            "criteria": "between",
            "minimum": _double(low / per),
            "maximum": _double(high / per),
        }
        assert widest.low is not None
        sheet.data_validation(*area, {**rule, **message})


def _double(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value.numerator / value.denominator)


def _parameter_sheet(book: Workbook, sheet: Worksheet, policy: Policy) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    for column, text in enumerate(("参数", "值", "单位", "说明")):
        sheet.write_string(0, column, text, head)
    row = 1
    for given in inputs_of(policy, policy.levels[0].name):
        sheet.write_string(row, 0, given.name)
        shown = book.add_format({"num_format": _FORMATS[given.type.kind]})
        sheet.write_blank(row, 1, None, shown)
        if given.type.kind is Kind.MONEY:
            sheet.write_string(row, 2, _unit(given, policy.money_unit))
        sheet.write_string(row, 3, "全体一个值,必填" if given.blank is None else "全体一个值")
        row += 1
    for name in dict.fromkeys(parameter.name for parameter in policy.parameters):
        parameter = next(p for p in policy.parameters if p.name == name)
        sheet.write_string(row, 0, name)
        if parameter.type.kind is Kind.MONEY:
            sheet.write_string(row, 2, policy.money_unit)
        sheet.write_string(row, 3, "不填就按办法的规定;填了就以这里为准")
        row += 1
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 14)
    sheet.set_column(3, 3, 44)
    sheet.freeze_panes(1, 0)


def _help_sheet(book: Workbook, sheet: Worksheet, policy: Policy) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    lines = [
        f"本工作簿供《{policy.title}》使用。",
        "每张表第一行是表头,不要改;第二行是示例,请改成真实数据,往下接着填。",
        "金额按表头括号里的单位填。空着的格子是缺数,不是零;确实为零的填 0。",
        "合计、小计行可以有,会与各行核对;不必有。",
        "把鼠标移到表头上,可以看到这一列怎样填。",
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, safe_text(line), wrap)
    sheet.set_column(0, 0, 90)
