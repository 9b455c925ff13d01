"""What no worked case exercises is named, with a proposal."""

from __future__ import annotations

from jiangzhi.evaluate.cases.coverage import coverage_of
from jiangzhi.evaluate.judge import run_cases

RULES = "结果 奖 = 收入 * 10%\n  当 收入 > 目标\n  当 得分 >= 60\n  否则 0\n  取整 元"
CASE = "| 算例: 例 | 收入 | 目标 | 得分 | = 奖 |\n|---|---|---|---|---|\n"


def missed(load, rows):
    loaded = load(RULES, tables=CASE + rows)
    coverage = coverage_of(loaded.plan, run_cases(loaded))
    return coverage.total, [(u.what, u.proposal) for u in coverage.uncovered]


def test_everything_exercised_leaves_nothing(load):
    rows = "| 甲 | 120 | 100 | 60 | 12 |\n| 乙 | 100 | 100 | 80 | 0 |"
    assert missed(load, rows) == (4, [])


def test_an_otherwise_and_the_edges_not_met_are_named(load):
    total, found = missed(load, "| 甲 | 120 | 100 | 70 | 12 |")
    assert total == 4
    assert found == [
        ("否则", "以上都不成立"),
        ("边界", "收入 正好等于 目标"),
        ("边界", "得分 正好等于 60"),
    ]
