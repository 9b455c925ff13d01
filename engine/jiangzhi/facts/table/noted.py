"""Notes and problems of one column: the first of each kind one by one, the rest counted."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.diagnostic import CellPlace, Diagnostic, Problem
from jiangzhi.facts import limits, problems


class Noted:
    """Collects the diagnostics of one column into ``found``."""

    def __init__(self, found: list[Diagnostic], name: str) -> None:
        self._found, self._name = found, name
        self._counts: dict[str, int] = {}
        self._last: dict[str, CellPlace | None] = {}

    def add(self, problem: Problem, make: Callable[[], Diagnostic]) -> None:
        """Report what ``make`` makes of a problem, or count it where there are too many."""
        count = self._counts[problem.code] = self._counts.get(problem.code, 0) + 1
        if count <= limits.NOTES:
            diagnostic = make()
            place = diagnostic.place
            self._last[problem.code] = place if isinstance(place, CellPlace) else None
            self._found.append(diagnostic)

    def close(self) -> None:
        """Say how many were only counted."""
        for code, count in self._counts.items():
            more = count - limits.NOTES
            if more > 0:
                place = self._last[code]
                self._found.append(
                    problems.MORE_NOTES.at(place, name=self._name, code=code, count=more)
                )
