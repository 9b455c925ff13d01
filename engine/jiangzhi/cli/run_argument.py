"""A RUN on the command line: a folder, a name, a part of one, or 最近."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click


class RunFolder(click.ParamType[Path]):
    """The folder of the run that is meant; looked up below ``outputs``."""

    name = "RUN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder. Raises ``Refused`` where several runs, or none, are meant."""
        if isinstance(value, Path):
            return value
        from jiangzhi.batch.shelf import find_run

        return find_run(str(value), OUTPUTS)


#: Where runs are written, and looked up, unless said.
OUTPUTS: Final = Path("outputs")
RUN: Final = RunFolder()
