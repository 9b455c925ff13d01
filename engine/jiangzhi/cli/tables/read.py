"""What was read of workbooks, as JSON and on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

import click

from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.tables.results import MOST_ROWS, Column, print_table
from jiangzhi.cli.tables.width import printable
from jiangzhi.diagnostic import CellPlace, Diagnostic, Severity
from jiangzhi.explain.value_words import value_text
from jiangzhi.facts.model import Facts
from jiangzhi.facts.table.fields import chain_of, inputs_of
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.money import decimal_text
from jiangzhi.policy.model import Input, Level, Policy

_WORDS: Final = {
    "zh": {"left out": "放不下的列:{names};用 --json 看全部"},
    "en": {"left out": "columns that do not fit: {names}; see --json"},
}


def read_data(
    policy: Policy | None, facts: Facts | None, diagnostics: Sequence[Diagnostic]
) -> dict[str, Any]:
    """The JSON of ``read``. Money is a decimal string in 元; rows are the subject's."""
    from jiangzhi.record.trace.plain import diagnostic_data

    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    notes = [d for d in diagnostics if d.severity is not Severity.ERROR]
    rows: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    given: dict[str, Any] = {}
    if policy is not None and facts is not None:
        rows = list(_rows(policy, facts, policy.subject))
        for level in policy.levels[1:]:
            if level.name != policy.subject:
                others.extend(
                    {"level": level.name, **row} for row in _rows(policy, facts, level.name)
                )
        given = _given(policy, facts)
    return {
        "status": "rejected" if facts is None else "ok",
        "rows": rows,
        "other_rows": others,
        "parameters": given,
        "notes": [diagnostic_data(diagnostic) for diagnostic in notes],
        "diagnostics": [diagnostic_data(diagnostic) for diagnostic in errors],
    }


def _rows(policy: Policy, facts: Facts, level: str) -> Iterator[dict[str, Any]]:
    read = facts.levels[level]
    inputs = inputs_of(policy, level)
    chain = chain_of(policy, level)
    for row, key in enumerate(read.keys):
        place = read.place(chain[-1], row) if chain else None
        cells = {given.name: read.place(given.name, row) for given in inputs}
        if place is None:
            place = next((cell for cell in cells.values() if cell is not None), None)
        yield {
            "place": _cell(place),
            "file": place.file if place is not None else None,
            "group": "/".join(key[:-1]) or None,
            "town": key[-1] if key else None,
            "values": {
                given.name: value_data(read.columns[given.name].values[row], given)
                for given in inputs
            },
            "cells": {name: _cell(cell) for name, cell in cells.items()},
        }


def _given(policy: Policy, facts: Facts) -> dict[str, Any]:
    whole = facts.levels[policy.levels[0].name]
    values: dict[str, Any] = {}
    for given in inputs_of(policy, policy.levels[0].name):
        values[given.name] = {
            "value": value_data(whole.columns[given.name].values[0], given),
            "place": _cell(whole.place(given.name, 0)),
        }
    for name, value in facts.given.items():
        type_ = next(parameter.type for parameter in policy.parameters if parameter.name == name)
        place = value.place if isinstance(value.place, CellPlace) else None
        values[name] = {"value": _plain(value.value, type_.kind), "place": _cell(place)}
    return values


def value_data(value: Scalar | None, given: Input) -> Any:
    """A value in JSON: numbers as exact decimals, money in 元, missing as null."""
    return _plain(value, given.type.kind)


def _plain(value: Scalar | None, kind: Kind) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Fraction):
        return decimal_text(value / 100 if kind is Kind.MONEY else value)
    return value.isoformat()


def _cell(place: CellPlace | None) -> str | None:
    return f"{place.sheet}!{place.cell}" if place is not None else None


def print_facts(policy: Policy, facts: Facts) -> None:
    """A table for each level that has inputs, with the letter of each column."""
    for level in policy.levels[1:]:
        if inputs_of(policy, level.name):
            read = facts.levels[level.name]
            count = len(read.keys)
            click.echo(say(f"{level.name}: {count} 行", f"{level.name}: {count} rows"))
            print_table(list(_columns(policy, facts, level)), _WORDS[current_language()])
            if count > MOST_ROWS:
                more = count - MOST_ROWS
                click.echo(say(f"另有 {more} 行没有列出", f"{more} more rows are not listed"))
    for name, given in _given(policy, facts).items():
        where = given["place"] or say("没有单元格", "no cell")
        click.echo(f"{name} = {given['value']}  ({where})")


def _columns(policy: Policy, facts: Facts, level: Level) -> Iterator[Column]:
    read = facts.levels[level.name]
    chain = chain_of(policy, level.name)
    shown = range(min(len(read.keys), MOST_ROWS))
    for depth, name in enumerate(chain):
        cells = tuple(printable(read.keys[row][depth]) for row in shown)
        yield Column(name, cells, "", rank=0, right=False)
    key = chain[-1] if chain else ""
    places = tuple(_cell(read.place(key, row)) or "" for row in shown)
    yield Column(say("单元格", "cell"), places, "", rank=1, right=False)
    letters = read.sources[0].columns if len(read.sources) == 1 else {}
    for given in inputs_of(policy, level.name):
        values = read.columns[given.name].values
        cells = tuple(_shown(values[row], given, policy) for row in shown)
        letter = f" {letters[given.name]}" if given.name in letters else ""
        yield Column(f"{given.name}{letter}", cells, "", rank=2)


def _shown(value: Scalar | None, given: Input, policy: Policy) -> str:
    if value is None:
        return say("缺", "missing")
    return printable(value_text(value, given.type, policy.money_unit, current_language()))
