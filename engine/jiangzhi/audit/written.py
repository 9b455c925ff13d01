"""The outputs of a run written anew, and how those in its folder differ from them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.outputs import Unlike, cells_also_in, unlike_book, unlike_text
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.publish.run_folder import write_outputs
from jiangzhi.record.manifest import BOOK, REPORT, engine_version, libraries
from jiangzhi.record.open_run import sealed_manifest


@dataclass(frozen=True, slots=True)
class Written:
    """An output that is not as it is written anew. ``explained`` where it tells what was
    recorded, so that it differs only because the recorded values do."""

    name: str
    diagnostic: Diagnostic
    places: tuple[Diagnostic, ...]
    explained: bool


def compare_outputs(
    folder: Path,
    data: Mapping[str, Any],
    *,
    recorded: Outcome | None,
    again: Outcome,
    notes: Sequence[Diagnostic],
) -> Iterator[Written]:
    """The outputs that differ. ``recorded`` is the outcome that was recorded, where that is not
    what is recomputed."""
    with tempfile.TemporaryDirectory() as built:
        new, old = Path(built) / "again", Path(built) / "recorded"
        manifest = sealed_manifest(data)
        new.mkdir()
        write_outputs(again, new, manifest=manifest, notes=notes)
        if recorded is not None:
            old.mkdir()
            # what was recorded may be no outcome at all (a rule that there is not)
            with suppress(AssertionError, LookupError, ValueError, TypeError, ArithmeticError):
                write_outputs(recorded, old, manifest=manifest, notes=notes)
        for name, unlike in ((BOOK, unlike_book), (REPORT, unlike_text)):
            path = folder / name
            if not path.is_file() or not (new / name).is_file() or _same(path, new / name):
                continue
            found = unlike(path, new / name)
            explained = False
            if (old / name).is_file():
                explained = _same(path, old / name)
                if not explained:
                    unexplained = cells_also_in(found.places, unlike(path, old / name).places)
                    found = Unlike(unexplained, found.content, found.figures)
            yield Written(name, _diagnostic(path, data, found), found.places, explained)


def _same(path: Path, other: Path) -> bool:
    return path.read_bytes() == other.read_bytes()


def _diagnostic(path: Path, data: Mapping[str, Any], unlike: Unlike) -> Diagnostic:
    place, name = FilePlace(str(path)), path.name
    found = {"jiangzhi": data["engine"], **(data["libraries"] if name == BOOK else {})}
    here = {"jiangzhi": engine_version(), **(libraries() if name == BOOK else {})}
    by = " ".join(f"{library} {version}" for library, version in sorted(found.items()))
    own = " ".join(f"{library} {version}" for library, version in sorted(here.items()))
    if not unlike.content:
        return problems.PACKED_OTHERWISE.at(place, file=name, found=by, own=own)
    other_engine = data["engine"] != engine_version()
    if other_engine or (found != here and not unlike.figures):
        return problems.CANNOT_COMPARE.at(place, file=name, found=by, own=own)
    return problems.OUTPUT_DIFFERS.at(place, file=name)
