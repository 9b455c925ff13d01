"""What changes what a reader of a workbook sees, beside its cells' contents: hidden rows, columns
and sheets, number formats and colours, merged cells, names, links, notes, conditional formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

#: Of a cell, whatever its style's number is in either file.
_OF_CELL: Final = ("number_format", "font", "fill", "alignment", "border", "protection")


def unlike_looks(old: Any, new: Any) -> Iterator[tuple[str, str, str, str]]:
    """Places of two opened workbooks that look otherwise: sheet ("" for the book), cell or
    nothing, and what differs in Chinese and in English."""
    if _names(old) != _names(new):
        yield "", "", "定义的名称", "defined names"
    if old.sheetnames != new.sheetnames:
        yield "", "", "工作表的名称或次序", "names or order of sheets"
    for name in new.sheetnames:
        if name not in old.sheetnames:
            continue
        mine, written = old[name], new[name]
        for zh, en, of in _OF_SHEET:
            if of(mine) != of(written):
                yield name, "", zh, en
        yield from ((name, cell, "格式", "format") for cell in _unlike_styles(mine, written))


def _names(book: Any) -> dict[str, object]:
    found: dict[str, object] = {
        name: (one.attr_text, bool(one.hidden)) for name, one in book.defined_names.items()
    }
    for sheet in book.worksheets:
        for name, one in sheet.defined_names.items():
            found[f"{sheet.title}!{name}"] = (one.attr_text, bool(one.hidden))
    return found


def _unlike_styles(mine: Any, written: Any) -> Iterator[str]:
    """Cells with another format. Pairs of formats are compared once each."""
    alike: dict[tuple[tuple[int, ...], ...], bool] = {}
    for row in written.iter_rows():
        for cell in row:
            own = mine[cell.coordinate]
            if own._style is None or cell._style is None:
                continue  # inside a merged area, of which its first cell shows
            key = (tuple(own._style), tuple(cell._style))
            if key not in alike:
                alike[key] = all(
                    repr(getattr(own, of)) == repr(getattr(cell, of)) for of in _OF_CELL
                )
            if not alike[key]:
                yield cell.coordinate


def _sizes(dimensions: Any, size: str) -> dict[object, tuple[object, ...]]:
    return {
        key: (bool(one.hidden), getattr(one, size))
        for key, one in dimensions.items()
        if one.hidden or getattr(one, size) is not None
    }


def _conditional(sheet: Any) -> list[tuple[str, list[str]]]:
    return sorted(
        (str(ranges.sqref), [repr(rule) for rule in rules])
        for ranges, rules in sheet.conditional_formatting._cf_rules.items()
    )


def _comments(sheet: Any) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def _links(sheet: Any) -> dict[str, tuple[object, object]]:
    return {
        cell.coordinate: (cell.hyperlink.target, cell.hyperlink.location)
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }


_OF_SHEET: Final = (
    ("显示状态", "visibility", lambda sheet: sheet.sheet_state),
    ("合并单元格", "merged cells", lambda sheet: sorted(map(str, sheet.merged_cells.ranges))),
    ("行高或隐藏的行", "heights or hidden rows",
     lambda sheet: _sizes(sheet.row_dimensions, "height")),
    ("列宽或隐藏的列", "widths or hidden columns",
     lambda sheet: _sizes(sheet.column_dimensions, "width")),
    ("条件格式", "conditional formats", _conditional),
    ("批注", "comments", _comments),
    ("链接", "links", _links),
    ("数据验证", "validation",
     lambda sheet: sorted(map(repr, sheet.data_validations.dataValidation))),
    ("筛选", "filters", lambda sheet: repr(sheet.auto_filter)),
)  # fmt: skip
