"""The original workbooks and policy, read again and compared with what the run says it read.

Whoever alters an input and every hash with it makes another run that agrees with itself: only
the originals (or a signature) tell it from the true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Any, Final

from jiangzhi.audit import problems
from jiangzhi.audit.chained_years import notes_on_years
from jiangzhi.audit.given import given_by_hand
from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused, TextPlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.plan.load import stored_policy
from jiangzhi.policy.model import Policy
from jiangzhi.policy.problems import years
from jiangzhi.record.bare_names import facts_with_names
from jiangzhi.record.manifest import file_sha256

_POLICIES: Final = (".md", ".markdown")
#: What a run is told of the run of last year that was given.
_OF_LAST_YEAR: Final = {one.code for one in (years.PRIOR_SKIPS, years.PRIOR_NOT_READ,
                                             years.PRIOR_OF_SOME)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stranger:
    """A file that is not the one that was read. ``name`` is the run's file that it was given
    for, nothing where that cannot be told; ``where`` are the places where it differs."""

    name: str
    diagnostic: Diagnostic
    where: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Originals:
    """Files given as originals. ``policy`` says whether the policy is the run's (``None`` where
    none was given), ``same`` are the workbooks whose hash is; ``facts`` is what all workbooks of
    the run say when read again, ``None`` where some are lacking or cannot be read as they were;
    ``sheets`` are those that only a choice by hand finds."""

    policy: bool | None = None
    policies: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)
    unread: list[Diagnostic] = field(default_factory=list)
    facts: Facts | None = None
    sheets: tuple[tuple[str, str], ...] = ()


def is_policy(path: Path) -> bool:
    """Whether a file given as an original is a policy."""
    return path.suffix.casefold() in _POLICIES


def read_originals(
    data: Mapping[str, Any], paths: Sequence[Path], *, text: str, recorded: Outcome
) -> Originals:
    """Read what was given as originals of a run. Raises ``OSError``."""
    found = Originals()
    for path in filter(is_policy, paths):
        lines = tuple(_unlike_lines(path, text))
        found.policy = not lines and found.policy is not False
        if lines:
            other = problems.ORIGINAL_OTHER.at(FilePlace(str(path)), file=path.name)
            found.strangers.append(Stranger("", other, lines))
        else:
            found.policies.append(path.name)
    books = [path for path in paths if not is_policy(path)]
    by_name, same = _paired(data["workbooks"], books)
    names = {path: name for name, path in by_name.items()}
    for path in books:
        if path in same:
            found.same.append(names[path])
        else:
            other = problems.ORIGINAL_OTHER.at(FilePlace(str(path)), file=path.name)
            found.strangers.append(Stranger(names.get(path, path.name), other))
    if not books or len(by_name) < len(data["workbooks"]):
        return found
    plan = recorded.plan
    policy, _ = stored_policy(text, file=plan.policy_file, as_of=plan.as_of)
    try:
        facts, found.sheets = _read_again(policy, recorded.facts, by_name)
        found.facts = replace(facts, notes=(*facts.notes, *_on_years(policy, recorded, facts)))
    except Refused as refused:
        found.unread = [problems.NOT_READ_AGAIN.at(FilePlace(str(books[0]))), *refused.diagnostics]
    return found


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


def _read_again(
    policy: Policy, recorded: Facts, by_name: Mapping[str, Path]
) -> tuple[Facts, tuple[tuple[str, str], ...]]:
    """The facts of the original workbooks, files called by the names they have in the run; and
    the sheets, by level, that are found only where they are named.

    Raises ``Refused``.
    """
    sources = {level.level: level.sources for level in recorded.levels.values()}
    order = dict.fromkeys(source.file for known in sources.values() for source in known)
    paths = [by_name[name] for name in dict.fromkeys([*order, *by_name]) if name in by_name]
    names = {str(path): name for name, path in by_name.items()}
    given = given_by_hand(recorded, policy.levels[0].name)
    facts: Facts | None = None
    with suppress(Refused):
        facts = read_workbooks(policy, paths, given=given, prior=recorded.prior)
        facts = facts_with_names(facts, names)
    chosen: tuple[tuple[str, str], ...] = ()
    if facts is None or _sheets_of(facts) != _sheets_of(recorded):
        chosen = tuple(
            (level, f"{source.file}!{source.sheet}")
            for level, known in sources.items()
            for source in known
            if source.file in by_name
        )
        asked = [
            (level, f"{by_name[source.file]}!{source.sheet}")
            for level, known in sources.items()
            for source in known
            if source.file in by_name
        ]
        facts = read_workbooks(policy, paths, sheets=asked, given=given, prior=recorded.prior)
        facts = facts_with_names(facts, names)
    return replace(facts, prior_run=recorded.prior_run), chosen


def _on_years(policy: Policy, recorded: Outcome, again: Facts) -> Iterable[Diagnostic]:
    """What is said, besides the workbooks, of how the years chain. That no run of last year was
    given is told anew; of a run that was, no workbook tells, and what is recorded stands."""
    if recorded.facts.prior_run is None:
        return notes_on_years(recorded.plan, again, None, "", first_year=policy.first_year)
    return [note for note in recorded.facts.notes if note.problem.code in _OF_LAST_YEAR]


def _sheets_of(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    return {
        level.level: [(source.file, source.sheet) for source in level.sources]
        for level in facts.levels.values()
    }


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
