"""Whether a ledger holds, and whether the runs that it has are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiangzhi.batch.ledger import LEDGER, Row, head, rows, standing
from jiangzhi.batch.problems import (
    ROW_ALTERED,
    ROW_MISSING,
    RUN_GONE,
    RUN_OTHERWISE,
    RUN_UNRECORDED,
)
from jiangzhi.batch.shelf import shelf
from jiangzhi.diagnostic import Diagnostic, FilePlace, errors_among


@dataclass(frozen=True, slots=True)
class LedgerChecked:
    """What is wrong with a ledger; its number of rows, and its head."""

    found: tuple[Diagnostic, ...]
    rows: int
    head: str

    @property
    def holds(self) -> bool:
        """Whether nothing was altered or is missing."""
        return not errors_among(self.found)


def check_ledger(out: Path, *, known_head: str = "") -> LedgerChecked:
    """Every row's hash and its link to the row before; every run that should be there.

    ``known_head`` is a head that was noted elsewhere (a notice prints it): the row that it names
    must still be there. Raises ``Refused`` where the ledger cannot be read.
    """
    place, every = FilePlace(str(out / LEDGER)), rows(out)
    found = [*_chain(place, every), *_cut_off(place, every, known_head), *_runs(out, place, every)]
    return LedgerChecked(tuple(found), len(every), head(out))


def _chain(place: FilePlace, every: Sequence[Row]) -> Iterator[Diagnostic]:
    seq, before = 0, ""
    for row in every:
        missing = row.seq - seq - 1
        if missing > 0:
            first = seq + 1
            rows_ = f"第 {first} 行" if missing == 1 else f"第 {first}–{row.seq - 1} 行"
            english = f"row {first}" if missing == 1 else f"rows {first}–{row.seq - 1}"
            yield ROW_MISSING.at(place, which=rows_, which_en=english)
        elif row.before != before and row.own_hash() == row.hash:
            between = f"第 {row.seq} 行之前的一行"
            yield ROW_MISSING.at(place, which=between, which_en=f"a row before row {row.seq}")
        if row.own_hash() != row.hash:
            yield ROW_ALTERED.at(place, seq=row.seq, run=row.run)
        seq, before = row.seq, row.hash


def _cut_off(place: FilePlace, every: Sequence[Row], known: str) -> Iterator[Diagnostic]:
    if not known:
        return
    seq, _, beginning = known.strip().partition("-")
    found = next((row for row in every if str(row.seq) == seq), None)
    if found is None or not beginning or not found.hash.startswith(beginning):
        yield ROW_MISSING.at(place, which=f"“{known}”这一行", which_en=f"the row “{known}”")


def _runs(out: Path, place: FilePlace, every: Sequence[Row]) -> Iterator[Diagnostic]:
    there = {one.name: one.seal for one in shelf(out)}
    should = standing(every)
    for run, seal in should.items():
        if run not in there:
            yield RUN_GONE.at(place, run=run)
        elif there[run] != seal:
            yield RUN_OTHERWISE.at(place, run=run)
    for run in there:
        if run not in should:
            yield RUN_UNRECORDED.at(place, run=run)
