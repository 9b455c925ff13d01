"""jiangzhi show: a policy as one stage of the pipeline sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import click

from jiangzhi.cli.language import say
from jiangzhi.cli.options import AS_OF


def _document(policy: Path, _as_of: date | None) -> str:
    from jiangzhi import flow
    from jiangzhi.document.show import show_document

    return show_document(flow.document(policy))


def _policy(policy: Path, as_of: date | None) -> str:
    from jiangzhi import flow
    from jiangzhi.policy.show import show_policy

    return show_policy(flow.load(policy, as_of=as_of, day_of_cases=True).policy)


def _plan(policy: Path, as_of: date | None) -> str:
    from jiangzhi import flow
    from jiangzhi.evaluate.columns.describe import describe_paths
    from jiangzhi.plan.show import show_plan

    plan = flow.load(policy, as_of=as_of, day_of_cases=True).plan
    paths = "".join(f"  {path}\n" for path in describe_paths(plan))
    title = say(
        "各步的整数算法和界限", "how the integers of each step are computed, and their bounds"
    )
    return f"{show_plan(plan)}\n{title}\n{paths}"


def _regulation(policy: Path, as_of: date | None) -> str:
    from jiangzhi import flow

    return flow.regulation(flow.load(policy, as_of=as_of, day_of_cases=True), page=False)


def _regulation_page(policy: Path, as_of: date | None) -> str:
    from jiangzhi import flow

    return flow.regulation(flow.load(policy, as_of=as_of, day_of_cases=True), page=True)


_PRINTERS: Final[dict[str, Callable[[Path, date | None], str]]] = {
    "document": _document,
    "policy": _policy,
    "plan": _plan,
    "regulation": _regulation,
    "regulation.html": _regulation_page,
}


@click.command(help="显示办法在某一步的样子:读到的条文和表格、读懂的量和规则、计算的次序")
@click.argument("stage", metavar="STAGE", type=click.Choice(list(_PRINTERS)))
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@AS_OF
def show(stage: str, policy: Path, as_of: date | None) -> None:
    """Print the stage."""
    click.echo(_PRINTERS[stage](policy, as_of), nl=False)
