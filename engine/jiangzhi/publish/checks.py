"""What can be checked of a run folder without computing: chain, hashes, signature, company."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.explain.problems import FOREIGN_PART, MISSING_PART
from jiangzhi.publish import problems
from jiangzhi.publish.folder import file_sha256
from jiangzhi.publish.manifest import (
    MANIFEST,
    OUTPUTS,
    SIGNATURE,
    canonical,
    chained,
    run_name,
    sha256_text,
)
from jiangzhi.publish.signature import signed_by


def chain_problems(folder: Path, data: Any) -> Iterator[Diagnostic]:
    """Whether ``run.json`` has its one form, and each link of its chain follows."""
    path = folder / MANIFEST
    if path.read_bytes() != (canonical(data) + "\n").encode():
        yield _altered(path, "写法不是唯一的规范形式", "it is not in its one form")
    links = data["chain"]
    if not all(isinstance(one, list) and [type(x) for x in one] == [str] * 3 for one in links):
        yield _altered(path, "哈希链残缺", "the chain is broken")
        return
    for recorded, link in zip(links, chained([(one[0], one[1]) for one in links]), strict=True):
        if recorded[2] != link.link:
            zh, en = f"哈希链在“{link.part}”处断开", f"the chain breaks at “{link.part}”"
            yield _altered(path, zh, en)
            return
    stated = {one[0]: one[1] for one in links}
    for part, sha256 in _parts_of(data).items():
        if stated.get(part) != sha256:
            zh, en = f"“{part}”与哈希链不符", f"“{part}” does not fit the chain"
            yield _altered(path, zh, en)
    end = max((at for at, one in enumerate(links) if one[0] == "results"), default=-1)
    if end < 0 or data["run"] != run_name(data["policy"].get("name"), links[end][2]):
        yield _altered(path, "运行的名字与哈希链不符", "the run's name does not fit the chain")


def _parts_of(data: Any) -> dict[str, str]:
    """The hashes that the chain must hold for what stands in ``run.json`` itself."""
    return {
        **{
            part: sha256_text(canonical(data.get(part)))
            for part in ("policy", "workbooks", "agreement", "results")
        },
        "engine": sha256_text(str(data.get("engine"))),
        **{f"column {name}": sha256 for name, sha256 in data["columns"].items()},
        **{f"output {name}": sha256 for name, sha256 in data["outputs"].items()},
    }


def _altered(path: Path, zh: str, en: str) -> Diagnostic:
    return problems.MANIFEST_ALTERED.at(FilePlace(str(path)), what=zh, what_en=en)


def file_problems(folder: Path, data: Any) -> Iterator[Diagnostic]:
    """Files that are missing, altered, or not the run's own."""
    for name in OUTPUTS:
        path = folder / name
        if not path.is_file():
            yield MISSING_PART.at(FilePlace(str(folder)), part=name)
        elif file_sha256(path) != data["outputs"].get(name):
            yield problems.FILE_ALTERED.at(FilePlace(str(path)), file=name)
    for path in sorted(folder.iterdir()):
        if path.name not in (*OUTPUTS, MANIFEST, SIGNATURE):
            yield FOREIGN_PART.at(FilePlace(str(path)), part=path.name)


def signature_problems(folder: Path, signer: str | None) -> Iterator[Diagnostic]:
    """A signature that does not hold, or is not by ``signer``."""
    path = folder / SIGNATURE
    if not path.is_file():
        if signer is not None:
            yield problems.NOT_SIGNED_BY.at(FilePlace(str(folder)))
        return
    key = signed_by(folder / MANIFEST, path)
    if key is None:
        yield problems.SIGNATURE_FALSE.at(FilePlace(str(path)))
    elif signer is not None and key != signer:
        yield problems.NOT_SIGNED_BY.at(FilePlace(str(path)))


def workbook_problems(data: Any, workbooks: Sequence[Path]) -> Iterator[Diagnostic]:
    """Workbooks that are not among those the run read."""
    recorded = set(data["workbooks"].values())
    for path in workbooks:
        if hashlib.sha256(path.read_bytes()).hexdigest() not in recorded:
            yield problems.WORKBOOK_OTHER.at(FilePlace(str(path)), file=path.name)
