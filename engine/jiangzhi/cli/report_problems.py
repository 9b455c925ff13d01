"""Diagnostics on the terminal: what, where with the line and a caret, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import click

from jiangzhi.cli.tables.width import printable, width
from jiangzhi.diagnostic import Because, Diagnostic, Place, Severity, TextPlace
from jiangzhi.words import Language

#: More than this are counted, not printed; JSON and annotated workbooks hold all of them.
MOST_PRINTED: Final = 200
#: Longer lines are shown around the caret only.
_LONGEST: Final = 100
_WORDS: Final = {
    "zh": {"error": "错误", "warning": "警告", "note": "提示", "help": "怎么办"},
    "en": {"error": "error", "warning": "warning", "note": "note", "help": "help"},
}
_COLOURS: Final = {"error": "red", "warning": "yellow", "note": "blue"}


def report_problems(
    diagnostics: Sequence[Diagnostic], language: Language, *, with_notes: bool = True
) -> None:
    """Print diagnostics to standard error, in their order, and how many there are. Without
    ``with_notes`` the notes among them are counted only."""
    notes = [d for d in diagnostics if d.severity is Severity.NOTE]
    if not with_notes and notes:
        diagnostics = [d for d in diagnostics if d.severity is not Severity.NOTE]
        codes = "、".join(sorted({d.code for d in notes}))
        zh = f"另有 {len(notes)} 条提示({codes}),--notes 全部列出"
        en = f"{len(notes)} notes ({codes}); --notes lists them"
        click.echo(zh if language == "zh" else en, err=True)
    shown = ["\n".join(problem_lines(d, language)) for d in diagnostics[:MOST_PRINTED]]
    if shown:
        click.echo("\n\n".join(shown), err=True)
    more = len(diagnostics) - MOST_PRINTED
    if more > 0:
        zh, en = f"还有 {more} 条没有列出", f"{more} more are not listed"
        click.echo(zh if language == "zh" else en, err=True)
    if len(diagnostics) > 1:
        click.echo(f"\n{_count(diagnostics, language)}", err=True)


def problem_lines(diagnostic: Diagnostic, language: Language) -> Iterator[str]:
    """One diagnostic as the lines of its report."""
    words = _WORDS[language]
    severity = diagnostic.severity.value
    head = click.style(f"{words[severity]} {diagnostic.code}", fg=_COLOURS[severity], bold=True)
    yield f"{head} {printable(diagnostic.message(language))}"
    yield from _at(diagnostic.place)
    for because in diagnostic.because:
        yield from _because(because, language)
    help_text = printable(diagnostic.help(language))
    if help_text:
        yield f"  {words['help']}: {help_text}"


def _at(place: Place | None) -> Iterator[str]:
    if place is None:
        return
    yield f"  --> {printable(str(place))}"
    if isinstance(place, TextPlace) and place.excerpt:
        yield from _excerpt(place)


def _because(because: Because, language: Language) -> Iterator[str]:
    yield f"  {printable(because.words(language))}{':' if because.place else ''}"
    yield from _at(because.place)


def _excerpt(place: TextPlace) -> Iterator[str]:
    start = min(place.column - 1, len(place.excerpt))
    end = min(start + max(place.length, 1), max(len(place.excerpt), start + 1))
    first = max(0, start - _LONGEST // 2) if len(place.excerpt) > _LONGEST else 0
    last = min(len(place.excerpt), first + _LONGEST)
    lead = "…" if first else ""
    tail = "…" if last < len(place.excerpt) else ""
    text = printable(place.excerpt)
    number = str(place.line)
    before = width(lead + text[first:start])
    marked = max(width(text[start : min(end, last)]), 1)
    yield f"  {number} | {lead}{text[first:last]}{tail}"
    yield f"  {' ' * len(number)} | {' ' * before}{'^' * marked}"


def _count(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    words = _WORDS[language]
    counts = [
        (sum(d.severity is severity for d in diagnostics), words[severity.value])
        for severity in Severity
    ]
    shown = [(count, word) for count, word in counts if count]
    if language == "zh":
        return "共 " + "、".join(f"{count} 个{word}" for count, word in shown)
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in shown)
