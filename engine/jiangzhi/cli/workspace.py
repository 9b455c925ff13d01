"""The policies and samples that the program carries."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDERS: Final = ("rules", "inputs")


def carried_workspace() -> Path:
    """The folder that holds ``rules`` and ``inputs``: in an installed package it is
    ``jiangzhi/workspace``, in a checkout the top of the repository."""
    package = Path(__file__).parent.parent
    inside = package / "workspace"
    return inside if inside.is_dir() else package.parent.parent
