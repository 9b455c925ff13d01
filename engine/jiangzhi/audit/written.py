"""The outputs of a run written anew, and how those in its folder differ from them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from jiangzhi.audit import problems
from jiangzhi.audit.outputs import Extent, Unlike, cells_also_in, unlike_book
from jiangzhi.audit.page import unlike_page
from jiangzhi.audit.stored import Stored
from jiangzhi.audit.strict_trace import read_falsely
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.publish.run_folder import write_outputs
from jiangzhi.record.manifest import BOOK, REPORT, TRACE, engine_version, libraries
from jiangzhi.record.open_run import sealed_manifest
from jiangzhi.record.trace.parquet import write_table


class Judged(Enum):
    """What became of an output: it tells the same, it does not, or that cannot be told here."""

    SAME = "same"
    OTHER = "other"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Written:
    """An output compared with what is written anew. ``diagnostic`` says how it differs, ``None``
    where it does not at all; ``explained`` where it tells what was recorded, so that it differs
    only because the recorded values do."""

    name: str
    judged: Judged
    diagnostic: Diagnostic | None = None
    places: tuple[Diagnostic, ...] = ()
    explained: bool = False


_COMPARED: Final[tuple[tuple[str, Callable[[Path, Path], Unlike]], ...]] = (
    (BOOK, unlike_book),
    (REPORT, unlike_page),
)


def compare_outputs(
    folder: Path,
    data: Mapping[str, Any],
    *,
    recorded: Outcome | None,
    again: Outcome,
    stored: Stored | None,
    notes: Sequence[Diagnostic],
) -> Iterator[Written]:
    """How each output stands to what is written anew. ``recorded`` is the outcome that was
    recorded, where that is not what is recomputed; ``stored`` the trace as it lies there, ``None``
    where its values are altered and that is told."""
    with tempfile.TemporaryDirectory() as built:
        new, old = Path(built) / "again", Path(built) / "recorded"
        manifest = sealed_manifest(data)
        new.mkdir()
        if stored is None:
            yield Written(TRACE, Judged.SAME)
        else:
            write_table(stored.written, new / TRACE)
            yield _compare_trace(folder / TRACE, new / TRACE, data, stored)
        write_outputs(again, new, manifest=manifest, notes=notes)
        if recorded is not None:
            old.mkdir()
            # what was recorded may be no outcome at all (a rule that there is not)
            with suppress(AssertionError, LookupError, ValueError, TypeError, ArithmeticError):
                write_outputs(recorded, old, manifest=manifest, notes=notes)
        for name, unlike in _COMPARED:
            path = folder / name
            if not path.is_file() or not (new / name).is_file():
                continue
            if _same(path, new / name):
                yield Written(name, Judged.SAME)
                continue
            found = unlike(path, new / name)
            explained = False
            if (old / name).is_file():
                explained = _same(path, old / name)
                if not explained:
                    unexplained = cells_also_in(found.places, unlike(path, old / name).places)
                    found = Unlike(unexplained, found.extent)
            diagnostic, judged = _judged(path, data, found)
            yield Written(name, judged, diagnostic, found.places, explained)


def _same(path: Path, other: Path) -> bool:
    return path.read_bytes() == other.read_bytes()


def _compare_trace(path: Path, again: Path, data: Mapping[str, Any], stored: Stored) -> Written:
    """The trace's bytes, where its values are the same: other readers go by its statistics and
    its pages."""
    if _same(path, again):
        return Written(TRACE, Judged.SAME)
    false = tuple(
        problems.READ_OTHERWISE.at(FilePlace(str(path)), file=TRACE, part=zh, part_en=en)
        for zh, en in read_falsely(path, stored.table)
    )
    found = Unlike(false, Extent.SEEN if false else Extent.ELSE)
    diagnostic, judged = _judged(path, data, found)
    return Written(TRACE, judged, diagnostic, false)


def _judged(path: Path, data: Mapping[str, Any], unlike: Unlike) -> tuple[Diagnostic, Judged]:
    """What a difference is, given the versions that claim to have written the file: a claim
    excuses nothing that this version can compare."""
    place, name = FilePlace(str(path)), path.name
    used = {} if name == REPORT else data["libraries"]
    found = {"jiangzhi": data["engine"], **used}
    here = {"jiangzhi": engine_version(), **({} if name == REPORT else libraries())}
    by = " ".join(f"{library} {version}" for library, version in sorted(found.items()))
    own = " ".join(f"{library} {version}" for library, version in sorted(here.items()))
    if unlike.extent is Extent.PACKING:
        return problems.PACKED_OTHERWISE.at(place, file=name, found=by, own=own), Judged.SAME
    if unlike.extent is Extent.SEEN or found == here:
        return problems.OUTPUT_DIFFERS.at(place, file=name), Judged.OTHER
    return problems.CANNOT_COMPARE.at(place, file=name, found=by, own=own), Judged.NOT
