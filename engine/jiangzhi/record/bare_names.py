"""Files by the names that tell them apart, so that a run does not depend on where they lay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace, Place, TextPlace
from jiangzhi.facts.model import Facts


def bare_names(files: Iterable[str]) -> dict[str, str]:
    """Each path without the folders that all paths share."""
    paths = {file: PurePosixPath(file.replace("\\", "/")) for file in files}
    parents = [path.parent.parts for path in paths.values()]
    shared = 0
    while parents and all(
        len(parts) > shared and parts[shared] == parents[0][shared] for parts in parents
    ):
        shared += 1
    return {file: "/".join(path.parts[shared:]) for file, path in paths.items()}


def facts_with_names(facts: Facts, names: dict[str, str]) -> Facts:
    """The facts with every file called by its new name."""
    levels = {
        name: replace(
            level,
            sources=tuple(
                replace(source, file=names.get(source.file, source.file))
                for source in level.sources
            ),
            cells={
                of: {
                    row: replace(place, file=names.get(place.file, place.file))
                    for row, place in places.items()
                }
                for of, places in level.cells.items()
            },
        )
        for name, level in facts.levels.items()
    }
    given = {
        name: replace(one, place=place_with_names(one.place, names))
        for name, one in facts.given.items()
    }
    return replace(
        facts,
        levels=levels,
        given=given,
        files={names.get(file, file): sha256 for file, sha256 in facts.files.items()},
        notes=notes_with_names(facts.notes, names),
    )


def notes_with_names(notes: Sequence[Diagnostic], names: dict[str, str]) -> tuple[Diagnostic, ...]:
    """The diagnostics with every file called by its new name."""
    return tuple(
        replace(
            note,
            place=place_with_names(note.place, names),
            because=tuple(
                replace(one, place=place_with_names(one.place, names)) for one in note.because
            ),
        )
        for note in notes
    )


def place_with_names(place: Place | None, names: dict[str, str]) -> Place | None:
    """A place with its file called by its new name."""
    if isinstance(place, CellPlace | TextPlace | FilePlace):
        return replace(place, file=names.get(place.file, place.file))
    return place
