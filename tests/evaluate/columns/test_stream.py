"""Parquet in, Parquet out gives what one evaluation of all rows gives."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.columns.stream.run import evaluate_stream
from jiangzhi.evaluate.columns.stream.source import Unsorted
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.workbook.model import FactColumn, Facts, LevelFacts

POLICY = """---
办法: stream
名称: 流
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街 > 事项(明细)
主体: 镇街
---

## 第一条 数据

数据如表。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 类别 | 选项(甲、乙) | |
| 收入 | 金额(元) | >= 0 |
| 系数 | 数 | [0, 10] |

| 输入: 事项 | 类型 | 范围 |
|---|---|---|
| 支出 | 金额(元) | >= 0 |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额(元) | >= 0 |

## 第二条 奖励

按收入分配。

```规则
应得 = 收入 * 系数 + SUM(事项[支出])
  当 类别 = "甲"
  否则 0

结果 奖励 = 按需分配(应得, 资金池)
  取整 0.01元
结果 占比 = 奖励 / 资金池
{more}
```
"""


def plan_of(more=""):
    text = POLICY.format(more=more)
    return make_plan(resolve_policy(read_document(text, file="p.md")))


COUNTIES = [(f"县{at:02}", None if at == 3 else 1000 * at) for at in range(12)]
TOWNS = [
    (county, f"镇{at}", "甲乙"[at % 2], at * 777, Fraction(at % 7, 4))
    for number, (county, _) in enumerate(COUNTIES)
    for at in range(number % 5)
]
ITEMS = [(county, town, at * 100) for county, town, *_ in TOWNS for at in range(len(town) % 3)]


def write(folder):
    tables = {
        "县区": {"县区": [c[0] for c in COUNTIES], "资金池": pa.array([c[1] for c in COUNTIES])},
        "镇街": {
            "县区": [t[0] for t in TOWNS], "镇街": [t[1] for t in TOWNS],
            "类别": [t[2] for t in TOWNS], "收入": [t[3] for t in TOWNS],
            "系数": pa.array([Decimal(t[4].numerator) / t[4].denominator for t in TOWNS],
                            pa.decimal128(10, 4)),
        },
        "事项": {
            "县区": [i[0] for i in ITEMS], "镇街": [i[1] for i in ITEMS],
            "支出": [i[2] for i in ITEMS],
        },
    }  # fmt: skip
    paths = {}
    for level, columns in tables.items():
        paths[level] = folder / f"{level}.parquet"
        pq.write_table(pa.table(columns), paths[level])
    return paths


def at_once(plan):
    def level(name, keys, parents, columns):
        rows = len(keys)
        return LevelFacts(
            name, keys, parents, (), [-1] * rows, [0] * rows,
            {n: FactColumn(values, [""] * rows) for n, values in columns.items()},
        )  # fmt: skip

    counties = [(c[0],) for c in COUNTIES]
    towns = [t[:2] for t in TOWNS]
    pools = [None if c[1] is None else Fraction(c[1]) for c in COUNTIES]
    facts = Facts(
        {
            "整体": level("整体", [()], [0], {}),
            "县区": level("县区", counties, [0] * len(counties), {"资金池": pools}),
            "镇街": level(
                "镇街", towns, [counties.index(t[:1]) for t in towns],
                {"类别": [t[2] for t in TOWNS], "收入": [Fraction(t[3]) for t in TOWNS],
                 "系数": [t[4] for t in TOWNS]},
            ),
            "事项": level(
                "事项", [i[:2] for i in ITEMS], [towns.index(i[:2]) for i in ITEMS],
                {"支出": [Fraction(i[2]) for i in ITEMS]},
            ),
        },
        {}, {}, {}, (),
    )  # fmt: skip
    return evaluate_by_columns(plan, facts)


@pytest.mark.parametrize("run_rows", [1, 4, 1000])
def test_runs_of_whole_groups_give_the_same(tmp_path, run_rows):
    plan, out = plan_of(), tmp_path / "out.parquet"
    assert evaluate_stream(plan, write(tmp_path), out, run_rows=run_rows) == len(TOWNS)
    found, wanted = pq.read_table(out), at_once(plan)
    assert found["镇街"].to_pylist() == [t[1] for t in TOWNS]
    assert found["县区"].to_pylist() == [t[0] for t in TOWNS]
    award = wanted.steps["奖励"]
    assert any(award.values)
    assert found["奖励"].to_pylist() == list(award.values)
    assert found["奖励.state"].to_pylist() == list(award.states)
    shares = [None if text is None else Fraction(text) for text in found["占比"].to_pylist()]
    assert shares == list(wanted.steps["占比"].values)


def test_rows_out_of_order_are_refused(tmp_path):
    paths = write(tmp_path)
    table = pq.read_table(paths["镇街"])
    pq.write_table(table.take(list(range(len(table)))[::-1]), paths["镇街"])
    with pytest.raises(Unsorted):
        evaluate_stream(plan_of(), paths, tmp_path / "out.parquet")


def test_a_town_without_its_county_is_refused(tmp_path):
    paths = write(tmp_path)
    pq.write_table(pq.read_table(paths["县区"]).slice(0, 5), paths["县区"])
    with pytest.raises(ValueError, match="县06"):
        evaluate_stream(plan_of(), paths, tmp_path / "out.parquet")


def test_what_looks_at_all_rows_cannot_be_streamed(tmp_path):
    plan = plan_of("结果 总占比 = 收入 / SUM(全部[收入])")
    with pytest.raises(ValueError, match="all rows"):
        evaluate_stream(plan, write(tmp_path), tmp_path / "out.parquet")
