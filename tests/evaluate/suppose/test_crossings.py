"""Where a condition turns, as an input rises."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.row_reader import reader
from jiangzhi.evaluate.suppose.changed_facts import with_input
from jiangzhi.evaluate.suppose.crossings import comparisons_on, crossings, gaps

WAN = 1_000_000


def _gaps(plan, facts, value):
    outcome = evaluate_exactly(plan, with_input(facts, "镇街", 0, "收入", value))
    return value, gaps(comparisons_on(plan, "镇街"), reader(outcome, "镇街", 0))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("结果 奖 = 1元\n  当 收入 > 5600万元\n  否则 0\n  取整 元", {5600 * WAN}),
        ("率 = 收入 / 目标\n结果 奖 = IF(率 >= 120%, 1元, 0)\n  取整 元", {6000 * WAN}),
        ("结果 奖 = IF(AND(收入 > 目标 * 2, 收入 < 3亿元), 1元, 0)\n  取整 元",
         {10_000 * WAN, 30_000 * WAN}),
        ("结果 奖 = 1元\n  当 收入 > 5000万元\n  否则 0\n  取整 元", set()),
        ("结果 奖 = 1元\n  当 得分 > 60\n  否则 0\n  取整 元", set()),
    ],
)  # fmt: skip
def test_thresholds_ahead_are_found_exactly(plan, facts, rules, expected):
    made, low, high = plan(rules), Fraction(5400 * WAN), Fraction(5410 * WAN)
    assert crossings(*_gaps(made, facts(), low), *_gaps(made, facts(), high)) == expected


def test_a_comparison_with_something_unknown_turns_nowhere(plan, facts, blank):
    made = plan("结果 奖 = IF(收入 > 目标, 1元, 0)\n  取整 元")
    data = facts(towns=blank(0, "目标"))
    one, other = (_gaps(made, data, Fraction(value)) for value in (1, 2))
    assert crossings(*one, *other) == set()
