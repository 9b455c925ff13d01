"""Comments put on cells: texts in the part of comments, boxes in the drawing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jiangzhi.facts.grid import column_letters
from jiangzhi.facts.write.package.package import Package
from jiangzhi.facts.write.package.splice import Element, Splices, escaped, prefix_of, put_inside
from jiangzhi.facts.write.safe import safe_text

_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AUTHOR: Final = "jiangzhi"
#: Characters of one comment.
_MOST: Final = 8000
_NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE: Final = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
At = tuple[int, int]


def put_comments(
    package: Package, sheet: str, legacy: str, texts: Mapping[At, str], *, base: str, main: str
) -> str:
    """Put comments on cells of a sheet. ``legacy`` is the relation of its drawing of comments, ""
    where it has none; the relation that it now needs is returned, "" for none.

    ``base`` begins the types of the package's relations, ``main`` names its elements.
    """
    relations = package.relations(sheet)
    part = next((p for kind, p in relations.values() if kind == f"{base}/comments"), "")
    if not part or part not in package:
        part = package.free_name("xl/commentsJz{}.xml")
        package.changed[part] = (
            f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()
        )
        package.relate(sheet, f"{base}/comments", part)
        package.declare(part, _COMMENTS)
    already = _put_texts(package, part, texts)
    drawing, needed = relations.get(legacy, ("", ""))[1], ""
    if not drawing or drawing not in package:
        drawing = package.free_name("xl/drawings/vmlDrawingJz{}.vml")
        package.changed[drawing] = f"<xml {_NAMESPACES}></xml>".encode()
        needed = package.relate(sheet, f"{base}/vmlDrawing", drawing)
        package.declare(drawing, _DRAWING)
    _put_boxes(package, drawing, [at for at in texts if at not in already])
    return needed


def _put_texts(package: Package, part: str, texts: Mapping[At, str]) -> set[At]:
    """Add the texts; those of cells that have a comment go behind it. Returns these cells."""
    for name in ("authors", "commentList"):
        package.one(part, name)
    found = package.elements(part, "authors", "author", "commentList", "comment", "text")
    by_name: dict[str, list[Element]] = {}
    for element in found:
        by_name.setdefault(element.name.rpartition(":")[2], []).append(element)
    splices = Splices(package.read(part))
    authors, listed = by_name["authors"][0], by_name["commentList"][0]
    prefix, author = prefix_of(authors.name), len(by_name.get("author", ()))
    put_inside(splices, authors, f"<{prefix}author>{_AUTHOR}</{prefix}author>")
    there = {one.attributes.get("ref", ""): one for one in by_name.get("comment", ())}
    already, added = set(), []
    for at, text in sorted(texts.items()):
        address = f"{column_letters(at[1])}{at[0] + 1}"
        said = escaped(safe_text(text)[:_MOST])
        run = f'<{prefix}r><{prefix}t xml:space="preserve">{{}}</{prefix}t></{prefix}r>'
        comment = there.get(address)
        if comment is not None:
            inside = [t for t in by_name["text"] if comment.start < t.start < comment.end]
            put_inside(splices, inside[0], run.format("&#10;" + said))
            already.add(at)
            continue
        added.append(
            f'<{prefix}comment ref="{address}" authorId="{author}"><{prefix}text>'
            f"{run.format(said)}</{prefix}text></{prefix}comment>"
        )
    put_inside(splices, listed, "".join(added))
    package.changed[part] = splices.done()
    return already


def _put_boxes(package: Package, part: str, cells: list[At]) -> None:
    data = package.read(part)
    shapes = [] if b"_x0000_t202" in data else [_SHAPE_TYPE]
    number = 1
    while b"_x0000_s9%06d" % number in data:
        number += 1
    for offset, (row, column) in enumerate(cells):
        shapes.append(
            f'<v:shape {_NAMESPACES} id="_x0000_s9{number + offset:06d}" type="#_x0000_t202" '
            'style="position:absolute;visibility:hidden;width:270pt;height:90pt" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow color="black" obscured="t"/><v:textbox/>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{column + 1}, 15, {max(row - 1, 0)}, 4, {column + 5}, 15, {row + 5}, 4"
            f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
            f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )
    # Such drawings need not be well formed: what is put in goes before their last tag.
    end = data.rfind(b"</")
    package.changed[part] = data[:end] + "".join(shapes).encode("ascii") + data[end:]
