"""What the product says when something is wrong: one frozen value, printed many ways.

Every stage declares its problems once, as ``Problem`` objects with a stable code,
and reports them as ``Diagnostic`` values. A stage collects all it finds and raises
one ``Refused`` at its boundary; nothing else reaches a user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from jiangzhi.words import Language, Words


class Severity(Enum):
    """How much a diagnostic weighs: an error refuses, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A stretch of a text file. Lines and columns count from 1, in characters."""

    file: str
    line: int
    column: int = 1
    length: int = 1
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell, a row (no column) or a sheet (neither) of a workbook."""

    file: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.sheet}!{self.cell}" if self.cell else f"{self.file} {self.sheet}"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A whole file or folder."""

    file: str

    def __str__(self) -> str:
        return self.file


Place = TextPlace | CellPlace | FilePlace


@dataclass(frozen=True, slots=True)
class Because:
    """A second place that explains the first, with its caption; a ``str`` is the user's own
    words, which stand as they are in every language."""

    caption: Words | str
    place: Place | None = None

    def words(self, lang: Language = "zh") -> str:
        """The caption in the reader's language."""
        return self.caption.of(lang) if isinstance(self.caption, Words) else self.caption


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the catalogue: a code never used twice, its words and its remedy.

    The templates are filled with ``str.format`` from the arguments of ``at``; an argument
    that is words of ours, not the user's, is a ``Words``.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    help_zh: str
    help_en: str

    def at(
        self, place: Place | None, *, because: Iterable[Because] = (), **args: object
    ) -> Diagnostic:
        """This problem, found at a place, with the words' arguments filled in."""
        return Diagnostic(
            problem=self,
            place=place,
            because=tuple(because),
            args={
                name: value if isinstance(value, Words) else str(value)
                for name, value in args.items()
            },
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong: what, where, why we think so, and what to do."""

    problem: Problem
    place: Place | None
    because: tuple[Because, ...] = ()
    args: Mapping[str, str | Words] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable code of the catalogue."""
        return self.problem.code

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.problem.severity

    def message(self, lang: Language = "zh") -> str:
        """What is wrong, in the reader's language."""
        return self._filled(self.problem.zh if lang == "zh" else self.problem.en, lang)

    def help(self, lang: Language = "zh") -> str:
        """What to do about it, in the reader's language."""
        return self._filled(self.problem.help_zh if lang == "zh" else self.problem.help_en, lang)

    def said(self, name: str) -> str:
        """An argument of the words as it stands in Chinese, "" where there is none."""
        value = self.args.get(name, "")
        return value.zh if isinstance(value, Words) else value

    def _filled(self, template: str, lang: Language) -> str:
        args = {
            name: value.of(lang) if isinstance(value, Words) else value
            for name, value in self.args.items()
        }
        return template.format(**args)


class Refused(Exception):
    """Raised at a stage's boundary with everything that the stage found wrong."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        told = (f"{d.code} {d.message('zh')} / {d.message('en')}" for d in self.diagnostics)
        super().__init__("; ".join(told))


def errors_among(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that refuse."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def refuse_on_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise ``Refused`` with all diagnostics if any of them is an error."""
    found = tuple(diagnostics)
    if errors_among(found):
        raise Refused(found)
