"""The Python face: policies, workbooks or DataFrames in, outcomes and DataFrames out.

    from pathlib import Path
    from jiangzhi import api

    loaded = api.load_policy(Path("rules/yunfu-township-incentive.md"))
    facts = api.read_workbook(loaded, Path("inputs/yunfu-township-incentive.xlsx"))
    outcome = api.evaluate(loaded, facts)
    frame = api.results(outcome)

Everything that is wrong is raised together as ``api.Refused``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi import passes
from jiangzhi.diagnostic import Refused
from jiangzhi.passes import Loaded, load_policy

if TYPE_CHECKING:
    import pandas as pd

    from jiangzhi.evaluate.model import Outcome
    from jiangzhi.evaluate.stream.run import Streamed
    from jiangzhi.facts.model import Facts
    from jiangzhi.formula.types.types import Scalar

__all__ = [
    "Loaded", "Refused", "evaluate", "evaluate_parquet", "load_policy", "read_frames",
    "read_workbook", "results",
]  # fmt: skip


def read_workbook(
    loaded: Loaded,
    *paths: Path,
    sheets: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> Facts:
    """Workbooks as one data set. ``sheets`` names the sheet of a level where more than one
    would do, ``given`` sets parameters. Raises ``Refused``."""
    return passes.read_facts(loaded.policy, paths, sheets=sheets, given=given)


def read_frames(
    loaded: Loaded,
    frames: Mapping[str, pd.DataFrame],
    *,
    given: Mapping[str, str] | None = None,
) -> Facts:
    """DataFrames, one for each level by its name, headed as sheets are. Raises ``Refused``."""
    from jiangzhi.facts.read import read_frames as read

    return read(loaded.policy, frames, given=given)


def evaluate(loaded: Loaded, facts: Facts, *, crosscheck: bool = True) -> Outcome:
    """The outcome; both evaluators must agree unless ``crosscheck`` is off. Raises ``Refused``."""
    return passes.evaluate(loaded.plan, facts, crosscheck=crosscheck)


def evaluate_parquet(
    loaded: Loaded,
    tables: Mapping[str, Path],
    out: Path,
    *,
    given: Mapping[str, str] | None = None,
    crosscheck: bool = True,
) -> Streamed:
    """The results of Parquet files that no memory holds, written to a new Parquet file.

    ``tables`` has one file for each level by its name, sorted by the names of the rows; money
    is in whole 分 (see ``docs/workbooks.md``). Memory is bounded by the largest group. Returns
    the number of ``rows``, and for each result how many of them are ``open``. Raises ``Refused``;
    then nothing is written.
    """
    from jiangzhi.diagnostic import refuse_on_errors
    from jiangzhi.evaluate.stream.run import evaluate_stream
    from jiangzhi.facts.parameters import read_parameters

    stated = read_parameters(loaded.policy, (), given or {})
    refuse_on_errors(stated.found)
    return evaluate_stream(loaded.plan, tables, out, given=stated.values, crosscheck=crosscheck)


def results(outcome: Outcome, *, level: str | None = None) -> pd.DataFrame:
    """What is published on a level (the policy's subject where none is named), a row an entity.

    Money is in 元 as ``Decimal``, exact; values that are missing or failed are ``None``.
    Raises ``KeyError`` for a level that the policy does not have.
    """
    import pandas as pd

    plan = outcome.plan
    wanted = plan.level(level or plan.subject).name
    facts = outcome.facts.levels[wanted]
    keyed = [each.name for each in plan.levels[1:] if not each.detail]
    data: dict[str, list[object]] = {}
    for depth, name in enumerate(keyed):
        if facts.keys and depth < len(facts.keys[0]):
            data[name] = [key[depth] for key in facts.keys]
    for name in plan.results:
        head = plan.step(name).head
        if head.level == wanted:
            money = head.type.kind.value == "金额"
            data[name] = [_plain(v, money=money) for v in outcome.steps[name].values]
    return pd.DataFrame(data, dtype=object)


def _plain(value: Scalar | None, *, money: bool) -> object:
    if not isinstance(value, Fraction):
        return value
    if money:
        value /= 100
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact if Fraction(exact) == value else value
