"""XML with pieces put in or exchanged at byte offsets, all else untouched.

What is put in is ASCII with character references, so it fits every encoding that holds ASCII.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import problems
from jiangzhi.facts.book.archive import damaged
from jiangzhi.facts.write.safe import safe_text

_QUOTES: Final = b"\"'"


@dataclass(slots=True)
class Splices:
    """Changes of one part: what replaces the bytes from ``start`` to ``end``."""

    data: bytes
    changes: list[tuple[int, int, bytes]] = field(default_factory=list)

    def put(self, at: int, text: str) -> None:
        """Put text in at an offset, behind what was put there before."""
        self.changes.append((at, at, text.encode("ascii")))

    def exchange(self, start: int, end: int, text: str) -> None:
        """Put text in place of some bytes."""
        self.changes.append((start, end, text.encode("ascii")))

    def done(self) -> bytes:
        """The part with all changes made."""
        pieces, at = [], 0
        for start, end, text in sorted(self.changes, key=lambda change: change[:2]):
            pieces += [self.data[at:start], text]
            at = end
        return b"".join([*pieces, self.data[at:]])


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the offsets of its start tag, of its end tag, and behind it. ``name`` is
    as it stands, with its prefix."""

    name: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    close: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.close == self.start


def elements(data: bytes, wanted: Sequence[str], *, file: str, part: str) -> list[Element]:
    """All elements with one of some local names, in the order in which they end.

    Raises ``Refused`` for what is not well formed or declares a document type.
    """
    names = frozenset(wanted)
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], int]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in names:
            opened.append((name, attributes, parser.CurrentByteIndex))

    def end(name: str) -> None:
        if name.rpartition(":")[2] in names:
            _, attributes, at = opened.pop()
            inside = tag_end(data, at)
            # Of an element that is one tag the parser tells its end in place of an end tag.
            close = at if is_empty(data, inside) else parser.CurrentByteIndex
            found.append(Element(name, attributes, at, inside, close, tag_end(data, close)))

    parser = parser_for(data, file, part)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(parser, data, file, part)
    return found


def parser_for(data: bytes, file: str, part: str) -> expat.XMLParserType:
    """A parser that refuses document types, and encodings in which ASCII cannot be put."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        raise damaged(file, f"{part} 是 UTF-16 编码", f"{part} is encoded in UTF-16")
    parser = expat.ParserCreate(namespace_separator=None)

    def refuse(*_: object) -> None:
        raise Refused([problems.DTD_REFUSED.at(FilePlace(file), part=part)])

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, data: bytes, file: str, part: str) -> None:
    """Run a parser over a part. Raises ``Refused`` where it is broken."""
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, ValueError, LookupError) as error:
        raise damaged(file, f"{part} 的 XML 不完整", f"the XML of {part} is broken") from error


def is_empty(data: bytes, end: int) -> bool:
    """Whether the tag before an offset is a whole element."""
    return data[end - 2 : end] == b"/>"


def tag_end(data: bytes, start: int) -> int:
    """The offset behind the tag that begins at ``start``; quoted values may hold ``>``."""
    at = start
    while True:
        end = data.index(b">", at)
        between = data[start:end]
        open_quote = next((q for q in between if q in _QUOTES), None)
        if open_quote is None or not _inside_quotes(between):
            return end + 1
        at = end + 1


def _inside_quotes(text: bytes) -> bool:
    quote = 0
    for char in text:
        if quote:
            quote = 0 if char == quote else quote
        elif char in _QUOTES:
            quote = char
    return quote != 0


def escaped(text: str) -> str:
    """Text for XML, in ASCII."""
    for char, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, reference)
    text = text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def tag(name: str, attributes: Mapping[str, str], *, empty: bool = False) -> str:
    """A start tag, or an empty element."""
    said = "".join(f' {key}="{escaped(safe_text(value))}"' for key, value in attributes.items())
    return f"<{name}{said}{'/' if empty else ''}>"


def put_inside(splices: Splices, element: Element, text: str, **changed: str) -> None:
    """Put text at the end of an element, whose attributes may change."""
    attributes = {**element.attributes, **changed}
    if element.empty:
        whole = f"{tag(element.name, attributes)}{text}</{element.name}>"
        splices.exchange(element.start, element.end, whole)
        return
    if changed:
        splices.exchange(element.start, element.inside, tag(element.name, attributes))
    splices.put(element.close, text)


def prefix_of(name: str) -> str:
    """The prefix of a name with its colon, "" for none."""
    head, colon, _ = name.rpartition(":")
    return head + colon
