"""Facts of one run with a single town's own data taken from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.plan.model import InputStep, Plan


def levels_below(plan: Plan, subject: str) -> tuple[str, ...]:
    """The subject's level and all levels below it, from the top."""
    below = [subject]
    for level in plan.levels:
        if level.parent in below:
            below.append(level.name)
    return tuple(below)


def as_read_by(plan: Plan, other: Plan, facts: Facts) -> Facts:
    """``facts`` of a plan as another plan can read them: without the columns that both have, with
    values of different kinds or choices."""
    inputs = {step.head.name: step for step in plan.steps if isinstance(step, InputStep)}
    unlike = {
        step.head.name
        for step in other.steps
        if isinstance(step, InputStep)
        and step.head.name in inputs
        and inputs[step.head.name].head.type != step.head.type
    }
    if not unlike:
        return facts
    levels = {
        name: replace(
            rows, columns={key: one for key, one in rows.columns.items() if key not in unlike}
        )
        for name, rows in facts.levels.items()
    }
    return replace(facts, levels=levels)


def with_town_of(plan: Plan, facts: Facts, row: int, other: Facts, other_row: int) -> Facts:
    """``facts`` with the subject's row ``row``, and the details below it, as in ``other``.

    Columns are those of ``facts``; one that ``other`` lacks is missing for that town.
    """
    levels = dict(facts.levels)
    taken, new = {row}, {other_row}
    for index, name in enumerate(levels_below(plan, plan.subject)):
        mine = facts.levels[name]
        theirs = other.levels.get(name)
        if index == 0:
            levels[name] = _row_replaced(mine, row, theirs, other_row)
            continue
        if plan.level(name).parent != plan.subject:
            continue
        stay = [at for at in range(len(mine.keys)) if mine.parents[at] not in taken]
        come = (
            [at for at in range(len(theirs.keys)) if theirs.parents[at] in new]
            if theirs is not None
            else []
        )
        levels[name] = _rows_joined(mine, stay, theirs, come, parent=row)
    prior = {name: dict(values) for name, values in facts.prior.items()}
    key = tuple(facts.levels[plan.subject].keys[row])
    for name, values in other.prior.items():
        if key in values:
            prior.setdefault(name, {})[key] = values[key]
    return replace(facts, levels=levels, prior=prior)


def _row_replaced(
    mine: LevelFacts, row: int, theirs: LevelFacts | None, other_row: int
) -> LevelFacts:
    columns = {}
    for name, column in mine.columns.items():
        values = list(column.values)
        source = theirs.columns.get(name) if theirs is not None else None
        values[row] = source.values[other_row] if source is not None else None
        columns[name] = FactColumn(values, column.raw)
    if theirs is not None:
        for name, column in theirs.columns.items():
            if name not in columns:
                count = len(mine.keys)
                of_town = column.values[other_row]
                columns[name] = FactColumn(
                    [of_town if at == row else None for at in range(count)], [""] * count
                )
    return replace(mine, columns=columns)


def _rows_joined(
    mine: LevelFacts,
    stay: Sequence[int],
    theirs: LevelFacts | None,
    come: Sequence[int],
    *,
    parent: int,
) -> LevelFacts:
    names = dict.fromkeys([*mine.columns, *(theirs.columns if theirs is not None else ())])
    columns = {}
    for name in names:
        old = mine.columns.get(name)
        new = theirs.columns.get(name) if theirs is not None else None
        values = [old.values[at] if old is not None else None for at in stay]
        values += [new.values[at] if new is not None else None for at in come]
        columns[name] = FactColumn(values, [""] * len(values))
    keys = [mine.keys[at] for at in stay]
    keys += [theirs.keys[at] for at in come] if theirs is not None else []
    count = len(keys)
    return replace(
        mine,
        keys=keys,
        parents=[mine.parents[at] for at in stay] + [parent] * len(come),
        sources=(),
        source_of=[-1] * count,
        row_of=[0] * count,
        columns=columns,
    )
