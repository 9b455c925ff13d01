"""What can be seen of a run folder from outside: its files and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jiangzhi.audit import problems
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.record.about import about_from
from jiangzhi.record.manifest import MANIFEST, OUTPUTS, SIGNATURE, file_sha256, outputs_of
from jiangzhi.record.problems import FOREIGN_PART, LINKED_PART, LITTER, MISSING_PART
from jiangzhi.record.sign_offs.files import SIGN_OFFS

#: Files that desktops and office programs leave behind.
_LITTER: Final = re.compile(r"~\$.*|\.~lock\..*#|\.DS_Store|Thumbs\.db|desktop\.ini")
#: A folder's name that claims to be a run's: policy, and the first ten digits of the seal.
_RUN_NAME: Final = re.compile(r".+-[0-9a-f]{10}")


def altered_files(folder: Path, vouched: Mapping[str, str]) -> list[str]:
    """The outputs that are there and do not have the hash that the chain vouches for."""
    return [
        name
        for name in OUTPUTS
        if (folder / name).is_file() and file_sha256(folder / name) != vouched.get(f"output {name}")
    ]


def company_problems(folder: Path, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Files that are missing, elsewhere, or not the run's own; a folder by another run's name."""
    own = outputs_of(about_from(data.get("about", {})))
    for name in own:
        if not (folder / name).is_file():
            yield MISSING_PART.at(FilePlace(str(folder)), part=name)
    for path in sorted(folder.iterdir()):
        if path.name == SIGN_OFFS and path.is_dir() and not path.is_symlink():
            continue
        if path.name not in (*own, MANIFEST, SIGNATURE):
            problem = LITTER if _LITTER.fullmatch(path.name) else FOREIGN_PART
            yield problem.at(FilePlace(str(path)), part=path.name)
        elif path.is_symlink():
            yield LINKED_PART.at(FilePlace(str(path)), part=path.name)
    if folder.is_symlink():
        yield problems.FOLDER_LINKED.at(
            FilePlace(str(folder)), folder=folder, target=folder.readlink()
        )
    name = folder.resolve().name
    if _RUN_NAME.fullmatch(name) and name != data["run"]:
        yield problems.OTHER_NAME.at(FilePlace(str(folder)), name=name, run=data["run"])
