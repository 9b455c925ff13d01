"""Full keys: what the rows' own names leave open is taken from elsewhere, or asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.policy.model import Policy
from jiangzhi.workbook import problems
from jiangzhi.workbook.table.fields import chain_of, fields_of
from jiangzhi.workbook.table.outer_names import outer_name
from jiangzhi.workbook.table.read import Table
from jiangzhi.workbook.words import listed, meant

Key = tuple[str, ...]


def complete_names(policy: Policy, tables: Sequence[Table]) -> None:
    """Add the names of higher levels that stand above a table or in its sheet's or file's name."""
    known: dict[str, set[str]] = {}
    for table in tables:
        for key in table.keys:
            for level, name in key.items():
                known.setdefault(level, set()).add(name)
    for table in tables:
        for field in fields_of(policy, table.level.name):
            if field.input is not None or field.name not in chain_of(policy, table.level.name)[:-1]:
                continue
            if all(field.name in key for key in table.keys):
                continue
            outer = outer_name(table.grid, field, table.heading.top, known.get(field.name, ()))
            if outer is None:
                continue
            name, zh, en = outer
            for key in table.keys:
                key.setdefault(field.name, name)
            table.found.append(
                problems.NAME_FROM.at(
                    table.grid.place(), level=field.name, key=name, where=zh, where_en=en
                )
            )


def full_keys(
    policy: Policy, table: Table, known: Sequence[Key] | None, found: list[Diagnostic]
) -> list[Key | None]:
    """Each row's key from the highest level down; ``None`` where it was reported.

    ``known`` are the keys that a detail table, or a second table of a level, may refer to:
    a name that stands there once needs no higher names.
    """
    chain = chain_of(policy, table.level.name)
    if not chain:
        return [() for _ in table.rows]
    missing = [
        level
        for level in chain
        if level not in table.heading.columns and not all(level in key for key in table.keys)
    ]
    if missing and known is None:
        for level in missing:
            found.append(
                problems.COLUMN_MISSING.at(
                    table.grid.place(table.heading.bottom), name=level, nearest="", nearest_en=""
                )
            )
        return [None for _ in table.rows]
    by_name: dict[str, list[Key]] = {}
    for key in known or ():
        by_name.setdefault(key[-1], []).append(key)
    exact = set(known or ())
    keys: list[Key | None] = []
    for row, names in zip(table.rows, table.keys, strict=True):
        key = tuple(names.get(level, "") for level in chain)
        if "" not in key and (known is None or key in exact):
            keys.append(key)
            continue
        keys.append(_resolve(table, row, names, chain, by_name, found))
    return keys


def _resolve(
    table: Table,
    row: int,
    names: Mapping[str, str],
    chain: Sequence[str],
    by_name: Mapping[str, list[Key]],
    found: list[Diagnostic],
) -> Key | None:
    own = names[chain[-1]]
    fitting = [
        key
        for key in by_name.get(own, ())
        if all(names.get(level, part) == part for level, part in zip(chain, key, strict=True))
    ]
    if len(fitting) == 1:
        return fitting[0]
    column = table.heading.columns[chain[-1]].index
    place = table.grid.place(row, column)
    if fitting:
        candidates = listed("/".join(key) for key in fitting)
        open_level = next((level for level in chain if level not in names), chain[0])
        found.append(
            problems.NAME_AMBIGUOUS.at(place, key=own, candidates=candidates, column=open_level)
        )
        return None
    shown = "/".join(names[level] for level in chain if level in names)
    others = [key for key in by_name.get(own, ())]
    every = ["/".join(key) for key in others] or list(by_name)
    near = meant(shown if others else own, every)
    found.append(problems.NAME_UNKNOWN.at(place, key=shown, parent=chain[-1], **near))
    return None
