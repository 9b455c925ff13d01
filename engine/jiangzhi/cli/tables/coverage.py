"""What no worked case exercises, printed and as JSON, for ``jiangzhi check --coverage``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import say

if TYPE_CHECKING:
    from jiangzhi.evaluate.cases.coverage import Coverage


def print_coverage(coverage: Coverage) -> None:
    """The figure, and a line with a proposal for each rule, row or edge not exercised."""
    covered = coverage.total - len(coverage.uncovered)
    click.echo(
        say(
            f"算例用到规则、表行和边界 {coverage.total} 处中的 {covered} 处",
            f"the cases exercise {covered} of {coverage.total} rules, rows and edges",
        )
    )
    for missed in coverage.uncovered:
        where = f"{missed.place.file}:{missed.place.line}"
        click.echo(
            say(
                f"  {where} {missed.quantity} {missed.what}:可加一个算例,{missed.proposal}",
                f"  {where} {missed.quantity} {missed.what}: add a case with {missed.proposal}",
            )
        )


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """The same for programs."""
    return {
        "total": coverage.total,
        "uncovered": [
            {
                "quantity": missed.quantity,
                "what": missed.what,
                "proposal": missed.proposal,
                "line": missed.place.line,
            }
            for missed in coverage.uncovered
        ],
    }
