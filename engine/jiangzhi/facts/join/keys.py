"""Full keys: what the rows' own names leave open is taken from elsewhere, or asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.table.fields import fields_of
from jiangzhi.facts.table.outer_names import outer_name
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.words import listed, meant
from jiangzhi.policy.model import Policy

Key = tuple[str, ...]


def complete_names(policy: Policy, tables: Sequence[Table]) -> None:
    """Add the names of higher levels that stand above a table or in its sheet's or file's name."""
    known: dict[str, set[str]] = {}
    for table in tables:
        for level, names in table.names.items():
            known.setdefault(level, set()).update(names)
    for table in tables:
        for field in fields_of(policy, table.level.name):
            level = field.name
            if field.input is not None or level not in table.chain[:-1]:
                continue
            stated = table.names.get(level, [""] * len(table.rows))
            if "" not in stated:
                continue
            top = table.heading.top
            outer = outer_name(table.grid, field, top, known.get(level, set()) - {""}, policy.title)
            if outer is None:
                continue
            name, zh, en = outer
            table.names[level] = [own or name for own in stated]
            table.found.append(
                problems.NAME_FROM.at(
                    table.grid.place(), level=level, key=name, where=zh, where_en=en
                )
            )


def is_complete(table: Table) -> bool:
    """Whether each row states the names of all levels above it."""
    return all(level in table.names and "" not in table.names[level] for level in table.chain)


def full_keys(
    table: Table, known: Sequence[Key] | None, found: list[Diagnostic]
) -> list[Key | None]:
    """Each row's key from the highest level down; ``None`` where it was reported.

    ``known`` are the keys that a detail table, or a second table of a level, may refer to:
    a name that stands there once needs no higher names.
    """
    chain = table.chain
    if not chain:
        return [() for _ in table.rows]
    if chain[-1] not in table.names:
        # Several columns may hold the names, which has been reported.
        return [None for _ in table.rows]
    nothing = [""] * len(table.rows)
    columns = [table.names.get(level, nothing) for level in chain]
    stated = list(zip(*columns, strict=True))
    if known is None:
        if is_complete(table):
            return list(stated)
        for level, column in zip(chain, columns, strict=True):
            if "" in column and level not in table.heading.rivals:
                found.append(
                    problems.COLUMN_MISSING.at(
                        table.grid.place(table.heading.bottom),
                        name=level, nearest="", nearest_en="",
                    )
                )  # fmt: skip
        return [None for _ in table.rows]
    if not known:
        # Whatever keeps the rows it refers to from being known has been reported.
        return [None for _ in table.rows]
    by_name: dict[str, list[Key]] = {}
    for key in known:
        by_name.setdefault(key[-1], []).append(key)
    exact = set(known)
    keys: list[Key | None] = []
    for row, key in zip(table.rows, stated, strict=True):
        if key in exact:
            keys.append(key)
            continue
        names = {level: name for level, name in zip(chain, key, strict=True) if name}
        keys.append(_resolve(table, row, names, by_name, found))
    return keys


def _resolve(
    table: Table,
    row: int,
    names: Mapping[str, str],
    by_name: Mapping[str, list[Key]],
    found: list[Diagnostic],
) -> Key | None:
    chain = table.chain
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
    every = [key for keys in by_name.values() for key in keys]
    alike = ["/".join(key) for key in every] if len(names) > 1 else list(by_name)
    near = meant(shown, alike)
    found.append(problems.NAME_UNKNOWN.at(place, key=shown, parent=chain[-1], **near))
    return None
