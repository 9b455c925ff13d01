"""The lines of a policy file, and the places in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Text

BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines without their ends. Line numbers count from 0 here, from 1 in places."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str, file: str) -> Source:
        """The lines of a text; a byte order mark is not part of the first."""
        return cls(file, tuple(_LINE_END.split(text.removeprefix(BYTE_ORDER_MARK))))

    def place(self, line: int, start: int = 0, length: int = 1) -> TextPlace:
        """The place of ``length`` characters from ``start`` (from 0) in a line."""
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return TextPlace(self.file, line + 1, start + 1, max(length, 1), excerpt)

    def text(self, line: int, start: int, end: int) -> Text:
        """A slice of a line, stripped, with the place of what is left (its middle if nothing)."""
        piece = self.lines[line][start:end]
        start += len(piece) - len(piece.lstrip()) if piece.strip() else len(piece) // 2
        piece = piece.strip()
        return Text(piece, self.place(line, start, len(piece)))

    def whole_line(self, line: int) -> Text:
        """A line without the blanks at its ends."""
        return self.text(line, 0, len(self.lines[line]))
