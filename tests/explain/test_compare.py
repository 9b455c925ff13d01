"""Comparing runs: the parts add up exactly, and each names its cause."""

from fractions import Fraction

import pytest

from jiangzhi.explain.compare.compare import PARTS, compare_runs

WAN = 1_000_000


def parts_of(found, town, result="超收奖励"):
    one = next(one for one in found if one.town == town and one.result == result)
    return one, dict(zip(PARTS, one.parts, strict=True)) if one.parts else None


def test_nothing_changed_is_nothing(outcome):
    assert all(one.change == 0 and set(one.parts) == {0} for one in compare_runs(outcome, outcome))


def test_own_data_and_what_the_pool_passes_on(outcome, outcome_with, towns):
    towns[1] = (*towns[1][:3], "3400", *towns[1][4:])
    found = compare_runs(outcome, outcome_with(towns=towns))
    one, parts = parts_of(found, ("东县", "河口镇"))
    assert parts["own"] == one.change > 0
    other, parts = parts_of(found, ("东县", "太平镇"))
    assert parts["others"] == other.change == -one.change
    assert all(parts[name] == 0 for name in ("own", "parameters", "rules"))


def test_a_parameter_and_a_rule_are_told_apart(outcome, outcome_with, policy_text):
    amended = policy_text.replace("| 政策支持比例 | 80% |", "| 政策支持比例 | 60% |")
    _, parts = parts_of(
        compare_runs(outcome, outcome_with(amended)), ("东县", "太平镇"), "超支支持"
    )
    assert parts == {"own": 0, "parameters": -24 * WAN, "rules": 0, "others": 0}
    amended = policy_text.replace("政策性超支 * 政策支持比例", "政策性超支 * 政策支持比例 / 2")
    _, parts = parts_of(
        compare_runs(outcome, outcome_with(amended)), ("东县", "太平镇"), "超支支持"
    )
    assert parts == {"own": 0, "parameters": 0, "rules": -48 * WAN, "others": 0}


def test_everything_at_once_still_adds_up(outcome, outcome_with, policy_text, towns):
    towns[0] = (*towns[0][:3], "5900", *towns[0][4:])
    towns[4] = (*towns[4][:5], "61", towns[4][6])
    amended = policy_text.replace("| 起奖分 | 60 |", "| 起奖分 | 50 |").replace(
        "30% | 25%", "35% | 20%"
    )
    items = [("东县", "太平镇", "政策性增支", "1000"), ("西县", "太平镇", "政策性增支", "7")]
    found = compare_runs(
        outcome,
        outcome_with(amended, towns=towns, items=items, pools=[("东县", "90"), ("西县", "100")]),
    )
    assert any(one.change for one in found)
    for one in found:
        assert sum(one.parts) == one.change == one.after - one.before
    _, parts = parts_of(found, ("东县", "太平镇"), "超支支持")
    assert parts["own"] == 704 * WAN


def test_a_town_that_came_or_went(outcome, outcome_with, towns):
    fewer = outcome_with(towns=towns[:4])
    one, parts = parts_of(compare_runs(outcome, fewer), ("西县", "新桥街道"))
    assert (one.stands_in, one.change) == ((True, False), -one.before)
    assert parts["own"] == one.change


def test_an_open_result_has_no_difference(outcome, outcome_with, towns):
    towns[4] = (*towns[4][:3], "", *towns[4][4:])
    one, parts = parts_of(compare_runs(outcome, outcome_with(towns=towns)), ("西县", "新桥街道"))
    assert parts is None
    assert one.change is None


@pytest.mark.parametrize("revenue", ["0", "5000", "5250.01", "9999.99"])
def test_the_parts_add_up_to_the_fen(outcome, outcome_with, towns, revenue):
    towns[0] = (*towns[0][:3], revenue, *towns[0][4:])
    for one in compare_runs(outcome, outcome_with(towns=towns)):
        assert sum(one.parts, Fraction(0)) == one.change
