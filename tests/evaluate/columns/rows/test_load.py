"""Facts as vectors: what is refused, what counts as blank, what is given from outside."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts, Source
from jiangzhi.formula.types.value import State
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: load
名称: 装载
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街
---

## 第一条 数据

数据如表。

| 输入: 镇街 | 类型 | 范围 | 空白 |
|---|---|---|---|
| 收入 | 金额(元) | (0, 100元] | |
| 得分 | 数 | | 60 |

| 参数 | 值 |
|---|---|
| 单价 | 2元 |

## 第二条 奖励

按得分奖励。

```规则
结果 奖励 = 收入 + 得分 * 单价
  取整 0.01元
```
"""


@pytest.fixture
def plan():
    return make_plan(resolve_policy(read_document(POLICY, file="p.md")))


def facts(income, score, given=None):
    def level(name, keys, parents, columns):
        source = Source("数.xlsx", "", "镇街", {"收入": "C", "得分": "D"})
        rows = len(keys)
        return LevelFacts(
            name, keys, parents, (source,), [0] * rows, list(range(2, rows + 2)),
            {n: FactColumn(values, [""] * rows) for n, values in columns.items()},
        )  # fmt: skip

    rows = len(income)
    return Facts(
        {
            "整体": level("整体", [()], [0], {}),
            "县区": level("县区", [("甲县",)], [0], {}),
            "镇街": level(
                "镇街", [("甲县", f"镇{at}") for at in range(rows)], [0] * rows,
                {"收入": income, "得分": score},
            ),
        },
        given or {}, {}, {}, (),
    )  # fmt: skip


@pytest.mark.parametrize("fen", [Fraction(0), Fraction(-1), Fraction(10_001), Fraction(10**40)])
def test_outside_the_declared_range_is_refused_with_its_cell(plan, fen):
    with pytest.raises(Refused) as refused:
        evaluate_by_columns(plan, facts([Fraction(1), fen], [Fraction(1)] * 2))
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "W123"
    assert str(diagnostic.place) == "数.xlsx 镇街!C3"
    assert "镇1" in diagnostic.message()


def test_the_ends_of_the_range_are_kept(plan):
    outcome = evaluate_by_columns(plan, facts([Fraction(1), Fraction(10_000)], [Fraction(0)] * 2))
    assert list(outcome.steps["奖励"].values) == [1, 10_000]


def test_a_blank_counts_as_stated_or_is_missing(plan):
    outcome = evaluate_by_columns(plan, facts([Fraction(100), None], [None, Fraction(1)]))
    award = outcome.steps["奖励"]
    assert list(award.values) == [100 + 60 * 200, None]
    assert list(award.states) == [State.KNOWN, State.MISSING]


def test_a_parameter_given_from_outside_counts(plan):
    given = {"单价": Given(Fraction(500), "5元", None)}
    outcome = evaluate_by_columns(plan, facts([Fraction(100)], [Fraction(3)], given))
    assert outcome.steps["奖励"].values[0] == 100 + 3 * 500


def test_an_outcome_can_be_read_raw_and_handed_in_again(plan):
    first = evaluate_by_columns(plan, facts([Fraction(100), Fraction(7)], [Fraction(1, 3)] * 2))
    raw = first.steps["得分"].values.raw
    assert np.asarray(raw.data).tolist() == [1, 1]
    assert raw.den == 3
    again = evaluate_by_columns(plan, facts(first.steps["收入"].values, first.steps["得分"].values))
    assert again.steps["奖励"].values == first.steps["奖励"].values
    assert first.steps["奖励"].values[-1] == first.steps["奖励"].values[1]
    assert first.steps["奖励"].values[:1] == [first.steps["奖励"].values[0]]


def test_no_rows_at_all(plan):
    outcome = evaluate_by_columns(plan, facts([], []))
    assert list(outcome.steps["奖励"].values) == []
