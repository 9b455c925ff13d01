"""The table of all figures of one run, on the terminal and in outputs/."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "outputs" / "benchmark.md"
LIBRARIES = ("numpy", "pandas", "polars", "duckdb", "numba", "OpenFisca-Core", "zen-engine")


@dataclass(slots=True)
class Section:
    """A table: its heading, what is to be said of it, and its rows."""

    title: str
    header: tuple[str, ...]
    notes: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        assert len(cells) == len(self.header)
        self.rows.append(tuple(str(cell) for cell in cells))

    def text(self) -> str:
        widths = [
            max(_width(row[at]) for row in (self.header, *self.rows))
            for at in range(len(self.header))
        ]
        dashes = ["-" * width for width in widths]
        lines = [_line(row, widths) for row in (self.header, dashes, *self.rows)]
        return "\n".join([f"## {self.title}", "", *lines, *("", *self.notes) * bool(self.notes)])


@dataclass(slots=True)
class Figures:
    """All sections, in the order in which they were first asked for."""

    sections: dict[str, Section] = field(default_factory=dict)

    def section(self, title: str, *header: str) -> Section:
        return self.sections.setdefault(title, Section(title, header))

    def text(self) -> str:
        return "\n\n".join(section.text() for section in self.sections.values() if section.rows)

    def write(self) -> None:
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(f"# Benchmark\n\n{_machine()}\n\n{self.text()}\n", encoding="utf-8")


def megabytes(size: int | None) -> str:
    """A size in memory or on disk, where it is known."""
    return "" if size is None else f"{size / 1e6:,.0f}"


def _machine() -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} absent")
    now = datetime.now().astimezone().isoformat(timespec="minutes")
    return (
        f"{now}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; {', '.join(found)}."
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return f"| {' | '.join(padded)} |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
