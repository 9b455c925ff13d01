"""The blank task list: headings with notes, lists to choose from, an example that is no task."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi.batch.columns import COLUMNS
from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import problems
from jiangzhi.record.about import Stage

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001
_ROWS: Final = 500
_WIDTHS: Final = {"policy": 34, "workbooks": 34, "confirmed": 34, "parameters": 26, "remark": 26}
_NOTES: Final = {
    "policy": "办法文件,例如 ../rules/我县办法.md;从本表所在的文件夹算起。必填",
    "workbooks": "数据工作簿;几个之间用分号或换行分开。必填",
    "title": "给这次计算起的名字,可不填;文件夹就叫这个名字",
    "county": "可不填,数据里有就从数据里取",
    "year": "例如 2025;填了就按这一年 12 月 31 日的规定计算。可不填,从数据的标题里取",
    "stage": "预拨、决算或试算",
    "prior": (
        "上年的运行:本表某行的名称、已有运行的名字或文件夹。"
        "不填,自动找同一县区、同一阶段上一年的;没有上年写“无”"
    ),
    "parameters": "名称=值;几个之间用分号或换行分开",
    "sheets": "层=工作表,认错工作表时才填",
    "as_of": "不按年末计算时才填,例如 2025-06-30",
    "confirmed": "看过的提示:代号 工作表!格子 姓名 理由,例如 W201 镇街!G5 张三 核对无误。一行一条",
    "issuer": "印在表头的编制单位",
    "number": "印在表头的文号",
    "remark": "随便写,程序不看",
}


def write_task_template(out: Path) -> None:
    """Write the template, the same bytes each time. Raises ``Refused`` where the file exists, and
    ``OSError``."""
    import xlsxwriter

    if out.exists():
        raise Refused([problems.OUTPUT_IS_INPUT.at(FilePlace(str(out)), file=str(out))])
    out.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False})
    book.set_properties({"title": "任务表", "created": _CREATED})
    page = book.add_worksheet("任务")
    head = book.add_format(
        {"bold": True, "bg_color": "#DCE6F2", "border": 1, "align": "center", "font_name": "宋体"}
    )
    cell = book.add_format({"font_name": "宋体", "num_format": "@", "text_wrap": True})
    for at, (name, headings) in enumerate(COLUMNS.items()):
        page.set_column(at, at, _WIDTHS.get(name, 13), cell)
        page.write_string(0, at, headings[0], head)
        page.write_comment(0, at, _NOTES[name], {"x_scale": 2.2, "author": "奖支"})
    stage = list(COLUMNS).index("stage")
    choices = {"validate": "list", "source": [one.value for one in Stage]}
    page.data_validation(1, stage, _ROWS, stage, choices)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    _help(book)
    book.close()


def _help(book: Workbook) -> None:
    page = book.add_worksheet("填写说明")
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, "一行填一次计算。列的次序可以换,用不着的列可以删。")
    for row, (name, headings) in enumerate(COLUMNS.items(), start=2):
        page.write_string(row, 0, headings[0])
        page.write_string(row, 1, _NOTES[name])
