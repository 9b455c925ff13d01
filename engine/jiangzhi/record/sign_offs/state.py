"""Which sign-offs a run has, whether each holds, what state they make, and what is still wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.record import problems
from jiangzhi.record.keys import holds
from jiangzhi.record.manifest import MANIFEST, file_sha256, seal_of
from jiangzhi.record.open_run import read_manifest
from jiangzhi.record.sign_offs.files import SIGN_OFFS
from jiangzhi.record.sign_offs.roster import DRAFT, Roster, find_roster, read_roster
from jiangzhi.record.sign_offs.statement import SignedStatement, Statement, read_statement


@dataclass(frozen=True, slots=True)
class SignOff:
    """One sign-off: ``fault`` is why it does not count, ``None`` where it does; ``unknown`` says
    that no roster tells whose key it is."""

    signed: SignedStatement
    fault: Diagnostic | None = None
    unknown: bool = False

    @property
    def statement(self) -> Statement:
        """What was signed."""
        return self.signed.statement


@dataclass(frozen=True, slots=True)
class SignState:
    """``state`` is 草稿 or one of the roster's states; ``sign_offs`` all that are there, the first
    first; ``wanted`` the roles that have not signed yet; ``unread`` what is no sign-off."""

    state: str = DRAFT
    sign_offs: tuple[SignOff, ...] = ()
    wanted: tuple[str, ...] = ()
    roster: Roster | None = None
    unread: tuple[Diagnostic, ...] = field(default=())

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Everything that speaks against a sign-off."""
        found = (one.fault for one in self.sign_offs)
        return (*self.unread, *(one for one in found if one is not None))

    @property
    def words(self) -> str:
        """The state, and who signed as what on which day."""
        who = [
            f"{one.statement.role} {one.statement.person} {one.statement.day}"
            for one in self.sign_offs
            if one.fault is None and not one.unknown
        ]
        return f"{self.state}({'、'.join(who)})" if who else self.state


def sign_state(folder: Path, *, roster: Roster | None = None) -> SignState:
    """The state of a run folder, by a roster, or by that of the workspace that it lies in.

    Raises ``Refused`` for a folder that is no run and for a roster that is not right.
    """
    data = read_manifest(folder)
    if roster is None:
        path = find_roster(folder)
        roster = None if path is None else read_roster(path)
    signed, unread = read_sign_offs(folder)
    judged: list[SignOff] = []
    for one in signed:
        judged.append(_judged(folder, data, one, judged, roster))
    roles = [one.statement.role for one in judged if one.fault is None and not one.unknown]
    if roster is None:
        return SignState(DRAFT, tuple(judged), (), None, tuple(unread))
    state, wanted = roster.state(roles), roster.wanted(roles)
    return SignState(state, tuple(judged), wanted, roster, tuple(unread))


def read_sign_offs(folder: Path) -> tuple[list[SignedStatement], list[Diagnostic]]:
    """The sign-offs of a run in their order, and what lies there that is none."""
    place = folder / SIGN_OFFS
    if not place.is_dir() or place.is_symlink():
        return [], []
    found: list[SignedStatement] = []
    unread: list[Diagnostic] = []
    for path in sorted(place.iterdir()):
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        text = data.decode("utf-8", errors="replace")
        read = read_statement(text)
        if read is None or path.name != file_name(len(found) + 1):
            zh, en = "不是签批,或次序中断", "it is no sign-off, or one before it is missing"
            unread.append(
                problems.SIGN_OFF_FALSE.at(
                    FilePlace(str(path)), file=path.name, what=zh, what_en=en
                )
            )
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        found.append(SignedStatement(path, sha256, *read))
    return found, unread


def file_name(number: int) -> str:
    """The name of the file of a sign-off by its number, from 1."""
    return f"{number:04d}.json"


def _judged(
    folder: Path,
    data: Mapping[str, Any],
    signed: SignedStatement,
    before: Sequence[SignOff],
    roster: Roster | None,
) -> SignOff:
    false = next(_false(folder, data, signed, before), None)
    if false is not None:
        zh, en = false
        place, file = FilePlace(str(signed.path)), signed.path.name
        return SignOff(signed, problems.SIGN_OFF_FALSE.at(place, file=file, what=zh, what_en=en))
    if roster is None:
        return SignOff(signed, unknown=True)
    earlier = [one.statement for one in before if one.fault is None]
    return SignOff(signed, fault_of(signed.statement, earlier, roster, signed.path))


def _false(
    folder: Path, data: Mapping[str, Any], signed: SignedStatement, before: Sequence[SignOff]
) -> Iterator[tuple[str, str]]:
    """Why a sign-off is not one of this run."""
    statement = signed.statement
    if statement.seal != seal_of(data) or statement.run != data["run"]:
        yield "它签的是另一次运行", "it is of another run"
    if statement.manifest != file_sha256(folder / MANIFEST):
        yield "run.json 不是签的时候的样子", "run.json is not as it was signed"
    if statement.after != (before[-1].signed.sha256 if before else ""):
        yield (
            "它前面的签批不是签的时候的那一个",
            "the sign-off before it is not the one it followed",
        )
    try:
        if not holds(statement.key, signed.signature, statement.signed_bytes, signed.path):
            yield "签名不对", "the signature is false"
    except Refused as refused:
        for one in refused.diagnostics:
            yield one.message("zh").rstrip("。"), one.message("en").rstrip(".")


def fault_of(
    statement: Statement, before: Sequence[Statement], roster: Roster, path: Path
) -> Diagnostic | None:
    """Why a statement may not stand after those before it, by the roster; ``None`` where it may.
    ``path`` is what the diagnostic is of."""
    place, role, person = FilePlace(str(path)), statement.role, statement.person
    if role not in roster.roles:
        return problems.ROLE_UNKNOWN.at(place, role=role, roles="、".join(roster.roles))
    own = [one for one in roster.holders_of(statement.key) if one.person == person]
    if not own:
        return problems.KEY_UNKNOWN.at(
            place, whose=person or "任何人", whose_en=f"that of {person or 'anyone'}",
            key=statement.key.hex[-16:],
        )  # fmt: skip
    for_role = [one for one in own if role in one.roles]
    if not for_role:
        return problems.NOT_THE_ROLE.at(place, person=person, role=role)
    if not any(one.is_valid(statement.day) for one in for_role):
        period = "、".join(one.period for one in for_role)
        return problems.KEY_OUT_OF_TIME.at(place, person=person, day=statement.day, period=period)
    for one in before:
        if one.role == role:
            return problems.SIGNED_TWICE.at(place, role=role, person=one.person)
        if one.person == person and roster.must_differ(one.role, role):
            return problems.SAME_PERSON.at(place, person=person, other=one.role, role=role)
    signed = {one.role for one in before}
    for earlier in roster.roles[: roster.roles.index(role)]:
        if earlier not in signed and earlier in _wanted_before(roster, role):
            return problems.OUT_OF_TURN.at(place, before=earlier, role=role)
    if before and statement.day < before[-1].day:
        return problems.DAY_BACKWARDS.at(place, day=statement.day, before=before[-1].day)
    return None


def _wanted_before(roster: Roster, role: str) -> set[str]:
    """The roles that some state wants beside this one."""
    return {other for wanted in roster.states.values() if role in wanted for other in wanted}
