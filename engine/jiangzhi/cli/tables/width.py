"""How wide text is on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(map(_width_of, text))


def printable(text: str) -> str:
    """The text on one line: tabs and line ends are blanks, other control characters harmless,
    signs that turn the direction of writing or take no place shown as what they are."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return f"\\u{ord(char):04x}"
    return " " if char in "\t\n" else "�" if category == "Cc" else char


def padded(text: str, columns: int) -> str:
    """The text with blanks behind it up to a width."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines no wider than ``columns``, broken at blanks and between wide characters."""
    lines, line, taken = [], "", 0
    for word in _unbreakable(text):
        if taken + width(word.rstrip()) > columns and line:
            lines.append(line.rstrip())
            line, taken = "", 0
            word = word.lstrip()  # noqa: PLW2901
        line += word
        taken += width(word)
    return [*lines, line.rstrip()]


def _unbreakable(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        joins = (
            words
            and not words[-1].endswith(" ")
            and (char in " ,。、;:)”》!?,.;:" or (_width_of(char) < 2 and words[-1][-1].isascii()))
        )
        if joins:
            words[-1] += char
        else:
            words.append(char)
    return words


def _width_of(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
