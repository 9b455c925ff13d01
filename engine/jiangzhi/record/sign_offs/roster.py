"""签批.yaml: the bureau's own roles, who may sign in them with which key, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused, TextPlace
from jiangzhi.record.keys import PublicKey, public_key
from jiangzhi.record.problems import NO_ROSTER, ROSTER_BAD

NAME: Final = "签批.yaml"
DRAFT: Final = "草稿"
_ROLES: Final = "角色"
_DIFFERENT: Final = "须不同"
_STATES: Final = "状态"
_PERSONS: Final = "人员"
_KEYS: Final = {_ROLES, _DIFFERENT, _STATES, _PERSONS}
_OF_PERSON: Final = {"姓名", "角色", "公钥", "自", "至"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with one public key, the roles it may be used for, and the days it is valid on,
    both included; ``None`` for no end."""

    person: str
    roles: tuple[str, ...]
    key: PublicKey
    first: date | None
    last: date | None

    def is_valid(self, day: date) -> bool:
        """Whether the key may be used on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def period(self) -> str:
        """The days it is valid on, in words."""
        return f"{self.first or ''} 至 {self.last or ''}".strip()


@dataclass(frozen=True, slots=True)
class Roster:
    """``roles`` in the order in which they sign; ``different`` are groups of roles that must be
    signed by as many persons; ``states`` say which roles each state wants, the last the most."""

    path: Path
    roles: tuple[str, ...]
    different: tuple[tuple[str, ...], ...]
    states: Mapping[str, tuple[str, ...]]
    holders: tuple[Holder, ...]

    def holders_of(self, key: PublicKey) -> list[Holder]:
        """Everyone who is entered with a key."""
        return [holder for holder in self.holders if holder.key == key]

    def must_differ(self, one: str, other: str) -> bool:
        """Whether two roles must be two persons."""
        return any(one in group and other in group for group in self.different)

    def state(self, signed: Sequence[str]) -> str:
        """The last state of which all roles have signed."""
        reached = [name for name, wanted in self.states.items() if set(wanted) <= set(signed)]
        return reached[-1] if reached else DRAFT

    def wanted(self, signed: Sequence[str]) -> tuple[str, ...]:
        """The roles that still have to sign for the last state, in their order."""
        last = list(self.states.values())[-1]
        return tuple(role for role in self.roles if role in last and role not in signed)


def find_roster(folder: Path) -> Path | None:
    """The roster of the workspace that a run folder lies in: the nearest above it."""
    for parent in folder.resolve().parents:
        if (parent / NAME).is_file():
            return parent / NAME
    return None


def named_roster(folder: Path, path: Path | None) -> Roster:
    """The roster that was named, else that of the workspace of a run folder. Raises ``Refused``
    where there is none or it is not right, and ``OSError``."""
    found = find_roster(folder) if path is None else path
    if found is None:
        raise Refused([NO_ROSTER.at(FilePlace(str(folder)))])
    return read_roster(found)


def read_roster(path: Path) -> Roster:
    """A roster. Raises ``Refused`` with everything that is wrong with it, and ``OSError``."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        data = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except (YAMLError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        line = mark.line + 1 if mark is not None else 1
        raise Refused([_bad(path, line, "不是 YAML", "it is no YAML")]) from error
    reader = _Reader(path)
    roster = reader.read(data)
    if reader.found or roster is None:
        raise Refused(reader.found)
    return roster


