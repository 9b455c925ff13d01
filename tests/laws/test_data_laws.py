"""What may be done to a data set without doing anything to its results, or what it must do."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws_examples import many

from jiangzhi import api
from jiangzhi.document.read import read_document
from jiangzhi.formula.types.value import State
from jiangzhi.plan.load import plan_document

POLICY = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

超过目标的部分分档奖励,乘以系数,县区资金池不足时同比例缩减。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |
| 得分 | 数 | [0, 100] |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额 | >= 0 |

```规则
超收 = MAX(0, 收入 - 目标)
率 = 超收 / 目标
系数 = 100%
  当 得分 >= 80
系数 = 70%
  当 得分 >= 60
  当 得分 < 80
  否则 0%
应奖 = 超收 * 30% * 系数
  当 率 <= 10%
  否则 超收 * 20% * 系数
结果 奖 = 按需分配(应奖, 资金池)
  取整 分
```
"""
LOADED = plan_document(read_document(POLICY, file="试.md"))
FEN = st.integers(0, 10**11)

town = st.tuples(FEN, FEN.map(lambda fen: fen + 1), st.integers(0, 100))
counties = st.lists(
    st.tuples(st.integers(0, 10**10), st.lists(town, min_size=1, max_size=6)),
    min_size=1,
    max_size=3,
)


def frames(drawn, *, unit: str = "元", fen: int = 100, times: int = 1):
    """Sheets whose money is written exactly in a unit of so many 分."""

    def money(amount):
        whole, rest = divmod(amount * times, fen)
        return f"{whole}.{rest:0{len(str(fen)) - 1}d}"

    rows = [
        {"县区": f"县{c}", "镇街": f"镇{t}", f"收入({unit})": money(income),
         f"目标({unit})": money(target), "得分": str(score)}
        for c, (_, towns) in enumerate(drawn)
        for t, (income, target, score) in enumerate(towns)
    ]  # fmt: skip
    pools = [{"县区": f"县{c}", f"资金池({unit})": money(p)} for c, (p, _) in enumerate(drawn)]
    return {"镇街": pd.DataFrame(rows), "县区": pd.DataFrame(pools)}


def outcome_of(drawn, **written):
    return api.run(LOADED, api.read(LOADED, frames(drawn, **written))).outcome


def values(outcome, name):
    keys = outcome.facts.levels["镇街"].keys
    assert set(outcome.steps[name].states) == {State.KNOWN}
    return dict(zip(keys, outcome.steps[name].values, strict=True))


@many(25)
@given(counties)
def test_the_unit_of_the_sheet_does_not_matter(drawn):
    in_yuan = values(outcome_of(drawn), "奖")
    assert in_yuan == values(outcome_of(drawn, unit="万元", fen=10**6), "奖")


@many(25)
@given(counties)
def test_ten_times_the_money_is_ten_times_what_is_not_rounded(drawn):
    plain, tenfold = outcome_of(drawn), outcome_of(drawn, times=10)
    for name, factor in (("超收", 10), ("应奖", 10), ("率", 1), ("系数", 1)):
        once = values(plain, name)
        assert values(tenfold, name) == {key: value * factor for key, value in once.items()}
    for key, share in values(plain, "奖").items():
        # a share is rounded to the 分 either time
        assert abs(values(tenfold, "奖")[key] - 10 * share) <= 10


@many(25)
@given(counties)
def test_a_town_without_claims_changes_nobody(drawn):
    before = values(outcome_of(drawn), "奖")
    more = [(pool, [*towns, (0, 1, 100)]) for pool, towns in drawn]
    after = values(outcome_of(more), "奖")
    assert {key: share for key, share in after.items() if key in before} == before
    assert all(share == 0 for key, share in after.items() if key not in before)


@many(40)
@given(counties)
def test_pools_are_paid_out_to_the_last_fen(drawn):
    outcome = outcome_of(drawn)
    claims, shares = values(outcome, "应奖"), values(outcome, "奖")
    for c, (pool, _) in enumerate(drawn):
        county = f"县{c}"
        own = [key for key in shares if key[0] == county]
        claimed, paid = sum(claims[key] for key in own), sum(shares[key] for key in own)
        assert all(shares[key].denominator == 1 for key in own)
        if claimed >= pool:
            assert paid == pool
        else:
            assert abs(paid - claimed) <= Fraction(len(own), 2)


def test_the_laws_can_be_broken():
    with pytest.raises(AssertionError):
        assert values(outcome_of([(100, [(5, 1, 100)])], times=10), "应奖") == values(
            outcome_of([(100, [(5, 1, 100)])]), "应奖"
        )
