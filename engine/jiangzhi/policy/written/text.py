"""Small tools on placed text: full-width punctuation, slices, suggestions of names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Final

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Text

_PLAIN: Final = str.maketrans("（），：；＝＜＞［］％　＃", "(),:;=<>[]% #")


def plain(text: str) -> str:
    """The text with full-width punctuation made half-width, character for character."""
    return text.translate(_PLAIN)


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """A stripped slice of a placed text, with the slice's own place."""
    end = len(text.text) if end is None else end
    piece = text.text[start:end]
    lead = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    place = text.place
    return Text(
        stripped,
        TextPlace(
            place.file,
            place.line,
            place.column + start + lead,
            max(len(stripped), 1),
            place.excerpt,
        ),
    )


def split_at(text: Text, separators: str) -> list[Text]:
    """The stripped pieces between separator characters outside brackets and quotes."""
    pieces, start, depth, quoted = [], 0, 0, False
    for index, char in enumerate(plain(text.text)):
        if char in '"“”':
            quoted = not quoted
        elif quoted:
            continue
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char in separators and depth <= 0:
            pieces.append(cut(text, start, index))
            start = index + 1
    pieces.append(cut(text, start))
    return pieces


def split_bracket(text: Text) -> tuple[Text, tuple[Text, ...]]:
    """``名称(甲)(乙)`` as the name and the contents of its trailing brackets."""
    head, contents = text, []
    while plain(head.text).endswith(")"):
        shape = plain(head.text)
        depth, index = 0, len(shape)
        while index:
            index -= 1
            depth += (shape[index] == ")") - (shape[index] == "(")
            if depth == 0:
                break
        if depth or index == 0:
            break
        contents.append(cut(head, index + 1, len(shape) - 1))
        head = cut(head, 0, index)
    return head, tuple(reversed(contents))


def nearest(name: str, known: Iterable[str]) -> dict[str, Any]:
    """Arguments ``nearest`` and ``nearest_en`` for a message about an unknown name."""
    others = sorted({other for other in known if other != name})
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.5)
    if not close:
        return {"nearest": "", "nearest_en": ""}
    return {"nearest": f",是不是“{close[0]}”?", "nearest_en": f" – did you mean “{close[0]}”?"}
