"""Names that a lower level's sheet gives and the higher level's own sheet does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangzhi.diagnostic import CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.join.candidates import Candidate
from jiangzhi.facts.join.keys import Key
from jiangzhi.facts.join.level import Rows
from jiangzhi.facts.table.fields import chain_of
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.words import meant
from jiangzhi.policy.model import Policy

Tables = Mapping[str, Sequence[tuple[Candidate, Table]]]


def fail_if_parents_are_unknown(
    policy: Policy, tables: Tables, laid: Mapping[str, Rows]
) -> list[Diagnostic]:
    """A problem for each parent that named rows have and its own sheet has not."""
    found: list[Diagnostic] = []
    for level in policy.levels[1:]:
        parent = level.parent
        if parent is None or level.detail or level.name not in laid:
            continue
        if not tables.get(parent) or parent not in laid:
            continue
        known = dict.fromkeys(laid[parent].keys)
        depth, rows = len(chain_of(policy, parent)), laid[level.name]
        unknown: dict[Key, int] = {}
        for row, key in enumerate(rows.keys):
            if key[:depth] not in known:
                unknown.setdefault(key[:depth], row)
        for key, row in unknown.items():
            place = _place(tables[level.name], rows, row, parent)
            name, names = "/".join(key), ["/".join(other) for other in known]
            found.append(
                problems.NAME_UNKNOWN.at(place, key=name, parent=parent, **meant(name, names))
            )
    return found


def _place(
    tables: Sequence[tuple[Candidate, Table]], rows: Rows, row: int, parent: str
) -> CellPlace | None:
    source = rows.source_of[row]
    if source < 0:
        return None
    table = tables[source][1]
    column = table.heading.columns.get(parent)
    return table.grid.place(rows.row_of[row] - 1, column.index if column is not None else 0)
