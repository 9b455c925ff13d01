"""``ledger.sqlite``: a row for each run that was written, found or removed, chained by hash.

A row is appended in one transaction. The file has no companions that could be forgotten when it
is copied: the journal is a rollback journal, which is gone after each transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from jiangzhi.batch.problems import LEDGER_NEWER, LEDGER_TROUBLE
from jiangzhi.batch.shelf import Shelved, shelf
from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.record.manifest import canonical, sha256_text

LEDGER: Final = "ledger.sqlite"
FORMAT: Final = 1
#: How long a transaction waits for another program's, in seconds.
_PATIENCE: Final = 30
_TABLE: Final = """
create table if not exists runs (
    seq integer primary key,
    event text not null,
    run text not null,
    seal text not null,
    policy text not null,
    policy_sha256 text not null,
    county text not null,
    year integer,
    stage text not null,
    title text not null,
    provisional integer not null,
    totals text not null,
    prior text not null,
    engine text not null,
    at text not null,
    before text not null,
    hash text not null
)
"""


class What(Enum):
    """What happened to a run."""

    WRITTEN = "写出"
    FOUND = "补记"
    REMOVED = "删除"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``totals`` is JSON, ``at`` the time in UTC, ``before`` the hash of the row before
    and ``hash`` its own, over all that stands before it and ``before``."""

    seq: int
    event: str
    run: str
    seal: str
    policy: str
    policy_sha256: str
    county: str
    year: int | None
    stage: str
    title: str
    provisional: int
    totals: str
    prior: str
    engine: str
    at: str
    before: str
    hash: str

    def own_hash(self) -> str:
        """The hash that the row must have."""
        data = asdict(self)
        del data["hash"]
        return sha256_text(canonical(data))


_COLUMNS: Final = tuple(field.name for field in fields(Row))


def append(out: Path, runs: Sequence[Shelved], event: What) -> None:
    """Append a row for each run, all in one transaction. Raises ``Refused`` where the ledger is a
    newer program's, damaged, locked or not to be written."""
    if not runs:
        return
    path = out / LEDGER
    with _connected(path) as connection:
        connection.execute("begin immediate")
        _insert(connection, runs, event)
        connection.execute("commit")


def _insert(connection: sqlite3.Connection, runs: Sequence[Shelved], event: What) -> None:
    last = connection.execute("select seq, hash from runs order by seq desc limit 1").fetchone()
    seq, before = last or (0, "")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for one in runs:
        seq += 1
        row = _row(one, event, seq=seq, before=before, at=now)
        before = row.hash
        marks = ",".join("?" * len(_COLUMNS))
        connection.execute(
            f"insert into runs values ({marks})", [getattr(row, name) for name in _COLUMNS]
        )


def _row(one: Shelved, event: What, *, seq: int, before: str, at: str) -> Row:
    data, about = one.data, one.about
    prior = data.get("prior") or {}
    unsealed = Row(
        seq=seq,
        event=event.value,
        run=one.name,
        seal=one.seal,
        policy=str(data["policy"]["name"]),
        policy_sha256=str(data["policy"]["sha256"]),
        county=about.county,
        year=about.year,
        stage=about.stage.value if about.stage is not None else "",
        title=about.title,
        provisional=int(one.is_provisional),
        totals=canonical(one.totals),
        prior=str(prior.get("run", "")),
        engine=str(data["engine"]),
        at=at,
        before=before,
        hash="",
    )
    return Row(**{**asdict(unsealed), "hash": unsealed.own_hash()})


def rows(out: Path) -> list[Row]:
    """All rows in order; none where there is no ledger. Raises ``Refused``."""
    path = out / LEDGER
    if not path.is_file():
        return []
    with _connected(path, write=False) as connection:
        found = connection.execute(f"select {','.join(_COLUMNS)} from runs order by seq")
        return [Row(*one) for one in found.fetchall()]


def head(out: Path) -> str:
    """The last row's number and the beginning of its hash: what stands for the whole ledger. ""
    where there is none."""
    every = rows(out)
    return f"{every[-1].seq}-{every[-1].hash[:16]}" if every else ""


def reconcile(out: Path) -> list[str]:
    """Record the runs that lie below ``out`` and whose row is missing, as a program that was
    killed between the two leaves them. Their names."""
    known = standing(rows(out))
    missing = [one for one in shelf(out) if known.get(one.name) != one.seal]
    append(out, sorted(missing, key=lambda one: (one.written, one.name)), What.FOUND)
    return [one.name for one in missing]


def standing(every: Sequence[Row]) -> dict[str, str]:
    """The runs that should be there, each with its seal."""
    found: dict[str, str] = {}
    for row in every:
        if row.event == What.REMOVED.value:
            found.pop(row.run, None)
        else:
            found[row.run] = row.seal
    return found


def rebuild(out: Path) -> Path | None:
    """A new ledger from the runs that lie below ``out``, in the order they were written. The old
    file is put aside, not deleted, and its path returned: only it knows of removed runs."""
    path = out / LEDGER
    aside = None
    if path.exists():
        aside = next(
            one for at in range(1, 10_000) if not (one := out / f"ledger.old{at}.sqlite").exists()
        )
        path.replace(aside)
    reconcile(out)
    return aside


@contextmanager
def _connected(path: Path, *, write: bool = True) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            version = connection.execute("pragma user_version").fetchone()[0]
            if version > FORMAT:
                newer = LEDGER_NEWER.at(FilePlace(str(path)), found=version, expected=FORMAT)
                raise Refused([newer])
            if write:
                connection.execute("pragma synchronous=full")
                if version < FORMAT:
                    connection.execute(_TABLE)
                    connection.execute(f"pragma user_version={FORMAT}")
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Refused([LEDGER_TROUBLE.at(FilePlace(str(path)), reason=error)]) from error
