"""An alteration under inquiry, and what a claim of it would be of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from jiangzhi.audit.claims import Subject
from jiangzhi.diagnostic import Diagnostic
from jiangzhi.record.manifest import MANIFEST, POLICY

#: A claim's subject and name.
Thing = tuple[Subject, str]


@dataclass(slots=True)
class Root:
    """An alteration under inquiry."""

    diagnostic: Diagnostic
    details: list[Diagnostic] = field(default_factory=list)
    consequences: list[Diagnostic] = field(default_factory=list)


def thing_of(file: str) -> Thing:
    """What a claim of a file of the run is of."""
    if file == POLICY:
        return Subject.POLICY, POLICY
    return (Subject.MANIFEST, MANIFEST) if file == MANIFEST else (Subject.OUTPUT, file)


def file_of(diagnostic: Diagnostic) -> str:
    """The file of the run that a diagnostic is about."""
    place = diagnostic.place
    return Path(place.file).name if place is not None else MANIFEST


def is_of(root: Root, part: str) -> bool:
    """Whether an alteration of ``run.json`` is of a part of it."""
    return f"“{part}”" in root.diagnostic.said("what")
