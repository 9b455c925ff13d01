"""Comparing runs: the parts add up exactly, and each names its cause."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.explain.compare.compare import PARTS, compare_runs, of_other_policies
from jiangzhi.explain.compare.mix import as_read_by
from jiangzhi.explain.compare.totals import totals_of
from jiangzhi.formula.types.types import TEXT
from jiangzhi.formula.types.value import State

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


def test_a_total_of_an_unknown_town_is_not_known(outcome, outcome_with, towns):
    towns[4] = (*towns[4][:3], "", *towns[4][4:])
    found = compare_runs(outcome, outcome_with(towns=towns))
    east, west, whole = totals_of([one for one in found if one.result == "超收奖励"])
    assert (east.state, east.open) == (State.KNOWN, 0)
    for total in (west, whole):
        assert total.states == (State.KNOWN, State.MISSING)
        assert total.before is not None
        assert set(total.amounts[1:]) == {None}
        assert total.open > 0
        assert total.known.change == total.known.after - total.known.before


def test_a_failure_is_told_apart_and_is_the_worse_in_a_total(outcome):
    found = [one for one in compare_runs(outcome, outcome) if one.result == "超收奖励"]
    unknown = {"after": None, "parts": None}
    found[0] = replace(found[0], states=(State.KNOWN, State.DIVIDED_BY_ZERO), **unknown)
    found[1] = replace(found[1], states=(State.KNOWN, State.MISSING), **unknown)
    whole = totals_of(found)[-1]
    assert (whole.open, whole.failed) == (1, 1)
    assert whole.state.failed


def test_towns_stand_as_in_the_workbook_group_by_group(outcome, outcome_with, towns):
    turned = [towns[4], towns[1], towns[3], towns[0]]
    found = compare_runs(outcome, outcome_with(towns=turned))
    order = list(dict.fromkeys(one.town for one in found))
    assert order[:2] == [("西县", "新桥街道"), ("西县", "太平镇")]
    assert order[-3:] == [("东县", "河口镇"), ("东县", "太平镇"), ("东县", "榃滨镇")]


def test_only_policies_of_other_families_are_warned_of(outcome, outcome_with, policy_text):
    amended = outcome_with(policy_text.replace("| 80% |", "| 60% |"))
    assert of_other_policies(outcome, amended) == ()
    other = replace(outcome, plan=replace(outcome.plan, family="linli"))
    assert [one.code for one in of_other_policies(outcome, other)] == ["X117"]


@pytest.mark.parametrize("revenue", ["0", "5000", "5250.01", "9999.99"])
def test_the_parts_add_up_to_the_fen(outcome, outcome_with, towns, revenue):
    towns[0] = (*towns[0][:3], revenue, *towns[0][4:])
    for one in compare_runs(outcome, outcome_with(towns=towns)):
        assert sum(one.parts, Fraction(0)) == one.change


REVENUE = st.sampled_from(["0", "3000", "5000", "5250.01", "9999.99", ""])
ROW = st.tuples(
    st.sampled_from(["优先发展", "重点发展"]), REVENUE, st.sampled_from(["3000", "5000"]),
    st.sampled_from(["55", "60", "79.99", "100", ""]), st.sampled_from(["是", "否"]),
)  # fmt: skip
TOWNS = st.dictionaries(
    st.sampled_from(
        [("东县", "太平镇"), ("东县", "河口镇"), ("东县", "榃滨镇"), ("西县", "太平镇")]
    ),
    ROW, min_size=1,
)  # fmt: skip
ITEMS = st.lists(
    st.tuples(st.sampled_from(["政策性增支", "应急支出"]), st.sampled_from(["0", "7", "1000.01"])),
    max_size=2,
)
POOLS = st.tuples(st.sampled_from(["0", "90.01", "500"]), st.sampled_from(["0", "77.77"]))
#: The policy as it was, and amended: a parameter, a bracket, a rule, a result by another name.
AMENDED = {
    "": "",
    "| 政策支持比例 | 80% |": "| 政策支持比例 | 60% |",
    "30% | 25%": "35% | 20%",
    "政策性超支 * 政策支持比例": "政策性超支 * 政策支持比例 / 3",
    "超支支持": "超支补助",
}


@st.composite
def runs(draw):
    """The arguments of a run: policy amendments, towns, items, pools."""
    towns = [(*key, *row) for key, row in draw(TOWNS).items()]
    items = [(*towns[0][:2], *one) for one in draw(ITEMS)]
    pools = list(zip(("东县", "西县"), draw(POOLS), strict=True))
    amended = draw(st.sets(st.sampled_from(sorted(AMENDED)), max_size=2))
    return amended, {"towns": towns, "items": items, "pools": pools}


@settings(max_examples=6, deadline=None, derandomize=True)
@given(one=runs(), other=runs())
def test_of_any_two_runs_the_parts_add_up_and_the_mirror_is_the_opposite(
    outcome_with, policy_text, one, other
):
    """Towns that come and go, blanks on either side, amended and renamed rules, other classes."""
    both = []
    for amended, facts in (one, other):
        text = policy_text
        for old in sorted(amended - {""}):
            assert old in text
            text = text.replace(old, AMENDED[old])
        both.append(outcome_with(text, **facts))
    there, back = compare_runs(*both), compare_runs(*reversed(both))
    mirrored = {(two.town, two.result): two for two in back}
    assert len(mirrored) == len(there)
    for difference in there:
        mirror = mirrored[difference.town, difference.result]
        assert (difference.parts is None) == (difference.change is None)
        if difference.change is not None:
            assert sum(difference.parts) == difference.change == -mirror.change
        if one == other:
            assert not any(difference.parts or ())
    for total in totals_of([two for two in there if two.result == "超收奖励"]):
        known = total.known
        assert sum(known.parts) == known.change == known.to_pay - known.to_claw_back
        assert known.change == known.after - known.before
        assert (total.state is State.KNOWN) == (total.open == total.failed == 0)
        assert (total.amounts == known.amounts) == (total.state is State.KNOWN)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(run=runs(), row=ROW)
def test_a_town_whose_data_alone_changed_owns_its_difference(outcome_with, run, row):
    facts = run[1]
    first = facts["towns"][0][:2]
    changed = {**facts, "towns": [(*first, *row), *facts["towns"][1:]]}
    for one in compare_runs(outcome_with(**facts), outcome_with(**changed)):
        if one.parts is not None:
            own, parameters, rules, others = one.parts
            assert parameters == rules == 0
            assert (others if one.town == first else own) == 0


def test_an_input_that_is_of_another_kind_now_is_not_mixed(outcome):
    """A score that was a number and is a grade: what it was cannot be read by the new rules."""
    plan, facts = outcome.plan, outcome.facts
    steps = tuple(
        replace(step, head=replace(step.head, type=TEXT)) if step.head.name == "绩效得分" else step
        for step in plan.steps
    )
    mixed = as_read_by(plan, replace(plan, steps=steps), facts)
    assert "绩效得分" not in mixed.levels["镇街"].columns
    assert "实际收入" in mixed.levels["镇街"].columns
    assert as_read_by(plan, plan, facts) is facts
