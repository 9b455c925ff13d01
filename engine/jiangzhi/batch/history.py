"""What a town had in every run on the shelf, the earliest year first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiangzhi import flow
from jiangzhi.batch.shelf import Shelved
from jiangzhi.diagnostic import Diagnostic, Refused


@dataclass(frozen=True, slots=True)
class Had:
    """One result of a town in one run, in words with its unit."""

    run: Shelved
    town: str
    result: str
    value: str


def history(town: str, runs: Sequence[Shelved]) -> tuple[list[Had], list[Diagnostic]]:
    """Every published result of a town, by year, county and time; and why runs that should have
    been asked could not be. Runs that do not have the town are passed over. Raises ``Refused``
    where no run has it, with the nearest names of the last one."""
    found: list[Had] = []
    troubles: list[Diagnostic] = []
    unknown: Refused | None = None
    for one in sorted(runs, key=lambda run: (run.about.year or 0, run.about.county, run.written)):
        try:
            opened = flow.open_run(one.folder)
        except Refused as refused:
            troubles.extend(refused.diagnostics)
            continue
        try:
            asked = flow.ask(opened, town)
        except Refused as refused:
            unknown = refused
            continue
        keys = "/".join(asked.context.keys(asked.at.level, asked.at.row)) or asked.at.level
        found += [
            Had(one, keys, name, asked.context.shown(name, row)) for name, row in asked.quantities
        ]
    if not found and unknown is not None:
        raise unknown
    return found, troubles
