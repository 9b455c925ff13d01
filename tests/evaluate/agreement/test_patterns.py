"""A batch decided by patterns: each evaluator's mistakes are caught by the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.agreement import compare
from jiangzhi.evaluate.agreement.compare import evaluate_and_compare
from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ
from jiangzhi.evaluate.agreement.whole_groups import GROUPS
from jiangzhi.evaluate.columns import evaluate, expressions, steps
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.columns.rows.frame import Result
from jiangzhi.evaluate.columns.steps import rules
from jiangzhi.evaluate.firing.deciders import Decider

RULES = (
    "超收 = MAX(0, 收入 - 目标)\n"
    "应奖 = 超收 * 30%\n  当 得分 >= 80\n应奖 = 超收 * 20%\n  当 得分 >= 60\n  当 得分 < 80\n"
    "  否则 0\n  取整 元\n"
    "结果 奖 = 按需分配(应奖, 资金池)\n  当 NOT(否决)\n  取整 元\n"
    "结果 名次 = RANK(收入, 全部[收入], 降序, 同名次)\n  取整 1\n"
    "总超收 = SUM([超收])\n"
)
TOWNS = [
    (f"县{n % 30:02}", f"镇{n:04}", "重点", 5000 + n * 37 % 1000, 5300, 40 + n % 61, n % 13 == 0)
    for n in range(2400)
]
POOLS = {f"县{n:02}": 3000 + n * 100 for n in range(30)}


@pytest.fixture
def batch(plan, facts):
    return plan(RULES), facts(towns=TOWNS, items=[], pools=POOLS)


def refused(batch):
    with pytest.raises(Refused) as found:
        fail_if_patterns_differ(evaluate_by_columns(*batch))
    (diagnostic,) = found.value.diagnostics
    assert diagnostic.code == "E101"
    return diagnostic.message("zh")


@pytest.fixture
def sampled(monkeypatch):
    """Batches of the tests are large."""
    monkeypatch.setattr(compare, "MOST_COMPARED", 2000)


def test_a_batch_that_agrees_says_what_was_compared(batch, sampled):
    agreed = evaluate_and_compare(*batch)
    outcome, agreement = agreed.outcome, agreed.compared
    assert outcome.evaluator == "columns"
    assert agreement["compared"] == agreement["of"] == 2400
    assert 3 <= agreement["patterns"] <= 20
    assert agreement["samples"] > 2400 + GROUPS * 80


def test_a_batch_of_some_thousands_is_compared_whole(batch):
    agreed = evaluate_and_compare(*batch)
    outcome, agreement = agreed.outcome, agreed.compared
    assert (outcome.evaluator, agreement) == ("columns", {"compared": 2400, "of": 2400})


def test_blank_cells_agree(plan, facts, sampled):
    blanks = [(*town[:5], None if n % 5 == 0 else town[5], town[6]) for n, town in enumerate(TOWNS)]
    evaluate_and_compare(plan(RULES), facts(towns=blanks, items=[], pools=POOLS))


def test_a_small_run_is_compared_whole(plan, facts):
    agreed = evaluate_and_compare(plan(RULES), facts())
    outcome, agreement = agreed.outcome, agreed.compared
    assert (outcome.evaluator, agreement) == ("firing", {"compared": 4, "of": 4})


def test_a_network_that_decides_wrongly_is_caught(batch, monkeypatch):
    codes_of = Decider.codes_of

    def swapped(self, pattern):
        codes = codes_of(self, pattern)
        return codes[::-1] if len(codes) == 2 else codes

    monkeypatch.setattr(Decider, "codes_of", swapped)
    message = refused(batch)
    assert "“应奖”" in message
    assert "firing" in message


def test_a_rule_picked_wrongly_by_columns_is_caught_by_the_network(batch, monkeypatch):
    picked = rules._picked

    def off(truths, hit, cases):
        found, state = picked(truths, hit, cases)
        return np.where(found == 1, 0, found), state

    monkeypatch.setattr(rules, "_picked", off)
    assert "firing" in refused(batch)


def replaced(monkeypatch, **functions):
    """The columns evaluator with some of its functions replaced."""
    monkeypatch.setattr(expressions, "FUNCTIONS", {**expressions.FUNCTIONS, **functions})


def test_a_comparison_wrong_in_columns_is_caught(batch, monkeypatch):
    replaced(monkeypatch, ge=expressions.FUNCTIONS["gt"])
    assert "“应奖”" in refused(batch)


def test_an_amount_wrong_in_columns_is_caught(batch, monkeypatch):
    multiply = expressions.FUNCTIONS["multiply"]

    def off(args, types):
        found = multiply(args, types)
        return replace(found, num=found.num + found.den * 100)

    replaced(monkeypatch, multiply=off)
    assert "exact" in refused(batch)


@pytest.mark.parametrize("name", ["奖", "名次", "总超收", "收入"])
def test_a_group_or_an_input_wrong_in_columns_is_caught(batch, monkeypatch, name):
    step = steps.follow

    def off(at, frame):
        found = step(at, frame)
        if at.head.name != name:
            return found
        return Result(replace(found.vector, num=found.vector.num + 1, high=found.vector.high + 1))

    monkeypatch.setattr(evaluate, "follow", off)
    message = refused(batch)
    assert f"“{name}”" in message
    assert ("资金池" if name == "奖" else "exact") in message


def changed(monkeypatch, name, change):
    """The columns evaluator with one step's numbers changed after they are found."""
    step = steps.follow

    def off(at, frame):
        found = step(at, frame)
        if at.head.name != name:
            return found
        num = np.array(found.vector.num)
        low, high = num.min() - 10**9, num.max() + 10**9
        change(num)
        return Result(replace(found.vector, num=num, low=int(low), high=int(high)), found.rules)

    monkeypatch.setattr(evaluate, "follow", off)


