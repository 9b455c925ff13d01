"""汇总.html: one page over all runs, in the style of the report; it refers to nothing outside but
the runs' own pages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from pathlib import Path
from urllib.parse import quote

from jiangzhi.money import decimal_text
from jiangzhi.publish.report.assets import style
from jiangzhi.publish.summary.table import Summed, Trouble, results_of, rows_of, years_of


def write_summary_page(runs: Sequence[Summed], troubles: Sequence[Trouble], path: Path) -> None:
    """Write the page. Raises ``OSError``."""
    body = "".join(_result(runs, result) for result in results_of(runs))
    text = (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>汇总</title><style>{style()}</style></head><body><header><h1>汇总</h1>"
        f"<p>共 {len(runs)} 次运行;没有算成的 {len(troubles)} 项。金额单位:元。</p></header><main>"
        f"{_troubles(troubles)}{body}{_runs(runs)}</main></body></html>\n"
    )
    path.write_text(text, encoding="utf-8", newline="")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 99) -> str:
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    lines = (
        "".join(
            f"<td class=number>{cell}</td>" if at >= numbers else f"<td>{cell}</td>"
            for at, cell in enumerate(row)
        )
        for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div class=scroll>{table}</div>"


def _result(runs: Sequence[Summed], result: str) -> str:
    mine = [run for run in runs if result in run.totals]
    years = years_of(mine)
    cells = {(run.row, run.year): run for run in mine}
    rows = []
    for row in rows_of(mine):
        shown = [escape(text) for text in row]
        for year in years:
            run = cells.get((row, year))
            shown.append("" if run is None else _link(run, _amount(run.totals[result])))
        rows.append(shown)
    heads = ("县区", "阶段", "办法", *(f"{year}年度" if year else "(无年度)" for year in years))
    title = escape(result)
    return f"<section><h2>{title}</h2>{_table(heads, rows, 3)}</section>"


def _runs(runs: Sequence[Summed]) -> str:
    rows = [
        (
            escape(run.county), str(run.year or ""), escape(run.stage), escape(run.policy),
            "待定" if run.data["results"].get("provisional") else "算完",
            str(len(run.warnings)), _link(run, escape(run.name)),
        )
        for run in runs
    ]  # fmt: skip
    heads = ("县区", "年度", "阶段", "办法", "情况", "提示(条)", "运行")
    return f"<section><h2>各次运行</h2>{_table(heads, rows)}</section>"


def _troubles(troubles: Sequence[Trouble]) -> str:
    if not troubles:
        return ""
    rows = [
        (escape(f"{one.name}({one.files})"), escape(one.ending), *map(escape, found))
        for one in troubles
        for found in one.found
    ]
    heads = ("任务", "情况", "代号", "位置", "问题")
    return f"<section><h2>没有算成的</h2>{_table(heads, rows)}</section>"


def _link(run: Summed, words: str) -> str:
    return f'<a href="{quote(run.name)}/report.html">{words}</a>'


def _amount(total: str | None) -> str:
    if total is None:
        return "待定"
    if "0x" in total:
        return escape(total[:20]) + "…"
    return decimal_text(Fraction(total), places=2, group=True)
