"""What if: suppositions are read strictly, and their effects on others are told."""

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.explain.context import context_of
from jiangzhi.explain.what_if import what_if


def supposing(outcome, *texts, row=0):
    return what_if(context_of(outcome), texts, level="镇街", row=row)


def test_the_pool_takes_from_others_what_one_gains(outcome):
    found = supposing(outcome, "实际收入=5600万元")
    own = next(one for one in found.own if one.step == "超收奖励")
    other = next(one for one in found.others if one.step == "超收奖励")
    assert own.after - own.before == other.before - other.after > 0
    assert other.entity == ("东县", "河口镇")


def test_a_parameter_reaches_every_town(outcome):
    found = supposing(outcome, "起奖分=90")
    assert {one.entity for one in found.others} == {("东县", "河口镇"), ("西县", "新桥街道")}


def test_the_value_of_the_group_can_be_supposed(outcome):
    found = supposing(outcome, "奖励资金池=300万元")
    own = next(one for one in found.own if one.step == "超收奖励")
    assert own.after == 135_000_000


@pytest.mark.parametrize(
    ("text", "code"),
    [("实际收人=1万元", "X105"), ("应奖额=1万元", "X105"), ("实际收入=5300", "X106"),
     ("绩效得分=高", "X106"), ("类别=随便", "X106"), ("一票否决=也许", "X106"),
     ("超支金额=1万元", "X105")],
)  # fmt: skip
def test_what_cannot_be_supposed_is_refused(outcome, text, code):
    with pytest.raises(Refused) as refused:
        supposing(outcome, text)
    assert [one.code for one in refused.value.diagnostics] == [code]


def test_all_that_is_wrong_is_said_at_once(outcome):
    with pytest.raises(Refused) as refused:
        supposing(outcome, "实际收人=1万元", "绩效得分=高")
    assert [one.code for one in refused.value.diagnostics] == ["X105", "X106"]
    assert "实际收入" in refused.value.diagnostics[0].message()


def test_a_value_outside_the_range_of_the_input_is_refused(outcome):
    with pytest.raises(Refused) as refused:
        supposing(outcome, "实际收入=20000亿元")
    (problem,) = refused.value.diagnostics
    assert problem.code == "X108"
    assert "±1 万亿元" in problem.message()