def _bad(path: Path, line: int, zh: str, en: str) -> Diagnostic:
    return ROSTER_BAD.at(TextPlace(str(path), line), what=zh, what_en=en)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[Diagnostic] = []

    def wrong(self, line: int, zh: str, en: str) -> None:
        self.found.append(_bad(self.path, line, zh, en))

    def read(self, data: Any) -> Roster | None:
        if not isinstance(data, dict):
            self.wrong(1, "应当写 角色、状态、人员", "it must state 角色, 状态 and 人员")
            return None
        for key in data:
            if key not in _KEYS:
                self.wrong(_line(data, key), f"没有“{key}”这一项", f"there is no entry “{key}”")
        roles = self.words(data, _ROLES)
        if not roles:
            self.wrong(1, "没有写角色", "it states no roles")
        different = self.groups(data, roles)
        states = self.states(data, roles)
        holders = list(self.holders(data, roles))
        owners: dict[PublicKey, str] = {}
        for holder in holders:
            if owners.setdefault(holder.key, holder.person) != holder.person:
                zh = f"{holder.person}与{owners[holder.key]}写着同一把公钥"
                en = f"{holder.person} and {owners[holder.key]} have one public key"
                self.wrong(1, zh, en)
        return Roster(self.path, roles, different, states, tuple(holders))

    def words(self, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
            self.wrong(_line(data, key), f"“{key}”应当是一列词", f"“{key}” must be a list of words")
            return ()
        if len(set(found)) != len(found):
            self.wrong(_line(data, key), f"“{key}”里有重复的", f"“{key}” has one twice")
        return tuple(map(str, found))

    def known(self, words: Sequence[str], roles: Sequence[str], line: int) -> None:
        for word in words:
            if word not in roles:
                self.wrong(line, f"没有角色“{word}”", f"there is no role “{word}”")

    def groups(self, data: Mapping[str, Any], roles: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        if _DIFFERENT not in data:
            return (tuple(roles),)
        found, line = data[_DIFFERENT], _line(data, _DIFFERENT)
        if not isinstance(found, list) or not all(isinstance(one, list) for one in found):
            self.wrong(
                line, f"“{_DIFFERENT}”应当是几组角色", f"“{_DIFFERENT}” must be groups of roles"
            )
            return ()
        for group in found:
            self.known(group, roles, line)
        return tuple(tuple(map(str, group)) for group in found)

    def states(self, data: Mapping[str, Any], roles: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found, line = data.get(_STATES), _line(data, _STATES)
        if not isinstance(found, dict) or not found:
            self.wrong(line, "没有写状态,如 已审批: [经办, 审批]", "it states no 状态")
            return {}
        states: dict[str, tuple[str, ...]] = {}
        for name in found:
            states[str(name)] = self.words(found, name)
            self.known(states[str(name)], roles, _line(found, name))
            if name == DRAFT or not states[str(name)]:
                zh, en = f"状态“{name}”要有角色", f"state “{name}” must have roles"
                self.wrong(_line(found, name), zh, en)
        wanted = list(states.values())
        for before, after in pairwise(wanted):
            if not set(before) <= set(after):
                zh, en = (
                    "后一个状态的角色要包含前一个的",
                    "a state must want what those before want",
                )
                self.wrong(line, zh, en)
        return states

    def holders(self, data: Mapping[str, Any], roles: Sequence[str]) -> Iterator[Holder]:
        found, line = data.get(_PERSONS, []), _line(data, _PERSONS)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.wrong(line, "“人员”应当是一列人", "“人员” must be a list of persons")
            return
        for at, one in enumerate(found):
            where = found.lc.item(at)[0] + 1 if hasattr(found, "lc") else line
            for key in one:
                if key not in _OF_PERSON:
                    self.wrong(where, f"没有“{key}”这一项", f"there is no entry “{key}”")
            name = one.get("姓名")
            if not isinstance(name, str) or not name.strip():
                self.wrong(where, "没有写姓名", "a person has no 姓名")
                continue
            own = self.words(one, "角色")
            self.known(own, roles, where)
            days = [self.day(one, key, where) for key in ("自", "至")]
            key = self.key(one, where)
            if key is not None:
                yield Holder(name.strip(), own, key, days[0], days[1])

    def day(self, person: Mapping[str, Any], key: str, line: int) -> date | None:
        value = person.get(key)
        if value is None:
            return None
        if type(value) is date:
            return value
        self.wrong(line, f"“{key}”应当是日期,如 2026-01-01", f"“{key}” must be a day")
        return None

    def key(self, person: Mapping[str, Any], line: int) -> PublicKey | None:
        text = person.get("公钥")
        if not isinstance(text, str) or not text.strip():
            self.wrong(line, "没有写公钥", "a person has no 公钥")
            return None
        path = self.path
        try:
            if text.lstrip().startswith("-----BEGIN"):
                return public_key(text.encode(), path)
            path = self.path.parent / text.strip()
            return public_key(path.read_bytes(), path)
        except Refused as refused:
            self.found.extend(refused.diagnostics)
        except OSError:
            self.wrong(line, f"公钥文件“{text}”不能读", f"the key file “{text}” cannot be read")
        return None


def _line(data: Any, key: object) -> int:
    try:
        return int(data.lc.key(key)[0]) + 1
    except (AttributeError, KeyError):
        return 1
