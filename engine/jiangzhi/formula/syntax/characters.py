"""The characters of the formula language: full-width forms, names, spaces."""

from __future__ import annotations

from typing import Final

#: Full-width punctuation and digits, one character for one: positions stay what they are.
_HALF_WIDTH: Final = str.maketrans(
    "（），：；％＝＜＞［］＋－−＊×／÷＾．！＄＃＆｛｝０１２３４５６７８９",
    "(),:;%=<>[]+--**//^.!$#&{}0123456789",
)
_SPACES: Final = frozenset(" \t\r\n\u00a0\u3000\ufeff")


def half_width(text: str) -> str:
    """The text with full-width punctuation and digits made half-width, one for one."""
    return text.translate(_HALF_WIDTH)


def is_space(char: str) -> bool:
    """Whether a character only separates."""
    return char in _SPACES


def is_name_character(char: str) -> bool:
    """Whether a character may stand in a name.

    Characters of rare names are newer than the interpreter's Unicode tables or privately
    assigned, so whole planes are taken.
    """
    return (
        char == "_"
        or char.isalnum()
        or "\ue000" <= char <= "\uf8ff"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def name_continues(line: str, at: int) -> bool:
    """Whether a name or number would go on at a position of a line."""
    return at < len(line) and is_name_character(line[at])
