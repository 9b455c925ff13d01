"""The sign-offs of a run as claims, and what is still wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiangzhi.audit.claims import Claim, Subject, Verdict
from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.record.sign_offs.roster import Roster
from jiangzhi.record.sign_offs.state import SignOff, SignState, sign_state


@dataclass(frozen=True, slots=True)
class Approved:
    """``state`` is ``None`` where the roster or the run cannot be read."""

    state: SignState | None = None
    claims: tuple[Claim, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def check_sign_offs(folder: Path, roster: Roster | None) -> Approved:
    """A claim for each sign-off. ``roster`` is one that was handed in; without it that of the
    workspace is taken, which proves nothing by itself."""
    try:
        state = sign_state(folder, roster=roster)
    except Refused as refused:
        return Approved(found=refused.diagnostics)
    claims = tuple(_claims(state, given=roster is not None))
    return Approved(state, claims, state.faults)


def _claims(state: SignState, *, given: bool) -> Iterator[Claim]:
    for one in state.sign_offs:
        said = one.statement
        name = f"{said.role} {said.person} {said.day}"
        yield Claim(Subject.SIGN_OFF, name, *_verdict(one, given=given))
    for found in state.unread:
        zh, en = found.message("zh"), found.message("en")
        yield Claim(Subject.SIGN_OFF, found.said("file"), Verdict.DIFFERS, zh, en)


def _verdict(one: SignOff, *, given: bool) -> tuple[Verdict, str, str]:
    note = f"“{one.statement.note}”" if one.statement.note else ""
    if one.fault is not None:
        return Verdict.DIFFERS, one.fault.message("zh"), one.fault.message("en")
    if one.unknown:
        zh, en = "没有签批名册,不知道是谁的公钥", "without a roster nobody knows whose key it is"
        return Verdict.NOT_CHECKED, zh + note, en + note
    if given:
        return Verdict.AS_ORIGINAL, f"按给出的名册成立{note}", f"holds by the given roster{note}"
    zh, en = (
        "按旁边的名册成立,名册不是核对的人给的",
        "holds by the roster beside, which was not handed in",
    )
    return Verdict.CONSISTENT, zh + note, en + note
