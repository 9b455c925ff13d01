"""A run folder opened again: its manifest, its policy planned anew, its trace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.problems import MISSING_PART, NOT_A_RUN, OTHER_FORMAT, UNREADABLE_PART
from jiangzhi.plan.make import make_plan
from jiangzhi.plan.model import Plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.publish.manifest import FORMAT, MANIFEST, POLICY, TRACE

_SHAPE = {
    "run": str, "engine": str, "policy": dict, "workbooks": dict, "agreement": dict,
    "columns": dict, "results": dict, "outputs": dict, "chain": list,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A run read back. ``data`` is ``run.json`` as it stands."""

    folder: Path
    data: Mapping[str, Any]
    policy_text: str
    outcome: Outcome


def open_run(folder: Path) -> Run:
    """Read a run folder. Nothing is verified. Raises ``Refused`` where a part is missing,
    cannot be read, or was written in another format."""
    data = read_manifest(folder)
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
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
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
            raise _unreadable(path, key)
    return data


def read_policy(folder: Path) -> str:
    """The policy's text. Raises ``Refused``."""
    path = _part(folder, POLICY)
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
    return make_plan(resolve_policy(read_document(text, file=str(policy["file"])), as_of=as_of))


def read_outcome(folder: Path, plan: Plan) -> Outcome:
    """The trace. Raises ``Refused``."""
    from jiangzhi.explain.store.read import read_trace

    path = _part(folder, TRACE)
    with readable(path):
        return read_trace(path, plan)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What goes wrong inside because a file is damaged becomes a ``Refused`` that says so."""
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException, LookupError, ValueError, TypeError) as error:
        raise _unreadable(path, error) from error


def _part(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise Refused([MISSING_PART.at(FilePlace(str(folder)), part=name)])
    return path


def _unreadable(path: Path, reason: object) -> Refused:
    return Refused([UNREADABLE_PART.at(FilePlace(str(path)), part=path.name, reason=reason)])
