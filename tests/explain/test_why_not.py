"""Why not: the first failed condition of each case, and how far it was."""

from jiangzhi.explain.context import context_of
from jiangzhi.explain.render.reasons import why_not_text
from jiangzhi.explain.why_not import why_not


def test_each_case_that_did_not_apply_has_its_condition_and_distance(outcome):
    found = why_not(context_of(outcome), "超收奖励", 3)
    rule = next(one for one in found if one.quantity == "应奖额")
    assert rule.condition == "绩效得分 55 ≥ 起奖分 60  不成立"
    assert rule.distance == "还差 5"
    assert rule.cite.heading == "第二条 超收奖励"


def test_a_row_of_a_table_too(outcome):
    found = why_not(context_of(outcome), "超收奖励", 1)
    rows = [(one.case, one.distance) for one in found if one.quantity == "绩效系数"]
    assert rows == [
        ("表“绩效系数”第 1 行(< 60, 0)", "超出 12.5"),
        ("表“绩效系数”第 3 行(>= 80, 100%)", "还差 7.5"),
    ]


def test_an_edge_that_does_not_belong_is_said(outcome_with, towns):
    towns[2] = (*towns[2][:3], "5000", *towns[2][4:])
    found = why_not(context_of(outcome_with(towns=towns)), "应奖额", 2)
    assert found[0].distance == "恰在界上,本条不含该界"


def test_text_is_in_the_readers_language(outcome):
    context = context_of(outcome, "en")
    text = why_not_text(context, {"超收奖励": why_not(context, "超收奖励", 3)})
    assert "does not hold" in text
    assert "short by 5" in text


INSIDE = """
## 第五条 其他

```规则
结果 先进 = AND(绩效得分 >= 80, 超收率 > 5%)

结果 名次奖 = IF(超收名次 = 1, 3万元, IF(超收名次 <= 2, 1万元, 0))
  取整 元
```
"""


def test_a_flag_that_is_not_so_names_the_first_condition_that_failed(outcome_with, policy_text):
    outcome = outcome_with(policy_text + INSIDE)
    (flag,) = (one for one in why_not(context_of(outcome), "先进", 1) if one.quantity == "先进")
    assert (flag.condition, flag.distance) == ("绩效得分 72.5 ≥ 80  不成立", "还差 7.5")
    assert not [one for one in why_not(context_of(outcome), "先进", 0) if one.quantity == "先进"]


def test_each_if_that_failed_on_the_way_is_named(outcome_with, policy_text):
    outcome = outcome_with(policy_text + INSIDE)
    found = why_not(context_of(outcome), "名次奖", 2)
    own = [one.condition for one in found if one.quantity == "名次奖"]
    assert own == ["超收名次 3 = 1  不成立", "超收名次 3 ≤ 2  不成立"]
