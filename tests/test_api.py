"""The Python face: DataFrames in, DataFrames out."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi import api

POLICY = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

超过目标的部分奖励一半,县区资金池不足时同比例缩减。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额 | >= 0 |

```规则
结果 奖 = 按需分配((收入 - 目标) * 50%, 资金池)
  当 收入 > 目标
```
"""


@pytest.fixture
def loaded(tmp_path):
    path = tmp_path / "试.md"
    path.write_text(POLICY, encoding="utf-8")
    return api.load_policy(path)


def frames(**towns):
    defaults = {"县区": "甲县", "目标(万元)": 100}
    rows = [{**defaults, "镇街": name, "收入(万元)": income} for name, income in towns.items()]
    pools = [{"县区": "甲县", "资金池(万元)": 15}]
    return {"镇街": pd.DataFrame(rows), "县区": pd.DataFrame(pools)}


def test_frames_in_frame_out(loaded):
    computed = api.run(loaded, api.read(loaded, frames(甲镇=120, 乙镇=140)))
    frame = api.results(computed)
    assert list(frame.columns) == ["县区", "镇街", "奖", "奖.state"]
    assert list(frame["奖.state"]) == ["known"] * 2
    assert list(frame["奖"]) == [Decimal(50000), Decimal(100000)]


def test_a_blank_is_missing_not_zero(loaded):
    frame = api.results(api.run(loaded, api.read(loaded, frames(甲镇=None, 乙镇=140))))
    assert list(frame["奖"]) == [None, None]
    assert list(frame["奖.state"]) == ["missing"] * 2


def test_what_is_wrong_is_raised_together(loaded):
    with pytest.raises(api.Refused) as refused:
        api.read(loaded, frames(甲镇="很多", 乙镇=-1))
    assert len(refused.value.diagnostics) == 2


def parquet(folder, **towns):
    county = pa.table({"县区": ["甲县"], "资金池": [15_000_000]})
    names = sorted(towns)
    town = pa.table({
        "县区": ["甲县"] * len(names), "镇街": names,
        "收入": pa.array([towns[name] for name in names], pa.int64()),
        "目标": [100_000_000] * len(names),
    })  # fmt: skip
    paths = {"县区": folder / "县区.parquet", "镇街": folder / "镇街.parquet"}
    pq.write_table(county, paths["县区"])
    pq.write_table(town, paths["镇街"])
    return paths


def test_parquet_in_parquet_out(loaded, tmp_path):
    paths = parquet(tmp_path, 甲镇=120_000_000, 乙镇=140_000_000)
    done = api.evaluate_parquet(loaded, paths, tmp_path / "结果.parquet")
    assert (done.rows, done.open) == (2, {"奖": 0})
    found = pq.read_table(tmp_path / "结果.parquet")
    assert found.to_pydict() == {
        "县区": ["甲县"] * 2, "镇街": ["乙镇", "甲镇"], "奖": [10_000_000, 5_000_000],
        "奖.state": [0, 0],
    }  # fmt: skip
    paths = parquet(tmp_path, 甲镇=None, 乙镇=140_000_000)
    done = api.evaluate_parquet(loaded, paths, tmp_path / "待定.parquet")
    assert (done.rows, done.open) == (2, {"奖": 2})


def test_parameters_for_parquet_are_checked(loaded, tmp_path):
    paths = parquet(tmp_path, 甲镇=120_000_000)
    with pytest.raises(api.Refused, match="W140"):
        api.evaluate_parquet(loaded, paths, tmp_path / "结果.parquet", given={"没有": "1"})


def test_the_version_and_short_words_for_what_is_handed_on(loaded):
    import jiangzhi

    assert jiangzhi.__version__.count(".") == 2
    computed = api.run(loaded, api.read(loaded, frames(甲镇=120, 乙镇=140)))
    assert repr(loaded).startswith("<Loaded demo: ")
    assert repr(computed).startswith("<Computed demo: 2 镇街")
    assert len(repr(computed.outcome.facts)) < 200
    assert len(repr(computed.outcome)) < 200


def test_a_refusal_speaks_both_languages(loaded):
    with pytest.raises(api.Refused) as refused:
        api.read(loaded, frames(甲镇="很多", 乙镇=-1))
    text = str(refused.value)
    for diagnostic in refused.value.diagnostics:
        assert diagnostic.message("zh") in text
        assert diagnostic.message("en") in text
