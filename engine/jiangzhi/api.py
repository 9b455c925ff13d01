"""The Python face: policies, workbooks or DataFrames in, outcomes and DataFrames out::

    from pathlib import Path
    from jiangzhi import api

    loaded = api.load_policy(Path("rules/yunfu-township-incentive.md"))
    facts = api.read(loaded, Path("inputs/yunfu-township-incentive.xlsx"))
    computed = api.run(loaded, facts)
    frame = api.results(computed)
    folder = api.publish(computed, Path("outputs"))

These are the functions of ``jiangzhi.flow``, which the command line calls too: a run is judged
and sealed alike. Everything that is wrong is raised together as ``api.Refused``, which says it
in Chinese and in English. Amounts are in 元 as ``Decimal``; only ``evaluate_parquet`` and
``part``, made for millions of rows, take and give whole 分 as integers.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi import flow
from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.events import Event
from jiangzhi.flow import (
    against,
    annotate,
    ask,
    check,
    compare,
    how_far,
    open_run,
    part,
    prove,
    publish,
    read,
    regulation,
    report,
    run,
    settle,
    template,
    verify,
    what_if,
    why,
    why_not,
)
from jiangzhi.flow import stream as evaluate_parquet

if TYPE_CHECKING:
    import pandas as pd

    from jiangzhi.evaluate.judge import Computed
    from jiangzhi.plan.load import Loaded
    from jiangzhi.record.open_run import Run

__all__ = [
    "Diagnostic", "Event", "Refused", "against", "annotate", "ask", "check", "compare",
    "evaluate_parquet", "how_far", "load_policy", "open_run", "part", "prove", "publish", "read",
    "regulation", "report", "results", "run", "settle", "template", "verify", "what_if", "why",
    "why_not",
]  # fmt: skip


def load_policy(source: Path | str, *, as_of: date | None = None) -> Loaded:
    """A policy, from its file or its text, as of a day. Raises ``Refused``."""
    return flow.load(source, as_of=as_of)


def results(of: Computed | Run, *, level: str | None = None, unit: str = "元") -> pd.DataFrame:
    """What is published on a level (the policy's subject where none is named), a row an entity.

    Amounts are ``Decimal`` in ``unit``; a number that nothing rounds is exact text, ``1/3`` where
    its decimal does not end. Beside each result stands its state, ``known`` or why there is no
    value. Raises ``KeyError`` for a level that the policy does not have.
    """
    import pandas as pd

    table = flow.results(of, level=level, unit=unit)
    columns = {name: table[name].to_pylist() for name in table.column_names}
    return pd.DataFrame(columns, dtype=object)
