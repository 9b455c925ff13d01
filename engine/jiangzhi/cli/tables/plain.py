"""A plain table on the terminal: headings, a rule, rows; Chinese counted as wide."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jiangzhi.cli.tables.width import padded, printable, width


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below their headings, each column as wide as what stands in it."""
    shown = [[printable(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    lines = ["  ".join(map(padded, row, widths)).rstrip() for row in shown]
    click.echo(lines[0])
    click.echo("─" * (sum(widths) + 2 * (len(widths) - 1)))
    for line in lines[1:]:
        click.echo(line)
