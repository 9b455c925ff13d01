"""The measure that an award is drawn against is the one that the policy grades it by."""

from __future__ import annotations

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.publish.report.grading_measure import pairs


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("yunfu-township-incentive", [("超收率", "超收奖励"), ("绩效得分", "增收奖励")]),
        ("38-chongming-shares", [("地方留成 ÷ 留成基数", "税收返还")]),
        ("10-fujian-eco-2024", [("考核分数", "补偿资金")]),
        ("22-xiping-2017-q1", []),
        ("29-guangdong-2005-weak-towns", []),
        ("35-henan-2011-gap", []),
    ],
)
def test_the_measure_of_each_award(published, name, found):
    drawn = pairs(context_of(published(name)))
    assert [(pair.measure.name, pair.award.name) for pair in drawn] == found


def test_a_scale_without_a_named_rate_is_measured_all_the_same(published):
    (pair,) = pairs(context_of(published("38-chongming-shares")))
    assert [str(value) for value in pair.measure.values] == ["5/4", "1", "0"]
