"""The runs below one folder, as their manifests tell; nothing is computed or opened further."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jiangzhi.batch.problems import RUN_AMBIGUOUS, RUN_UNKNOWN
from jiangzhi.diagnostic import Because, FilePlace, Refused
from jiangzhi.facts.words import meant
from jiangzhi.record.about import About, about_from
from jiangzhi.record.manifest import FORMAT, MANIFEST, POLICY, TRACE, seal_of

#: What stands for the run that was written last.
LATEST: Final = ("最近", "latest")
_KEPT: Final = ".kept"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A run on the shelf. ``data`` is ``run.json``; ``written`` orders runs by when they were
    written, and is no part of any result."""

    folder: Path
    data: Mapping[str, Any]
    about: About
    seal: str
    written: int

    @property
    def name(self) -> str:
        """The run's name."""
        return str(self.data["run"])

    @property
    def is_provisional(self) -> bool:
        """Whether a published result is open."""
        return bool(self.data["results"].get("provisional"))

    @property
    def is_whole(self) -> bool:
        """Whether all files that the manifest names are there."""
        return all((self.folder / name).is_file() for name in self.data["outputs"])

    @property
    def totals(self) -> Mapping[str, str | None]:
        """The total of each result that adds up, in 元 where it is money; ``None`` is open."""
        totals: Mapping[str, str | None] = self.data["results"].get("totals", {})
        return totals

    def warnings(self) -> Iterator[Mapping[str, Any]]:
        """The diagnostics that warn."""
        for one in self.data["results"].get("diagnostics", []):
            if one["severity"] == "warning":
                yield one


def shelf(out: Path) -> list[Shelved]:
    """All runs below ``out`` that can be read, by name. Folders that are none are left alone."""
    found = [shelved(folder) for folder in sorted(_folders(out))]
    return [one for one in found if one is not None]


def _folders(out: Path) -> Iterator[Path]:
    if not out.is_dir():
        return
    for path in out.iterdir():
        if not path.name.startswith(".") and (path / MANIFEST).is_file():
            yield path


def shelved(folder: Path) -> Shelved | None:
    """The run in a folder, or ``None`` where it cannot be read or is of another format."""
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or not {POLICY, TRACE} <= set(data["outputs"]):
            return None
        about = about_from(data.get("about", {}))
        return Shelved(folder, data, about, seal_of(data), path.stat().st_mtime_ns)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def latest(runs: Sequence[Shelved]) -> Shelved | None:
    """The run that was written last."""
    return max(runs, key=lambda one: (one.written, one.name), default=None)


def find_run(text: str, out: Path) -> Path:
    """The folder that is meant: a folder's path, a run's name or title, a part of a name that
    only one has, or ``最近``. Raises ``Refused``, with the runs that could be meant.

    A path that is no run's is handed back for ``open_run`` to say what it lacks.
    """
    path = Path(text)
    if path.exists():
        return path
    runs = shelf(out)
    if text in LATEST:
        last = latest(runs)
        if last is not None:
            return last.folder
    exact = [one for one in runs if text in (one.name, one.about.title)]
    found = exact or [one for one in runs if _has(one, text)]
    if len(found) == 1:
        return found[0].folder
    if found:
        because = [Because(_line(one), FilePlace(str(one.folder))) for one in found]
        raise Refused([RUN_AMBIGUOUS.at(None, because=because, text=text, count=len(found))])
    if not runs or len(path.parts) > 1:
        return path
    names = [one.name for one in runs]
    raise Refused([RUN_UNKNOWN.at(None, text=text, out=out, **meant(text, names))])


def _has(one: Shelved, text: str) -> bool:
    words = (one.name, one.about.title, one.about.words)
    return bool(text.strip()) and any(text in word for word in words)


def _line(one: Shelved) -> str:
    return " ".join(filter(None, (one.name, one.about.words)))


def is_kept(folder: Path) -> bool:
    """Whether a run is kept from ``runs rm``."""
    return (folder.parent / _KEPT / folder.name).is_file()


def keep(folder: Path, *, kept: bool) -> None:
    """Keep a run from ``runs rm``, or not any more. Nothing in the run's folder changes."""
    mark = folder.parent / _KEPT / folder.name
    if kept:
        mark.parent.mkdir(exist_ok=True)
        mark.touch()
    else:
        mark.unlink(missing_ok=True)


def chosen(
    runs: Iterable[Shelved],
    *,
    county: str = "",
    year: int | None = None,
    stage: str | None = None,
    policy: str = "",
) -> list[Shelved]:
    """The runs that fit every filter that is given; texts need only be a part."""
    return [
        one
        for one in runs
        if county in one.about.county
        and (year is None or one.about.year == year)
        and (not stage or (one.about.stage is not None and one.about.stage.value == stage))
        and any(policy in str(one.data["policy"][key]) for key in ("name", "title"))
    ]
