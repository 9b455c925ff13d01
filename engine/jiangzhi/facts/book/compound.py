"""Files in the old container: .xls and .et, and workbooks encrypted as Office does."""

from __future__ import annotations

import io
import math
import struct
from typing import Any

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book.archive import damaged, too_big
from jiangzhi.facts.book.displayed import Altered
from jiangzhi.facts.book.formats import Shown, date_of_serial, shown_as
from jiangzhi.facts.book.xlsx import read_xlsx
from jiangzhi.facts.grid import Area, ErrorCell, Grid, Percent, Raw

#: Excel encrypts with this password where only changes are protected, and opens it unasked.
_BUILT_IN_PASSWORD = "VelvetSweatshop"


def read_compound(
    data: bytes, *, file: str, sha256: str, notes: list[Diagnostic], encoding: str = ""
) -> list[Grid]:
    """All worksheets of an old or encrypted workbook. Raises ``Refused``."""
    plain = unlocked(data, file)
    if plain is not None:
        notes.append(problems.UNLOCKED.at(FilePlace(file)))
        if plain.startswith(b"PK"):
            return read_xlsx(plain, file=file, sha256=sha256)
        data = plain
    return read_xls(data, file=file, sha256=sha256, encoding=encoding)


def unlocked(data: bytes, file: str) -> bytes | None:
    """The decrypted file, ``None`` where it is not encrypted."""
    import olefile  # type: ignore[import-untyped]
    from msoffcrypto import OfficeFile  # type: ignore[import-untyped]
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, struct.error, TypeError) as error:
        raise damaged(file, "文件不完整", "the file is incomplete") from error
    if ole.exists("WordDocument") or ole.exists("PowerPoint Document"):
        what = problems.NOT_A_WORKBOOK.at(
            FilePlace(file), what="旧版 Word 或演示文件", what_en="an old Word or PowerPoint file"
        )
        raise Refused([what])
    if not ole.exists("EncryptedPackage") and not ole.exists("Workbook"):
        if ole.exists("Book"):
            return None
        what = problems.NOT_A_WORKBOOK.at(
            FilePlace(file), what="旧版 Office 文件,里面没有表格", what_en="no workbook inside"
        )
        raise Refused([what])
    out = io.BytesIO()
    try:
        office = OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return None
        office.load_key(password=_BUILT_IN_PASSWORD)
        office.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise Refused([problems.PASSWORD.at(FilePlace(file))]) from error
    except (FileFormatError, ParseError):
        return None
    except Exception as error:  # the library lets through whatever broken bytes cause
        raise damaged(file, "加密的内容读不出", "the encrypted content is broken") from error
    plain = out.getvalue()
    if not plain.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Refused([problems.PASSWORD.at(FilePlace(file))])
    return plain


def _opened(data: bytes, encoding: str) -> Any:
    """The book, with its formats where the library can read them."""
    import xlrd  # type: ignore[import-untyped]

    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True,
            encoding_override=encoding or None,
        )  # fmt: skip
    except NotImplementedError:
        return xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), ragged_rows=True,
            encoding_override=encoding or None,
        )  # fmt: skip


def read_xls(data: bytes, *, file: str, sha256: str, encoding: str = "") -> list[Grid]:
    """All worksheets of a BIFF workbook. ``encoding`` is that of its texts, where the file
    does not state it."""
    try:
        book = _opened(data, encoding)
    except Exception as error:  # the library lets through whatever broken bytes cause
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise Refused([problems.PASSWORD.at(FilePlace(file))]) from error
        raise damaged(file, "旧版 Excel 的内容读不出", "the old workbook cannot be read") from error
    # From BIFF8 (80) on texts are Unicode.
    if (
        book.biff_version < 80
        and book.codepage is None
        and not encoding
        and (_says_more_than_ascii(book))
    ):
        raise Refused([problems.ENCODING_UNSTATED.at(FilePlace(file))])
    grids, places = [], 0
    shown = [_shown(book, style.format_key) for style in book.xf_list]
    if len(book.sheets()) > limits.SHEETS:
        count = len(book.sheets())
        raise too_big(file, f"有 {count} 张工作表", f"{count} worksheets")
    for sheet in book.sheets():
        rows: list[list[Raw]] = []
        for number in range(sheet.nrows):
            cells = sheet.row(number)
            while cells and _blank(cells[-1]):
                cells.pop()
            places += len(cells) + 1
            if places > limits.CELLS:
                raise too_big(file, "格子太多", "too many cells")
            rows.append([_raw(cell, shown, book.datemode) for cell in cells])
        grids.append(
            Grid(
                file=file,
                sha256=sha256,
                sheet=sheet.name,
                rows=rows,
                merged=tuple(
                    Area(top, left, bottom - 1, right - 1)
                    for top, bottom, left, right in sheet.merged_cells
                ),
                hidden_rows=frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden),
                hidden_columns=frozenset(c for c, i in sheet.colinfo_map.items() if i.hidden),
                hidden=sheet.visibility != 0,
                hidden_deep=sheet.visibility == 2,
                epoch_1904=book.datemode == 1,
            )
        )
    return grids


def _says_more_than_ascii(book: Any) -> bool:
    return any(
        isinstance(value, str) and not value.isascii()
        for sheet in book.sheets()
        for row in range(sheet.nrows)
        for value in [sheet.name, *sheet.row_values(row)]
    )


def _shown(book: object, key: int) -> Shown | Altered:
    found = book.format_map.get(key)  # type: ignore[attr-defined]
    return shown_as(key, found.format_str if found is not None else None)


def _blank(cell: object) -> bool:
    return cell.ctype in (0, 6) or cell.value == ""  # type: ignore[attr-defined]


def _raw(cell: object, shown: list[Shown | Altered], datemode: int) -> Raw:
    from xlrd import error_text_from_code

    kind, value, style = cell.ctype, cell.value, cell.xf_index  # type: ignore[attr-defined]
    if kind == 1:
        return str(value)[: limits.TEXT] or None
    if kind == 4:
        return bool(value)
    if kind == 5:
        return ErrorCell(error_text_from_code.get(value, "#ERROR!"))
    if kind not in (2, 3):
        return None
    if not math.isfinite(value):
        return ErrorCell(str(value))
    number: float = value
    how = shown[style] if style is not None and style < len(shown) else Shown.PLAIN
    if isinstance(how, Altered) and kind != 3:
        return how.read(number)
    if how is Shown.PERCENT:
        return Percent(number)
    if kind == 3 or how in (Shown.DATE, Shown.TIME):
        day = date_of_serial(number, epoch_1904=datemode == 1)
        return number if day is None else day
    return number
