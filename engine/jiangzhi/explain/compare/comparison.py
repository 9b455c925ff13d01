"""Two runs, compared."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.explain.compare.compare import Difference
from jiangzhi.record.open_run import Run


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs, a difference for each town and result."""

    before: Run
    after: Run
    differences: tuple[Difference, ...]
    warnings: tuple[Diagnostic, ...]