@pytest.mark.parametrize("end", [np.argmin, np.argmax])
def test_the_least_and_the_largest_are_recomputed(plan, facts, monkeypatch, end):
    of = plan("结果 差 = 收入 - 目标\n  取整 元"), facts(towns=TOWNS, items=[], pools=POOLS)

    def one_row(num):
        num[end(num)] += 100

    changed(monkeypatch, "差", one_row)
    assert "“差”" in refused(of)


def test_a_half_rounded_the_wrong_way_is_caught(plan, facts, monkeypatch):
    towns = [(*town[:3], 5000 + n % 991, 1, 90, False) for n, town in enumerate(TOWNS)]
    # 5437.00005 万元: the only half of a 元 among thousands
    towns[1234] = (*towns[1234][:3], "5437.00005", 1, 90, False)
    of = plan("结果 奖 = 收入 / 3\n  取整 元"), facts(towns=towns, items=[], pools=POOLS)
    exact = [row for row, value in enumerate(evaluate_by_columns(*of).steps["收入"].values)
             if (value / 300 * 2).denominator == 1 and (value / 300).denominator == 2]  # fmt: skip
    assert exact == [1234]
    fail_if_patterns_differ(evaluate_by_columns(*of))
    rounded = evaluate_by_columns(*of).steps["奖"].values[1234]

    def down(num):
        num[num == rounded] -= 100

    changed(monkeypatch, "奖", down)
    assert "县04/镇1234" in refused(of)


@pytest.mark.parametrize("group", range(30))
def test_one_fen_too_much_out_of_any_pool_is_caught(batch, monkeypatch, group):
    def one_row(num):
        first = group * 80
        num[first + int(np.argmax(num[first : first + 80] > 0))] += 100

    changed(monkeypatch, "奖", one_row)
    assert f"县{group:02}/" in refused(batch)


def test_one_unit_too_little_out_of_a_short_pool_is_caught(batch, monkeypatch):
    def one_row(num):
        num[80 + int(np.argmax(num[80:160] > 0))] -= 100

    changed(monkeypatch, "奖", one_row)
    assert "县01/" in refused(batch)
