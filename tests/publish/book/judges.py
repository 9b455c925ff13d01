"""Programs that recompute a book, and what they make of it beside what is written there."""

from __future__ import annotations

import html
import math
import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ERRORS = frozenset({"#N/A", "#DIV/0!", "#NUM!", "#VALUE!"})

#: A profile of LibreOffice that recomputes every file it opens. Threads are off: with them, in
#: columns of thousands of rows, it works out formulas before the errors that they rest on.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation">
<prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""

_CELL = re.compile(
    r'<c r="([A-Z]+\d+)"([^>]*)><f[^>]*>([^<]*)</f>'
    r"(?:<v>([^<]*)</v>|<v/>|<v [^>]*>([^<]*)</v>)?</c>"
)
_TYPE = re.compile(r' t="(\w+)"')
_SHEET = re.compile(r"<sheet [^>]*name=\"([^\"]*)\"")

Value = str | bool | float


@dataclass(frozen=True)
class Difference:
    sheet: str
    cell: str
    formula: str
    written: Value | None
    recomputed: Value | None


def recompute_quickly(path: Path, folder: Path) -> Path:
    """formualizer's copy of a book, recomputed."""
    import formualizer

    copy = folder / f"{path.stem}.quick.xlsx"
    formualizer.recalculate_xlsx_file(str(path), str(copy))
    return copy


def office_profile(folder: Path) -> Path:
    """A profile of LibreOffice under a folder."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    return profile


def office_command(profile: Path, out: Path, paths: Sequence[Path]) -> list[str]:
    """The command that makes LibreOffice write recomputed copies of books to ``out``."""
    return [
        "soffice", f"-env:UserInstallation=file://{profile}", "--headless",
        "--convert-to", "xlsx", "--outdir", str(out), *map(str, paths),
    ]  # fmt: skip


def recompute_in_office(paths: Sequence[Path], profile: Path, out: Path) -> list[Path]:
    """LibreOffice's copies of books, with recalculation forced."""
    subprocess.run(office_command(profile, out, paths), check=True, capture_output=True)
    return [out / path.name for path in paths]


def differences(path: Path, other: Path) -> Iterator[Difference]:
    """Formula cells whose written value is not the recomputed one."""
    seen = 0
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(other) as two:
        names = _SHEET.findall(one.read("xl/workbook.xml").decode())
        assert names == _SHEET.findall(two.read("xl/workbook.xml").decode())
        for number, name in enumerate(names, start=1):
            member = f"xl/worksheets/sheet{number}.xml"
            recomputed = {cell: value for cell, _, value in _formulas(two.read(member).decode())}
            for cell, formula, value in _formulas(one.read(member).decode()):
                seen += 1
                if not _same(value, recomputed.get(cell)):
                    yield Difference(
                        name, cell, html.unescape(formula), value, recomputed.get(cell)
                    )
    assert seen > 0, "the book has no formulas"


def _formulas(text: str) -> Iterator[tuple[str, str, Value]]:
    for found in _CELL.finditer(text):
        kind = _TYPE.search(found[2])
        shown = found[4] if found[4] is not None else found[5]
        yield found[1], found[3], _value(kind[1] if kind else "n", shown)


def _value(kind: str, shown: str | None) -> Value:
    if kind == "str":
        return html.unescape(shown or "")
    if not shown or kind == "e":
        return shown or ""
    return shown == "1" if kind == "b" else float(shown)


def _same(one: Value | None, two: Value | None) -> bool:
    if one in ERRORS and two in ERRORS:
        return (one == "#N/A") == (two == "#N/A")
    if isinstance(one, bool) or isinstance(two, bool):
        # LibreOffice writes truth under a number format as 1 or 0
        return not isinstance(two, str) and one == two
    if isinstance(one, float) and isinstance(two, float):
        return math.isclose(one, two, rel_tol=1e-12, abs_tol=1e-9)
    return one == two
