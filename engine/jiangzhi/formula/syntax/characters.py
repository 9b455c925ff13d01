"""The characters of the formula language: full-width forms, names, spaces."""

from __future__ import annotations

import unicodedata
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


#: Scripts with letters that look like Latin ones or like other Chinese characters.
_LOOK_ALIKE: Final = (
    "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "MATHEMATICAL",
    "CJK COMPATIBILITY IDEOGRAPH", "KANGXI RADICAL", "CJK RADICAL",
)  # fmt: skip
#: Greek letters that look like Latin ones; α, β, Δ do not.
_GREEK: Final = frozenset("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f"
                   "\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03c1\u03c5")  # fmt: skip


def looks_like_another(char: str) -> bool:
    """Whether a letter looks like one of another script: two names would look the same."""
    return char in _GREEK or unicodedata.name(char, "").startswith(_LOOK_ALIKE)


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
