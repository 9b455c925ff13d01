"""A copy of the user's workbook with every note and problem on its cell, and a list of them.

The original is only read. In the copy only what is ours is changed (see ``package``); macros are
left out. Files that are no .xlsx are copied as values first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace, Refused, Severity
from jiangzhi.facts import problems
from jiangzhi.facts.book.compound import unlocked
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.book.sheet import area_of
from jiangzhi.facts.write.package.list_sheet import ListRow
from jiangzhi.facts.write.package.mark import Mark, marked
from jiangzhi.facts.write.values import values_copy
from jiangzhi.whole_file import whole_file
from jiangzhi.words import Language

LIST_SHEET: Final = "问题清单"
_COLOURS: Final = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
_WORDS: Final = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
_HEADINGS: Final = {
    "zh": ("轻重", "代码", "位置", "问题", "怎么办"),
    "en": ("severity", "code", "place", "problem", "what to do"),
}
#: More boxes of comments make a sheet slow to open; fills and the list have no such end.
_MOST_COMMENTS: Final = 5000


def annotate_copy(
    paths: Sequence[Path], diagnostics: Sequence[Diagnostic], out: Path, *, language: Language
) -> list[Path]:
    """Write the copy of the first workbook to ``out``, of further ones to ``out`` numbered.

    Raises ``Refused`` where that would be one of the files read, or something else.
    """
    targets = [
        out if number == 0 else out.with_name(f"{out.stem}-{number + 1}{out.suffix}")
        for number in range(len(paths))
    ]
    inputs = {path.resolve() for path in paths}
    taken = [target for target in targets if target.resolve() in inputs or target.exists()]
    if out.suffix.lower() != ".xlsx" and not taken:
        raise Refused([problems.NOT_XLSX.at(FilePlace(str(out)), file=str(out))])
    if taken:
        raise Refused([problems.OUTPUT_IS_INPUT.at(FilePlace(str(t)), file=str(t)) for t in taken])
    for path, target in zip(paths, targets, strict=True):
        mine = [d for d in diagnostics if _file(d) in (str(path), "")]
        _save(_annotated(path, mine, language), target)
    return targets


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.place.file if diagnostic.place is not None else ""


def _annotated(path: Path, diagnostics: Sequence[Diagnostic], language: Language) -> bytes:
    data = path.read_bytes() if path.is_file() else b""
    try:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            data = unlocked(data, str(path)) or data
        if data.startswith(b"PK"):
            return _marked(data, path, diagnostics, language)
    except Refused:
        # What can be read of it is copied as values below.
        pass
    try:
        grids = load_book(path).grids if data else ()
    except Refused:
        grids = ()
    return _marked(values_copy(grids), path, diagnostics, language)


def _marked(
    data: bytes, path: Path, diagnostics: Sequence[Diagnostic], language: Language
) -> bytes:
    return marked(
        data, str(path), _marks(diagnostics, language), name=LIST_SHEET,
        headings=_HEADINGS[language], rows=[_row(one, language) for one in diagnostics],
    )  # fmt: skip


def _marks(
    diagnostics: Sequence[Diagnostic], language: Language
) -> Mapping[str, Mapping[tuple[int, int], Mark]]:
    """By sheet and cell the colour of the worst and the texts of all; a problem of a whole sheet
    is a comment on its first cell."""
    found: dict[str, dict[tuple[int, int], list[Diagnostic]]] = {}
    for one in diagnostics:
        if isinstance(one.place, CellPlace):
            area = area_of(f"{one.place.cell or 'A1'}:{one.place.cell or 'A1'}")
            if area is not None:
                cells = found.setdefault(one.place.sheet, {})
                cells.setdefault((area.top, area.left), []).append(one)
    marks: dict[str, dict[tuple[int, int], Mark]] = {}
    count = 0
    for sheet, cells in found.items():
        for at, every in cells.items():
            count += 1
            worst = min((d.severity for d in every), key=list(Severity).index)
            own = any(isinstance(d.place, CellPlace) and d.place.cell for d in every)
            text = "\n".join(_told(one, language) for one in every)
            mark = Mark(_COLOURS[worst] if own else "", text if count <= _MOST_COMMENTS else "")
            marks.setdefault(sheet, {})[at] = mark
    return marks


def _told(diagnostic: Diagnostic, language: Language) -> str:
    word = _WORDS[language][diagnostic.severity]
    help_text = diagnostic.help(language)
    lines = [f"{word} {diagnostic.code}: {diagnostic.message(language)}"]
    return "\n".join([*lines, help_text] if help_text else lines)


def _row(diagnostic: Diagnostic, language: Language) -> ListRow:
    place = diagnostic.place
    because = [
        f"{b.words(language)}: {b.place}" if b.place else b.words(language)
        for b in diagnostic.because
    ]
    link = ""
    if isinstance(place, CellPlace):
        quoted = place.sheet.replace("'", "''")
        link = f"'{quoted}'!{place.cell or 'A1'}"
    texts = (
        _WORDS[language][diagnostic.severity], diagnostic.code, str(place or ""),
        "\n".join([diagnostic.message(language), *because]), diagnostic.help(language),
    )  # fmt: skip
    return ListRow(texts, _COLOURS[diagnostic.severity], link)


def _save(data: bytes, target: Path) -> None:
    """Whole or not at all, with the mode that the user's files have."""
    with whole_file(target) as part:
        part.write_bytes(data)
