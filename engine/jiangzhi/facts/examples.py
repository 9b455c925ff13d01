"""The example rows of a template, which must not be computed as if they were towns."""

from __future__ import annotations

from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.model import Facts

#: What the names and texts of a template's example rows begin with.
EXAMPLE: Final = "示例"


def find_example_rows(facts: Facts) -> list[Diagnostic]:
    """An error for each row that still bears the names of the template's example."""
    return [
        problems.EXAMPLE_ROW.at(rows.place(level, number), name="/".join(key))
        for level, rows in facts.levels.items()
        for number, key in enumerate(rows.keys)
        if key and key[-1] == f"{EXAMPLE}{level}"
    ]
