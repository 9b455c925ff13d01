"""The original workbooks and policy, read again and compared with what the run says it read.

Whoever alters an input and every hash with it makes another run that agrees with itself: only
the originals (or a signature) tell it from the true one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Any, Final

from jiangzhi.audit import problems
from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused, TextPlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.facts.model import Facts, LevelFacts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.plan.load import stored_policy
from jiangzhi.policy.model import Policy
from jiangzhi.record.bare_names import facts_with_names
from jiangzhi.record.manifest import column_digests, file_sha256
from jiangzhi.record.trace.write import trace_table

_POLICIES: Final = (".md", ".markdown")


@dataclass(slots=True)
class Originals:
    """Files given as originals. ``same`` are the names of those that are the run's,
    ``strangers`` the others, each with where it differs; ``facts`` what all workbooks of the run
    say when read again, ``None`` where some are lacking or cannot be read as they were."""

    same: list[str] = field(default_factory=list)
    strangers: list[tuple[Diagnostic, list[Diagnostic]]] = field(default_factory=list)
    facts: Facts | None = None


def read_originals(
    data: Mapping[str, Any], paths: Sequence[Path], *, text: str, recorded: Outcome
) -> Originals:
    """Read what was given as originals of a run. Raises ``OSError``."""
    found = Originals()
    policies = [path for path in paths if path.suffix.casefold() in _POLICIES]
    for path in policies:
        lines = list(_unlike_lines(path, text))
        _sort_in(found, path, path.name, is_same=not lines, where=lines)
    books = [path for path in paths if path not in policies]
    by_name, same = _paired(data["workbooks"], books)
    names = {path: name for name, path in by_name.items()}
    for path in books:
        _sort_in(found, path, names.get(path, path.name), is_same=path in same, where=[])
    if not books or len(by_name) < len(data["workbooks"]):
        return found
    plan = recorded.plan
    policy, _ = stored_policy(text, file=plan.policy_file, as_of=plan.as_of)
    try:
        found.facts = _read_again(policy, recorded.facts, by_name)
    except Refused as refused:
        if not found.strangers:
            found.strangers.append((problems.NOT_READ_AGAIN.at(FilePlace(str(books[0]))), []))
        found.strangers[0][1].extend(refused.diagnostics)
    return found


def _sort_in(
    found: Originals, path: Path, name: str, *, is_same: bool, where: list[Diagnostic]
) -> None:
    if is_same:
        found.same.append(name)
    else:
        other = problems.ORIGINAL_OTHER.at(FilePlace(str(path)), file=path.name)
        found.strangers.append((other, where))


def _paired(
    recorded: Mapping[str, str], paths: Sequence[Path]
) -> tuple[dict[str, Path], set[Path]]:
    """Which of the run's workbooks each file is: by its hash, else by its name, else the only
    one left; and those whose hash is the run's."""
    by_name: dict[str, Path] = {}
    for path in paths:
        sha256 = file_sha256(path)
        name = next((n for n in recorded if recorded[n] == sha256 and n not in by_name), None)
        if name is not None:
            by_name[name] = path
    same = set(by_name.values())
    others = [path for path in paths if path not in same]
    for path in others:
        left = [name for name in recorded if name not in by_name]
        alike = [name for name in left if PurePath(name).name == path.name]
        chosen = alike or (left if len(left) == len(others) == 1 else [])
        if chosen:
            by_name[chosen[0]] = path
    return by_name, same


def _read_again(policy: Policy, recorded: Facts, by_name: Mapping[str, Path]) -> Facts:
    """The facts of the original workbooks, files called by the names they have in the run.

    Raises ``Refused``.
    """
    order = dict.fromkeys(
        source.file for level in recorded.levels.values() for source in level.sources
    )
    paths = [by_name[name] for name in dict.fromkeys([*order, *by_name]) if name in by_name]
    names = {str(path): name for name, path in by_name.items()}
    whole = recorded.levels[policy.levels[0].name]
    given = {name: one.raw for name, one in recorded.given.items() if one.place is None}
    given |= {
        name: column.raw[0]
        for name, column in whole.columns.items()
        if column.raw[0] and whole.place(name, 0) is None
    }
    try:
        facts = read_workbooks(policy, paths, given=given, prior=recorded.prior)
    except Refused:
        sheets = [
            (level.level, f"{by_name[source.file]}!{source.sheet}")
            for level in recorded.levels.values()
            for source in level.sources
            if source.file in by_name
        ]
        facts = read_workbooks(policy, paths, sheets=sheets, given=given, prior=recorded.prior)
    return facts_with_names(facts, names)


def unlike_originals(recorded: Outcome, original: Facts) -> Iterator[Diagnostic]:
    """Rows and cells that the originals have otherwise than the run; where there are none, other
    columns of the trace that come from them."""
    cells = list(_unlike_cells(recorded, original))
    yield from cells
    if cells:
        return
    mine = column_digests(trace_table(recorded))
    theirs = column_digests(trace_table(replace(recorded, facts=original)))
    for name in dict.fromkeys([*mine, *theirs]):
        if mine.get(name) != theirs.get(name):
            yield problems.ORIGINAL_DIFFERS.at(
                None, what=f"列“{name}”", what_en=f"column “{name}”",
                original=theirs.get(name, "—")[:10], recorded=mine.get(name, "—")[:10],
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


def _unlike_lines(path: Path, text: str) -> Iterator[Diagnostic]:
    """Lines of a policy that the run's own has otherwise."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        original = file.read()
    pairs = zip_longest(original.split("\n"), text.split("\n"), fillvalue="")
    for number, (a, b) in enumerate(pairs, start=1):
        if a != b:
            yield problems.ORIGINAL_DIFFERS.at(
                TextPlace(str(path), number), what=f"第 {number} 行", what_en=f"line {number}",
                original=repr(a)[1:-1], recorded=repr(b)[1:-1],
            )  # fmt: skip
