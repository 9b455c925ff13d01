"""The parts of a package: read on demand, exchanged or added, and written as one file."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from jiangzhi.facts.book.archive import Archive, damaged
from jiangzhi.facts.write.package.splice import (
    Element,
    Splices,
    elements,
    escaped,
    prefix_of,
    put_inside,
)

_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Parts that hold programs, and their relations.
_MACROS: Final = ("/vbaProject", "/wordVbaData", "/vbaProjectSignature", "/xlMacrosheet")
_PLAIN_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@dataclass(slots=True)
class Package:
    """An archive with the parts that are to differ."""

    archive: Archive
    data: bytes
    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    @property
    def file(self) -> str:
        """The file's name for messages."""
        return self.archive.file

    def __contains__(self, name: str) -> bool:
        return name in self.changed or (name in self.archive and name not in self.dropped)

    def read(self, name: str) -> bytes:
        """A part as it now is."""
        return self.changed[name] if name in self.changed else self.archive.read(name)

    def elements(self, name: str, *wanted: str) -> list[Element]:
        """Elements of a part by their local names."""
        return elements(self.read(name), wanted, file=self.file, part=name)

    def one(self, name: str, wanted: str) -> Element:
        """The first element of a name. Raises ``Refused`` where there is none."""
        found = self.elements(name, wanted)
        if not found:
            raise damaged(self.file, f"{name} 里没有 {wanted}", f"{name} has no {wanted}")
        return found[0]

    def write(self) -> bytes:
        """The whole file: parts in their order, added ones at the end."""
        try:
            return self._written()
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
            RuntimeError,
        ) as error:  # fmt: skip
            raise damaged(self.file, "有的部分读不出", "some parts cannot be read") from error

    def _written(self) -> bytes:
        out = io.BytesIO()
        left = dict(self.changed)
        with (
            zipfile.ZipFile(io.BytesIO(self.data)) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for info in source.infolist():
                name = info.filename.replace("\\", "/")
                if name in self.dropped:
                    continue
                data = left.pop(name) if name in left else source.read(info)
                target.writestr(_same(info, name), data)
            for name, data in left.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, data)
        return out.getvalue()

    def free_name(self, pattern: str) -> str:
        """A part's name that is not taken; ``pattern`` holds ``{}`` for a number."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id the type and target part of each relation of a part; external ones are not
        there."""
        member, folder = relations_of(part), posixpath.dirname(part)
        found = {}
        if member in self:
            for one in self.elements(member, "Relationship"):
                if one.attributes.get("TargetMode") != "External":
                    target = one.attributes.get("Target", "")
                    path = target[1:] if target.startswith("/") else f"{folder}/{target}"
                    kind = one.attributes.get("Type", "")
                    found[one.attributes.get("Id", "")] = (kind, posixpath.normpath(path))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation to a part of the package; returns its id."""
        member = relations_of(part)
        if member not in self:
            self.changed[member] = f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
        taken = {one.attributes.get("Id") for one in self.elements(member, "Relationship")}
        number = 1
        while f"rIdJz{number}" in taken:
            number += 1
        root = self.one(member, "Relationships")
        splices = Splices(self.read(member))
        put_inside(
            splices, root,
            f'<{prefix_of(root.name)}Relationship Id="rIdJz{number}" Type="{escaped(kind)}" '
            f'Target="/{escaped(target)}"/>',
        )  # fmt: skip
        self.changed[member] = splices.done()
        return f"rIdJz{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Say what an added part is."""
        root = self.one(_TYPES, "Types")
        splices = Splices(self.read(_TYPES))
        put_inside(
            splices, root,
            f'<{prefix_of(root.name)}Override PartName="/{escaped(part)}" '
            f'ContentType="{content_type}"/>',
        )  # fmt: skip
        self.changed[_TYPES] = splices.done()

    def drop_macros(self, book: str) -> None:
        """Leave programs out: the copy bears the name of a plain workbook."""
        member = relations_of(book)
        splices, folder = Splices(self.read(member)), posixpath.dirname(book)
        for one in self.elements(member, "Relationship"):
            if one.attributes.get("Type", "").endswith(_MACROS):
                target = posixpath.normpath(f"{folder}/{one.attributes.get('Target', '')}")
                self.dropped |= {target, relations_of(target)}
                splices.exchange(one.start, one.end, "")
        if splices.changes:
            self.changed[member] = splices.done()
        self._declare_plain(book)

    def _declare_plain(self, book: str) -> None:
        splices = Splices(self.read(_TYPES))
        for one in self.elements(_TYPES, "Override"):
            name, kind = one.attributes.get("PartName", ""), one.attributes.get("ContentType", "")
            if name.lstrip("/") in self.dropped:
                splices.exchange(one.start, one.end, "")
            elif name.lstrip("/") == book and "macroEnabled" in kind:
                put_inside(splices, one, "", ContentType=_PLAIN_BOOK)
        if splices.changes:
            self.changed[_TYPES] = splices.done()


def relations_of(part: str) -> str:
    """The part that holds the relations of a part."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _same(info: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    same = zipfile.ZipInfo(name, info.date_time)
    same.compress_type = info.compress_type
    same.external_attr = info.external_attr
    return same


def opened(data: bytes, file: str) -> Package:
    """A package. Raises ``Refused`` where the archive is damaged or exceeds a limit."""
    archive = Archive(data, file)
    if _TYPES not in archive:
        raise damaged(file, f"缺少 {_TYPES}", f"{_TYPES} is missing")
    return Package(archive, data)
