"""Number formats that show another number than is stored, or a unit beside it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.facts.grid import Formatted
from jiangzhi.facts.units_of_money import foreign_in, shown_unit

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general|g/通用格式)|(?P<digit>[0#?])|(?P<comma>,)|(?P<point>\.)"
    r"|(?P<section>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
#: Locales whose ¥ is the yen.
_YEN: Final = re.compile(r"[¥￥]-(?:411|0411)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: the power of ten that it divides by, what stands beside the
    digits where that is a unit, digits among the words, no digits at all; and when it holds."""

    shift: int
    words: str
    changed: bool
    hidden: bool
    condition: tuple[str, float] | None

    @property
    def alters(self) -> bool:
        """Whether a reader sees anything but the number."""
        return bool(self.shift or self.words or self.changed or self.hidden)


@dataclass(frozen=True, slots=True)
class Altered:
    """A number format with such a section."""

    sections: tuple[Section, ...]

    def read(self, number: float) -> float | Formatted:
        """A number with what a reader of the sheet sees in its place; 0 is 0 in any form."""
        section = self._section(number)
        if not number or not section.alters:
            return number
        return Formatted(number, section.shift, section.words, section.changed or section.hidden)

    def _section(self, number: float) -> Section:
        sections = self.sections
        conditioned = [s for s in sections if s.condition is not None]
        for section in conditioned:
            sign, limit = section.condition or ("=", 0.0)
            if _COMPARE[sign](number, limit):
                return section
        if conditioned:
            rest = [s for s in sections[:3] if s.condition is None]
            return rest[-1] if rest else sections[0]
        if number < 0 and len(sections) > 1:
            return sections[1]
        return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def altered(code: str) -> Altered | None:
    """A format that alters what is seen, ``None`` for one that only lays the number out."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token.lastgroup == "section":
            sections.append([])
        else:
            sections[-1].append(token)
    read = tuple(_section(tokens) for tokens in sections[:3])
    # The third section of an unconditioned format is for 0 alone.
    seen = read if any(section.condition for section in read) else read[:2]
    return Altered(read) if any(section.alters for section in seen) else None


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    digits = commas = behind = 0
    point = literal_point = False
    words: list[str] = []
    condition = None
    for token in tokens:
        kind = token.lastgroup
        if kind == "digit":
            digits, commas = digits + 1, 0
            behind += literal_point
        elif kind == "general":
            digits += 1
        elif kind == "comma":
            commas += bool(digits)
        elif kind == "point":
            point = True
        elif kind in ("quoted", "escaped"):
            text = token.group(kind)
            if text == "." and digits and not point:
                literal_point = True
            else:
                words.append(text)
        elif kind == "bracket":
            found = _CONDITION.fullmatch(token.group(kind))
            if found is not None:
                condition = (found.group(1), float(found.group(2)))
            words.append(_currency(token.group(kind)))
        elif kind == "other":
            words.append(token.group())
    said = "".join(words).strip()
    text_only = "@" in said
    return Section(
        shift=3 * commas + (behind if literal_point else 0),
        words=foreign_in(said) or shown_unit(said),
        changed=any(char.isdigit() for char in said) and "E" not in said,
        hidden=not digits and not text_only and condition is None,
        condition=condition,
    )


def _currency(bracket: str) -> str:
    """The sign of ``[$¥-804]``; nothing for colours and locales."""
    if not bracket.startswith("$"):
        return ""
    if _YEN.search(bracket):
        return "日元"
    return bracket[1:].partition("-")[0]
