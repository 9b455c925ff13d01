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
from jiangzhi.publish.manifest import MANIFEST, OUTPUTS, SIGNATURE, canonical, chained
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
