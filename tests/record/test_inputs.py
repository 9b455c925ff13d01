"""What the store keeps of inputs beside their values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jiangzhi.diagnostic import CellPlace
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts, Source
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.record.trace.read import read_trace
from jiangzhi.record.trace.write import trace_table, write_trace


def of_towns(outcome, **changed):
    """The outcome with the towns' facts changed."""
    levels = outcome.facts.levels
    facts = replace(outcome.facts, levels={**levels, "镇街": replace(levels["镇街"], **changed)})
    return replace(outcome, facts=facts)


def cells(outcome, name="实际收入"):
    table = trace_table(outcome)
    rows = [at for at, one in enumerate(table["行.层级"].to_pylist()) if one == "镇街"]
    return [table[f"{name}.格子"][at].as_py() for at in rows]


def test_every_source_has_letters_of_its_own(outcome):
    (source,) = outcome.facts.levels["镇街"].sources
    other = Source("二.xlsx", "0" * 64, "表", {"实际收入": "AB"})
    changed = of_towns(
        outcome, sources=(source, other, replace(other, columns={})), source_of=[0, 1, 2, -1, 1]
    )
    assert cells(changed) == ["D4", "AB5", None, None, "AB8"]


def test_rows_that_jump_keep_their_own_numbers(outcome):
    assert cells(of_towns(outcome, row_of=[100, 9, 1000, 4, 12])) == [
        "D100", "D9", "D1000", "D4", "D12",
    ]  # fmt: skip


def test_a_value_from_another_sheet_names_its_cell(outcome):
    elsewhere = {"实际收入": {1: CellPlace("二.xlsx", "补表", "Z99")}}
    assert cells(of_towns(outcome, cells=elsewhere))[:3] == ["D4", "Z99", "D6"]


NAMED = """---
办法: named
名称: 公式里写层的名字
施行: 2020-01-01 起
金额单位: 元
层级: 镇街 > 项目(明细)
---

## 第一条 数据

| 输入: 项目 | 类型 |
|---|---|
| 金额 | 金额(元) |

## 第二条 奖励

```规则
结果 奖励 = IF(镇街 = "甲镇", 2, 1) * SUM(项目[金额])
  取整 元
```
"""


def test_a_formula_that_names_a_level_leaves_rows_below_their_names(tmp_path):
    plan = make_plan(resolve_policy(read_document(NAMED, file="named.md")))
    source = Source("一.xlsx", "0" * 64, "表", {"镇街": "A", "金额": "B"})
    amounts = FactColumn([Fraction(100), Fraction(300)], ["1", "3"])
    levels = {
        plan.levels[0].name: LevelFacts(plan.levels[0].name, [()], [0], (), [-1], [0], {}),
        "镇街": LevelFacts(
            "镇街", [(one,) for one in ("甲镇", "乙镇")], [0, 0], (source,), [0, 0], [2, 3],
            {},
        ),
        "项目": LevelFacts(
            "项目", [("甲镇",), ("乙镇",)], [0, 1], (source,), [0, 0], [2, 3], {"金额": amounts}
        ),
    }  # fmt: skip
    outcome = evaluate_exactly(plan, Facts(levels, {}, {}, {}, ()))
    write_trace(outcome, tmp_path / "trace.parquet")
    again = read_trace(tmp_path / "trace.parquet", plan)
    assert [tuple(key) for key in again.facts.levels["项目"].keys] == [("甲镇",), ("乙镇",)]
    assert list(again.steps["镇街"].values) == ["甲镇", "乙镇"]
