"""What a run says it read, against its original workbooks read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from jiangzhi.audit import problems
from jiangzhi.audit.values import leaves
from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.facts.model import Facts, LevelFacts
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.record.manifest import column_digests
from jiangzhi.record.trace.names import METADATA
from jiangzhi.record.trace.write import trace_table


def unlike_originals(recorded: Outcome, original: Facts) -> Iterator[Diagnostic]:
    """Rows and cells that the originals have otherwise than the run; where there are none, other
    columns of the trace that come from them."""
    cells = list(_unlike_cells(recorded, original))
    yield from cells
    if cells:
        return
    tables = [trace_table(one) for one in (recorded, replace(recorded, facts=original))]
    mine, theirs = map(column_digests, tables)
    for name in dict.fromkeys([*mine, *theirs]):
        if mine.get(name) != theirs.get(name):
            yield problems.ORIGINAL_DIFFERS.at(
                None, what=f"列“{name}”", what_en=f"column “{name}”",
                original=theirs.get(name, "—")[:10], recorded=mine.get(name, "—")[:10],
            )  # fmt: skip
    here, there = (json.loads(table.schema.metadata[METADATA]) for table in tables)
    if here["files"] == there["files"]:
        for where, was, now in leaves(there, here):
            zh = f"读取时的说明“{'.'.join(map(str, where))}”"
            yield problems.ORIGINAL_DIFFERS.at(
                None, what=zh, what_en=f"“{'.'.join(map(str, where))}” of the reading",
                original=was, recorded=now,
            )  # fmt: skip


def _unlike_cells(recorded: Outcome, original: Facts) -> Iterator[Diagnostic]:
    context = context_of(recorded)
    for level, mine in recorded.facts.levels.items():
        theirs = original.levels[level]
        if list(mine.keys) != list(theirs.keys) or list(mine.row_of) != list(theirs.row_of):
            yield from _unlike_rows(level, mine, theirs)
            continue
        for name in dict.fromkeys([*mine.columns, *theirs.columns]):
            a, b = mine.columns.get(name), theirs.columns.get(name)
            kind = recorded.plan.step(name).head.type
            for row in range(len(mine.keys)):
                was = None if b is None else b.values[row]
                now = None if a is None else a.values[row]
                texts = [None if one is None else one.raw[row] for one in (b, a)]
                if was == now and texts[0] == texts[1]:
                    continue
                words = [
                    context.show(Unknown(State.MISSING) if value is None else value, kind)
                    for value in (was, now)
                ]
                if words[0] == words[1]:
                    words = [
                        f"{word}(原文“{text}”)" for word, text in zip(words, texts, strict=True)
                    ]
                town = "/".join(mine.keys[row]) or level
                yield problems.ORIGINAL_DIFFERS.at(
                    theirs.place(name, row) or mine.place(name, row),
                    what=f"{town} 的“{name}”", what_en=f"“{name}” of {town}",
                    original=words[0], recorded=words[1],
                )  # fmt: skip
    for name in dict.fromkeys([*recorded.facts.given, *original.given]):
        one, other = original.given.get(name), recorded.facts.given.get(name)
        if one != other:
            yield problems.ORIGINAL_DIFFERS.at(
                one.place if one else None, what=f"参数“{name}”", what_en=f"parameter “{name}”",
                original=one.raw if one else "—", recorded=other.raw if other else "—",
            )  # fmt: skip


def _unlike_rows(level: str, mine: LevelFacts, theirs: LevelFacts) -> Iterator[Diagnostic]:
    """Rows that only one side has, or where they stand."""
    sides = []
    for facts in (theirs, mine):
        rows: dict[tuple[str, ...], list[int]] = {}
        for key, line in zip(facts.keys, facts.row_of, strict=True):
            rows.setdefault(tuple(key), []).append(line)
        sides.append(rows)
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        one, other = sides[0].get(key), sides[1].get(key)
        if one != other:
            words = [
                "没有"
                if lines is None
                else "第 " + "、".join(map(str, lines)) + " 行"
                if any(lines)
                else "有"
                for lines in (one, other)
            ]
            town = "/".join(key) or level
            yield problems.ORIGINAL_DIFFERS.at(
                None, what=f"{town}({level})", what_en=f"{town} ({level})",
                original=words[0], recorded=words[1],
            )  # fmt: skip
