"""The chain of ``run.json``: whether it holds, and which hashes it vouches for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jiangzhi.audit import problems
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.record.about import about_from, run_name
from jiangzhi.record.manifest import (
    LAST_SEALED,
    MANIFEST,
    canonical,
    chained,
    output_parts,
    seal_of,
    sha256_text,
)

#: Parts that stand in the chain alone; what they are hashes of is recomputed.
_IN_CHAIN_ONLY: Final = ("given", "plan")


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain read back. ``vouched`` has the hash of each part that the chain and the rest of
    ``run.json`` agree on; ``found`` is what does not hold, ``form`` what is merely written
    otherwise than it should be."""

    vouched: Mapping[str, str]
    found: tuple[Diagnostic, ...]
    form: tuple[Diagnostic, ...]


def read_chain(folder: Path, data: Mapping[str, Any]) -> Chain:
    """Check that ``run.json`` has its one form, that each link follows, and that the chain has
    what the rest of the file says."""
    path = folder / MANIFEST
    recorded = [(one[0], one[1]) for one in data["chain"]]
    links = [one[2] for one in data["chain"]]
    stated = _stated(data)
    own = dict(recorded)
    vouched = {part: own[part] for part in own if stated.get(part, own[part]) == own[part]}
    form = tuple(_form(path, data, recorded))
    found: list[Diagnostic] = []
    follows = links == [one.link for one in chained(recorded)]
    if not follows:
        mended = [(part, stated.get(part, sha256)) for part, sha256 in recorded]
        if links == [one.link for one in chained(mended)]:
            # the rest of the file and all links tell the same: the chain's own hash was altered
            vouched = dict(mended)
            for (part, sha256), (_, right) in zip(recorded, mended, strict=True):
                if sha256 != right:
                    zh, en = f"哈希链里的“{part}”", f"“{part}” in the chain"
                    found.append(_altered(path, zh, en))
            return Chain(vouched, tuple(found), form)
        found.extend(_breaks(path, data["chain"]))
    for part in dict.fromkeys([*stated, *own]):
        if part not in _IN_CHAIN_ONLY and own.get(part) != stated.get(part):
            zh, en = f"“{part}”与哈希链不符", f"“{part}” does not fit the chain"
            found.append(_altered(path, zh, en))
    about = about_from(data.get("about", {}))
    if not found and data["run"] != run_name(data["policy"].get("name"), seal_of(data), about):
        zh, en = "运行的名字与哈希链不符", "the run's name does not fit the chain"
        found.append(_altered(path, zh, en))
    return Chain(vouched, tuple(found), form)


def _form(
    path: Path, data: Mapping[str, Any], recorded: list[tuple[str, str]]
) -> Iterator[Diagnostic]:
    if path.read_bytes() != (canonical(data) + "\n").encode():
        zh, en = "写法不是唯一的规范形式", "it is not in its one form"
        yield _altered(path, zh, en)
    parts = [part for part, _ in recorded]
    if len(set(parts)) != len(parts):
        yield _altered(path, "哈希链里有重复的一环", "a part stands twice in the chain")
    elif LAST_SEALED not in parts:
        yield _altered(path, "哈希链残缺", "the chain is broken")


def _breaks(path: Path, links: list[list[str]]) -> Iterator[Diagnostic]:
    """Links that do not follow from the recorded link before them."""
    before = ""
    for part, sha256, link in links:
        if chained([(part, sha256)], before)[0].link != link:
            zh, en = f"哈希链在“{part}”处断开", f"the chain breaks at “{part}”"
            yield _altered(path, zh, en)
        before = link


def _stated(data: Mapping[str, Any]) -> dict[str, str]:
    """The hashes that the chain must hold for what stands in ``run.json`` itself."""
    return {
        **{
            part: sha256_text(canonical(data[part]))
            for part in ("policy", "workbooks", "prior", "about", "agreement", "results")
            if part in data
        },
        "engine": sha256_text(data["engine"]),
        **{f"column {name}": sha256 for name, sha256 in data["columns"].items()},
        **dict(output_parts(data["libraries"], data["outputs"])),
    }


def _altered(path: Path, zh: str, en: str) -> Diagnostic:
    return problems.MANIFEST_ALTERED.at(FilePlace(str(path)), what=zh, what_en=en)
