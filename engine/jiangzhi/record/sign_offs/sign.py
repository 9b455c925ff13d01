"""A sign-off written: checked again at the moment of writing, so that of two who sign at once one
comes after the other."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import FilePlace, Refused, Severity
from jiangzhi.record import problems
from jiangzhi.record.keys import Signer
from jiangzhi.record.manifest import MANIFEST, file_sha256, seal_of
from jiangzhi.record.open_run import read_manifest
from jiangzhi.record.sign_offs.files import SIGN_OFFS
from jiangzhi.record.sign_offs.roster import Roster
from jiangzhi.record.sign_offs.state import SignState, fault_of, file_name, sign_state
from jiangzhi.record.sign_offs.statement import Statement, statement_text


def sign_off(
    folder: Path, *, role: str, signer: Signer, roster: Roster, day: date, note: str = ""
) -> Path:
    """Sign a run in a role, and return the sign-off's file.

    Raises ``Refused`` where the roster does not let the key's owner sign in this role now, or an
    earlier sign-off does not hold, and ``OSError``.
    """
    while True:
        state = sign_state(folder, roster=roster)
        if state.faults:
            raise Refused(state.faults)
        statement = _statement(folder, state, role=role, signer=signer, day=day, note=note)
        earlier = [one.statement for one in state.sign_offs]
        fault = fault_of(statement, earlier, roster, folder)
        if fault is not None:
            raise Refused([fault])
        text = statement_text(statement, signer.sign(statement.signed_bytes))
        path = folder / SIGN_OFFS / file_name(len(earlier) + 1)
        if _write_new(path, text):
            return path


def _statement(
    folder: Path, state: SignState, *, role: str, signer: Signer, day: date, note: str
) -> Statement:
    assert state.roster is not None
    data = read_manifest(folder)
    found: list[dict[str, Any]] = data["results"].get("diagnostics", [])
    confirmed = data.get("about", {}).get("confirmed", [])
    known = state.roster.holders_of(signer.public)
    if not known:
        place = FilePlace(str(state.roster.path))
        raise Refused(
            [
                problems.KEY_UNKNOWN.at(
                    place, whose="任何人", whose_en="anyone's", key=signer.public.hex[-16:]
                )
            ]
        )
    return Statement(
        run=data["run"],
        seal=seal_of(data),
        manifest=file_sha256(folder / MANIFEST),
        role=role,
        person=known[0].person,
        day=day,
        note=note,
        confirmed=tuple(" ".join(map(str, one)).strip() for one in confirmed),
        warnings=sum(one.get("severity") == Severity.WARNING.value for one in found),
        after=state.sign_offs[-1].signed.sha256 if state.sign_offs else "",
        key=signer.public,
    )


def _write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet, whole or not at all; whether it was not."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".signing-", dir=path.parent.parent.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        try:
            Path(path).hardlink_to(name)
        except FileExistsError:
            return False
        except OSError:
            return _write_exclusively(path, text)
    finally:
        with suppress(OSError):
            Path(name).unlink()
    return True


def _write_exclusively(path: Path, text: str) -> bool:
    """As ``_write_new``, on file systems without links."""
    try:
        with path.open("xb") as file:
            file.write(text.encode())
    except FileExistsError:
        return False
    return True
