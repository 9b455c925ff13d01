"""预拨 and 决算 of one year stand in one summary, and are never added up."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from jiangzhi.publish.summary.book import write_summary_book
from jiangzhi.publish.summary.table import Summed


def run(stage: str, total: str) -> Summed:
    data = {"results": {"totals": {"奖励": total}, "pools": [], "diagnostics": []}}
    return Summed(f"2024-{stage}", "清河县", 2024, stage, "办法", data)


def totals(path: Path, runs: list[Summed], *, values: bool) -> list[tuple[object, object]]:
    write_summary_book(runs, [], path)
    sheet = openpyxl.load_workbook(path, data_only=values)["奖励"]
    rows = [(row[0], row[3]) for row in sheet.iter_rows(values_only=True) if row[0]]
    return [row for row in rows if str(row[0]).startswith("合计")]


def test_each_stage_has_a_total_of_its_own(tmp_path: Path) -> None:
    both = [run("预拨", "480000"), run("决算", "700000")]
    path = tmp_path / "汇总.xlsx"
    assert totals(path, both, values=True) == [("合计 预拨", 480000), ("合计 决算", 700000)]
    formulas = [str(formula) for _, formula in totals(path, both, values=False)]
    assert ['"预拨"' in formulas[0], '"决算"' in formulas[1]] == [True, True]


def test_one_stage_is_one_total(tmp_path: Path) -> None:
    assert totals(tmp_path / "汇总.xlsx", [run("决算", "700000")], values=True) == [
        ("合计", 700000)
    ]
