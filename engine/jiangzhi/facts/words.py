"""Words of cells and headings made comparable, and the nearest of several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Final

from jiangzhi.facts.look_alikes import usual

#: Blanks, and what takes no place: zero-width and bidirectional signs, variation selectors.
_NO_PLACE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0001-\U000e01ef"
)
_INVISIBLE: Final = re.compile(rf"[\s{_NO_PLACE}]+")
_HIDDEN: Final = re.compile(f"[{_NO_PLACE}]")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS_IN_RINGS: Final = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u2079]")
_AS_IT_STANDS: Final = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]*")
_PUNCTUATION: Final = re.compile(r"[^\w%]+")


def without_blanks(text: str) -> str:
    """The text without blanks, line breaks and invisible characters, wherever they stand."""
    return _INVISIBLE.sub("", text)


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation as half-width; all else as it is."""
    return text.translate(_FULL_WIDTH)


def name_of(text: str) -> str:
    """A town's name as it is compared and shown: no blanks, half-width signs, and the ordinary
    character where another looks the same (``usual``). Rare characters stay what they are.
    """
    if _AS_IT_STANDS.fullmatch(text):
        return text
    return usual(without_blanks(half_width(text)))


def find_unusual(text: str) -> list[str]:
    """Code points of a text that take no place, or look like another character, or like none."""
    return [
        f"U+{ord(char):04X}"
        for char in text
        if _HIDDEN.match(char) or usual(char) != char or is_unknown(char)
    ]


def is_unknown(char: str) -> bool:
    """Whether a character looks like whatever a machine's fonts make of it, or is lost."""
    return char == "\ufffd" or unicodedata.category(char) == "Co"


def heading_of(text: str) -> str:
    """A heading as it is compared: no blanks or footnote marks, compatible forms made one."""
    plain = unicodedata.normalize("NFKC", _DIGITS_IN_RINGS.sub("", text))
    plain = without_blanks(plain).casefold().strip("*:：;；,，.。、")
    return plain.removeprefix("其中:")


def letters_of(text: str) -> str:
    """A heading's letters and digits alone: 镇(街) and 镇街 are one."""
    return _PUNCTUATION.sub("", text)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, nothing where several are alike or none is."""
    found = get_close_matches(word, list(dict.fromkeys(known)), n=2, cutoff=0.5)
    if len(found) > 1:
        first, second = (SequenceMatcher(None, other, word).ratio() for other in found)
        if first == second:
            return ""
    return found[0] if found else ""


def meant(word: str, known: Iterable[str]) -> dict[str, Any]:
    """The words “did you mean” of a message, empty where nothing is like it."""
    found = nearest(word, known)
    return {
        "nearest": f";是不是“{found}”?" if found else "",
        "nearest_en": f"; did you mean “{found}”?" if found else "",
    }


def shortened(text: str, most: int = 60) -> str:
    """A text for a message: one line, not too long, nothing that moves the cursor."""
    line = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return line if len(line) <= most else line[: most - 1] + "…"


def listed(items: Iterable[str], most: int = 10) -> str:
    """Items in a message, the rest of a long list counted."""
    every = list(items)
    more = f" 等 {len(every)} 个" if len(every) > most else ""
    return "、".join(shortened(item, 30) for item in every[:most]) + more
