"""An exception that nobody expected, as a diagnostic."""

from __future__ import annotations

import traceback
from pathlib import Path

from jiangzhi.cli.problems import FILE_TROUBLE, INTERNAL
from jiangzhi.diagnostic import Diagnostic, FilePlace


def diagnostic_of_failure(error: Exception) -> Diagnostic:
    """Trouble with a file says so; anything else is an error of the program."""
    if isinstance(error, OSError) and error.filename is not None:
        return FILE_TROUBLE.at(FilePlace(str(error.filename)), reason=error.strerror or str(error))
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    reason = f"{type(error).__name__}: {error}".replace("\n", " ")
    return INTERNAL.at(None, reason=reason[:200], where=where)
