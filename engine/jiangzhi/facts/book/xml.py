"""XML events without namespaces, entities or document types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import problems
from jiangzhi.facts.book.archive import damaged

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


def parse_xml(
    data: bytes, *, start: Start, end: End, text: Data | None, file: str, part: str
) -> None:
    """Feed a part's elements to the handlers, by local name.

    Raises ``Refused`` where the XML is not well formed or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True

    def refuse_doctype(*_: object) -> None:
        raise Refused([problems.DTD_REFUSED.at(FilePlace(file), part=part)])

    def on_start(name: str, attributes: Mapping[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        end(name.rpartition(":")[2])

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.EntityDeclHandler = refuse_doctype
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, ValueError, LookupError) as error:
        raise damaged(file, f"{part} 的 XML 不完整", f"the XML of {part} is broken") from error
