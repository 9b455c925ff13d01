"""A run folder removed, and nothing else."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.record.manifest import MANIFEST
from jiangzhi.record.problems import NOT_A_RUN


def remove_run(folder: Path) -> None:
    """Remove a run folder: out of sight in one step, then from the disk. Raises ``Refused`` for a
    folder that is no run's, and ``OSError``."""
    if folder.is_symlink() or not (folder / MANIFEST).is_file():
        raise Refused([NOT_A_RUN.at(FilePlace(str(folder)), path=folder)])
    aside = Path(tempfile.mkdtemp(prefix=".removed-", dir=folder.parent))
    folder.rename(aside / folder.name)
    shutil.rmtree(aside)
