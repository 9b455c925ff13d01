"""A run folder opened again: its manifest, its policy planned anew, its trace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import FilePlace, Refused, refuse_on_errors
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import stored_policy
from jiangzhi.plan.model import Plan
from jiangzhi.record.about import about_from
from jiangzhi.record.manifest import (
    FORMAT,
    LAST_SEALED,
    MANIFEST,
    POLICY,
    TRACE,
    Link,
    Manifest,
    canonical,
    file_sha256,
)
from jiangzhi.record.problems import (
    ALTERED_PART,
    MISSING_PART,
    NOT_A_RUN,
    OTHER_FORMAT,
    UNREADABLE_PART,
)

_SHAPE = {
    "run": str, "engine": str, "policy": dict, "workbooks": dict, "agreement": dict,
    "columns": dict, "results": dict, "libraries": dict, "outputs": dict, "chain": list,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A run read back. ``data`` is ``run.json`` as it stands."""

    folder: Path
    data: Mapping[str, Any]
    policy_text: str
    outcome: Outcome

    def __repr__(self) -> str:
        return f"<Run {self.data['run']}>"


def open_run(folder: Path) -> Run:
    """Read a run folder. Raises ``Refused`` where a part is missing, cannot be read, was
    written in another format, or is not the file that the manifest names. Nothing is
    computed again: that is for ``verify_run``."""
    data = read_manifest(folder)
    fail_if_altered(folder, data)
    text = read_policy(folder)
    with readable(folder / MANIFEST):
        plan = plan_from(text, data)
    return Run(folder, data, text, read_outcome(folder, plan))


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """``run.json`` as data. Raises ``Refused``."""
    path = folder / MANIFEST
    if not path.is_file():
        raise Refused([NOT_A_RUN.at(FilePlace(str(folder)), path=folder)])
    try:
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        data = json.loads(text)
        canonical(data).encode()
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format", "?") if isinstance(data, dict) else "?"
        engine = data.get("engine", "?") if isinstance(data, dict) else "?"
        age, age_en = ("较旧", "older") if found in range(FORMAT) else ("不同", "another")
        raise Refused(
            [
                OTHER_FORMAT.at(
                    FilePlace(str(path)),
                    found=found, expected=FORMAT, engine=engine, age=age, age_en=age_en,
                )
            ]
        )  # fmt: skip
    for key, kind in _SHAPE.items():
        if not isinstance(data.get(key), kind):
            raise _unreadable(path, f"{key}?")
    links = data["chain"]
    whole = [isinstance(one, list) and [type(x) for x in one] == [str] * 3 for one in links]
    if not whole or not all(whole):
        raise _unreadable(path, "chain?")
    for key in ("workbooks", "columns", "libraries", "outputs"):
        if not all(isinstance(value, str) for value in data[key].values()):
            raise _unreadable(path, f"{key}?")
    try:
        about_from(data.get("about", {}))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise _unreadable(path, "about?") from error
    return data


def fail_if_altered(folder: Path, data: Mapping[str, Any]) -> None:
    """Refuse to tell anything from a policy or a trace whose SHA-256 is not the recorded one."""
    altered = [
        ALTERED_PART.at(FilePlace(str(folder / name)), part=name)
        for name in (POLICY, TRACE)
        if file_sha256(part_of(folder, name)) != data["outputs"].get(name)
    ]
    refuse_on_errors(altered)


def sealed_manifest(data: Mapping[str, Any]) -> Manifest:
    """The manifest of a run before its outputs were written, as ``run.json`` has it."""
    links = [Link(*one) for one in data["chain"]]
    end = next((at for at, one in enumerate(links) if one.part == LAST_SEALED), len(links) - 1)
    return Manifest(
        run=data["run"],
        engine=data["engine"],
        policy=data["policy"],
        files=data["workbooks"],
        columns=data["columns"],
        agreement=data["agreement"],
        prior=data.get("prior"),
        chain=tuple(links[: end + 1]),
        about=about_from(data.get("about", {})),
    )


def read_policy(folder: Path) -> str:
    """The policy's text. Raises ``Refused``."""
    path = part_of(folder, POLICY)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except ValueError as error:
        raise _unreadable(path, error) from error


def plan_from(text: str, data: Mapping[str, Any]) -> Plan:
    """The plan of the stored policy as of the recorded day. Raises ``Refused``."""
    policy = data["policy"]
    day = policy.get("as_of")
    as_of = date.fromisoformat(day) if isinstance(day, str) else None
    return stored_policy(text, file=str(policy["file"]), as_of=as_of)[1]


def read_outcome(folder: Path, plan: Plan) -> Outcome:
    """The trace. Raises ``Refused``."""
    from jiangzhi.record.trace.read import read_trace

    path = part_of(folder, TRACE)
    with readable(path):
        return read_trace(path, plan)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What goes wrong inside because a file is damaged becomes a ``Refused`` that says so."""
    import pyarrow as pa

    damaged = (
        OSError, pa.ArrowException, LookupError, ValueError, TypeError, AttributeError,
        ArithmeticError, RecursionError, MemoryError,
    )  # fmt: skip
    try:
        yield
    except damaged as error:
        raise _unreadable(path, error) from error


def part_of(folder: Path, name: str) -> Path:
    """The path of a file of a run. Raises ``Refused`` where it is not there."""
    path = folder / name
    if not path.is_file():
        raise Refused([MISSING_PART.at(FilePlace(str(folder)), part=name)])
    return path


def _unreadable(path: Path, reason: object) -> Refused:
    return Refused([UNREADABLE_PART.at(FilePlace(str(path)), part=path.name, reason=reason)])
