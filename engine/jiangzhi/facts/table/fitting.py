"""Which field the texts of a column's headings name, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.facts.table.model import Field
from jiangzhi.facts.table.qualifiers import Meaning, meaning, say
from jiangzhi.facts.table.units import unit_in
from jiangzhi.facts.words import heading_of, letters_of
from jiangzhi.money import FEN_IN

_YEAR: Final = re.compile(
    r"^(?:截至|截止)?(?:(?:19|20)\d\d(?:年度?|-)?(?:1-12月|全年|末|底)?|本年度?|当年|今年|本期|全年)"
)
_YEAR_BEHIND: Final = re.compile(r"[(（]?(?:19|20)\d\d年度?[)）]?$")
#: A heading below one of these speaks of another time than the heading alone would say.
OTHER_TIME: Final = re.compile(r"上年|去年|上期|同期|以前年度|上一年|前年|次年|明年|下年")


@dataclass(frozen=True, slots=True)
class Fit:
    """The fields that a column's headings name, and the unit they state (several by 、).

    ``exact`` is false where more than the spelling was put aside; ``doubt`` are words of
    which it is not known whether they make it another column; ``barred`` those that do.
    """

    fields: tuple[Field, ...]
    unit: str
    exact: bool = True
    doubt: str = ""
    barred: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    """Words of a heading: ``depth`` is its row among the headings of the column."""

    text: str
    depth: int


class Spellings:
    """All spellings of all fields, looked up by comparable text."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.by_name = {field.name: field for field in fields}
        self.by_spelling: dict[str, list[Field]] = {}
        for field in fields:
            for spelling in field.spellings:
                self.by_spelling.setdefault(spelling, []).append(field)

    def fit(self, stack: Sequence[str], year: int | None, *, shared: bool) -> Fit:
        """What headings one above the other name: all together first, then the lowest, then an
        upper one whose branch says no more. ``shared`` where the columns beside it have the
        same heading above."""
        parts = [heading_of(text) for text in stack]
        said = [say(part) for part in parts]
        unit = next(("、".join(s.units) for s in reversed(said) if s.units), "")
        whole = self._look("".join(part for part in parts if not unit_in(part)))
        if whole is not None and not whole[1]:
            return Fit(whole[0], unit or whole[2])
        tokens = [
            _Token(text, depth)
            for depth, (part, each) in enumerate(zip(parts, said, strict=True))
            if not unit_in(part)
            for text in (each.words, *each.beside)
            if text
        ]
        barred = Fit((), unit)
        for start, end, name, turned in _spans(tokens):
            found = self._look(name)
            if found is None:
                continue
            fields, beside, more = found
            judged = _judged(tokens, (start, end), fields, beside, year=year, shared=shared)
            if isinstance(judged, str):
                unit = unit or more
                return Fit(fields, unit, exact=not (beside or turned), doubt=judged)
            if not barred.fields:
                barred = Fit(fields, unit, barred=judged.text)
        if barred.fields:
            return barred
        return Fit((), unit)

    def _look(self, name: str) -> tuple[tuple[Field, ...], str, str] | None:
        """The fields of a name, the year put aside, and a unit that stood right behind it."""
        unit = next(
            (u for u in sorted(FEN_IN, key=len, reverse=True) if len(u) > 1 and name.endswith(u)),
            name[-1:] if name.endswith(("元", "%")) else "",
        )
        for form, behind in ((name, ""), (name.removesuffix(unit).rstrip("/:_-"), unit)):
            for candidate in (form, letters_of(form)):
                if candidate in self.by_spelling:
                    return tuple(self.by_spelling[candidate]), "", behind
            bare = _YEAR_BEHIND.sub("", _YEAR.sub("", form))
            for candidate in (bare, letters_of(bare)):
                if bare and bare != form and candidate in self.by_spelling:
                    return tuple(self.by_spelling[candidate]), form.replace(bare, ""), behind
        return None


def _spans(tokens: Sequence[_Token]) -> Iterator[tuple[int, int, str, bool]]:
    """Stretches of the tokens, each with its text: those down to the last first."""
    count = len(tokens)
    for end in range(count, 0, -1):
        for start in range(end):
            texts = [token.text for token in tokens[start:end]]
            yield start, end, "".join(texts), False
            if len(texts) == 2:
                yield start, end, texts[1] + texts[0], True


def _judged(
    tokens: Sequence[_Token],
    span: tuple[int, int],
    fields: Sequence[Field],
    year_beside: str,
    *,
    year: int | None,
    shared: bool,
) -> str | _Token:
    """The token that makes it another column, else the words that leave it in doubt."""
    start, end = span
    spellings = {spelling for field in fields for spelling in field.spellings}
    doubts = []
    for token in tokens[:start]:
        told = meaning(token.text, spellings, year)
        if OTHER_TIME.search(token.text) or (told is Meaning.OTHER and _is_short(token.text)):
            return token
    depth = tokens[end - 1].depth
    for token in (*tokens[end:], *([_Token(year_beside, depth)] if year_beside else [])):
        told = meaning(token.text, spellings, year)
        if told is Meaning.OTHER or (told is Meaning.UNKNOWN and token.depth > depth and shared):
            return token
        if told is Meaning.UNKNOWN:
            doubts.append(token.text)
    return "、".join(doubts)


def _is_short(text: str) -> bool:
    """Whether words above a heading are all about the column, no title of a group of them."""
    return len(text) <= 4
