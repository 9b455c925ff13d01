"""Styles added to a workbook: those of its own cells with another fill, and those of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from jiangzhi.facts.write.package.package import Package
from jiangzhi.facts.write.package.splice import Element, Splices, prefix_of, put_inside, tag

_EMPTY: Final = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


@dataclass(slots=True)
class Styles:
    """The part of styles, and what is to be added to it. Styles are counted from 0."""

    package: Package
    part: str
    fonts: Element
    fills: Element
    xfs: Element
    each: list[Element]
    counts: dict[str, int]
    added: list[str] = field(default_factory=list)
    added_fills: list[str] = field(default_factory=list)
    added_fonts: list[str] = field(default_factory=list)
    known: dict[tuple[int, str], int] = field(default_factory=dict)

    def filled(self, base: int, colour: str) -> int:
        """The style that is ``base`` with another fill."""
        found = self.known.get((base, colour))
        if found is None:
            base_xf = self.each[base if 0 <= base < len(self.each) else 0]
            changed = {"fillId": str(self._fill(colour)), "applyFill": "1"}
            data = self.package.read(self.part)
            inside = "" if base_xf.empty else _ascii(data[base_xf.inside : base_xf.close])
            attributes = {**base_xf.attributes, **changed}
            found = self._add(f"{tag(base_xf.name, attributes)}{inside}</{base_xf.name}>")
            self.known[base, colour] = found
        return found

    def listed(self, *, colour: str = "", font: str = "") -> int:
        """A style for texts of several lines; ``font`` is what stands inside a font element."""
        prefix = prefix_of(self.xfs.name)
        fill = self._fill(colour) if colour else 0
        at = 0
        if font:
            text = f"<{prefix}font>{font.replace('<', '<' + prefix)}</{prefix}font>"
            at = self.counts["font"] + _index(self.added_fonts, text)
        wrap = f'<{prefix}alignment vertical="top" wrapText="1"/>'
        said = {"fontId": str(at), "fillId": str(fill), "applyFill": "1", "applyFont": "1",
                "applyAlignment": "1"}  # fmt: skip
        text = f"{tag(prefix + 'xf', said)}{wrap}</{prefix}xf>"
        return len(self.each) + self.added.index(text) if text in self.added else self._add(text)

    def save(self) -> None:
        """Put everything added into the part."""
        splices = Splices(self.package.read(self.part))
        for element, added, name in (
            (self.fonts, self.added_fonts, "font"),
            (self.fills, self.added_fills, "fill"),
            (self.xfs, self.added, "xf"),
        ):
            if added:
                there = self.counts[name]
                put_inside(splices, element, "".join(added), count=str(there + len(added)))
        if splices.changes:
            self.package.changed[self.part] = splices.done()

    def _add(self, text: str) -> int:
        self.added.append(text)
        return len(self.each) + len(self.added) - 1

    def _fill(self, colour: str) -> int:
        prefix = prefix_of(self.fills.name)
        text = (
            f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor '
            f'rgb="FF{colour}"/><{prefix}bgColor indexed="64"/></{prefix}patternFill>'
            f"</{prefix}fill>"
        )
        there = self.counts["fill"]
        return there + _index(self.added_fills, text)


def styles_of(package: Package, book: str, base: str, main: str) -> Styles:
    """The styles of a workbook; a part of them is added where it has none."""
    found = [p for kind, p in package.relations(book).values() if kind.endswith("/styles")]
    if found and found[0] in package:
        part = found[0]
    else:
        part = package.free_name("xl/stylesJz{}.xml")
        package.changed[part] = _EMPTY.format(main=main).encode()
        package.relate(book, f"{base}/styles", part)
        package.declare(part, _KIND)
    for name in ("fonts", "fills", "cellXfs", "xf"):
        package.one(part, name)
    by_name: dict[str, Element] = {}
    every = package.elements(part, "fonts", "fills", "cellXfs", "xf")
    for element in every:
        by_name.setdefault(element.name.rpartition(":")[2], element)
    xfs = by_name["cellXfs"]
    each = [e for e in every if e.name.endswith("xf") and xfs.start < e.start < xfs.close]
    counts = {name: _count(package, part, by_name[f"{name}s"], name) for name in ("font", "fill")}
    counts["xf"] = len(each)
    return Styles(package, part, by_name["fonts"], by_name["fills"], xfs, each, counts)


def _count(package: Package, part: str, parent: Element, name: str) -> int:
    inside = package.elements(part, name)
    return sum(parent.start < one.start < parent.close for one in inside)


def _index(texts: list[str], text: str) -> int:
    if text not in texts:
        texts.append(text)
    return texts.index(text)


def _ascii(data: bytes) -> str:
    return data.decode("utf-8").encode("ascii", "xmlcharrefreplace").decode("ascii")
