"""What the runs of a batch come to: for each result, counties by years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Summed:
    """One run: its folder's name, what it is called, and ``run.json``."""

    name: str
    county: str
    year: int | None
    stage: str
    policy: str
    data: Mapping[str, Any]

    @property
    def row(self) -> tuple[str, str, str]:
        """What stands at the left of its line: county (or the policy where there is none), stage,
        policy."""
        return self.county or self.policy, self.stage, self.policy

    @property
    def totals(self) -> Mapping[str, str | None]:
        """Each result's total, exact; ``None`` where it is open."""
        totals: Mapping[str, str | None] = self.data["results"].get("totals", {})
        return totals

    @property
    def pools(self) -> Sequence[Mapping[str, Any]]:
        """The pools, in 元."""
        pools: Sequence[Mapping[str, Any]] = self.data["results"].get("pools", [])
        return pools

    @property
    def warnings(self) -> Sequence[Mapping[str, Any]]:
        """The diagnostics that warn."""
        found = self.data["results"].get("diagnostics", [])
        return [one for one in found if one["severity"] == "warning"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A job without a run: what it is called, its files, and what was wrong, with the place."""

    name: str
    files: str
    ending: str
    found: Sequence[tuple[str, str, str]]


def results_of(runs: Sequence[Summed]) -> list[str]:
    """All results that have totals, in the order of the policies."""
    return list(dict.fromkeys(name for run in runs for name in run.totals))


def rows_of(runs: Sequence[Summed]) -> list[tuple[str, str, str]]:
    """The lines: counties in the order of the jobs."""
    return list(dict.fromkeys(run.row for run in runs))


def years_of(runs: Sequence[Summed]) -> list[int | None]:
    """The columns; ``None`` for runs of no year."""
    found = {run.year for run in runs}
    return [*sorted(year for year in found if year is not None), *([None] if None in found else [])]
