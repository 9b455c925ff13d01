"""The ways for millions of rows, beside the one page: tables in, tables out, whole 分."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from jiangzhi.evaluate.stream.run import Streamed
    from jiangzhi.plan.load import Loaded
    from jiangzhi.plan.model import Plan
    from jiangzhi.policy.model import Policy


def part(
    plan: Plan,
    tables: Mapping[str, pa.Table],
    given: Mapping[str, str] | None = None,
    *,
    policy: Policy,
    crosscheck: bool = True,
) -> pa.Table:
    """Whole groups → their results, in one process and purely: what streams, pools and clusters
    call. ``tables`` has one table a level, sorted by name, money in whole 分. Raises ``Refused``.
    """
    from jiangzhi.evaluate.stream.part import evaluate_part
    from jiangzhi.facts.parameters import given_parameters

    return evaluate_part(plan, tables, given_parameters(policy, given), crosscheck=crosscheck)


def stream(
    loaded: Loaded,
    tables: Mapping[str, Path],
    out: Path,
    *,
    given: Mapping[str, str] | None = None,
    crosscheck: bool = True,
) -> Streamed:
    """Parquet files that no memory holds → one of results; see ``evaluate.stream.run``."""
    from jiangzhi.evaluate.stream.run import evaluate_stream
    from jiangzhi.facts.parameters import given_parameters

    stated = given_parameters(loaded.policy, given)
    return evaluate_stream(loaded.plan, tables, out, given=stated, crosscheck=crosscheck)
