"""Every way through the page gives what the command line gives."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from jiangzhi import api, flow
from jiangzhi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted((ROOT / "rules").rglob("*.md"))


def workbook_of(policy: Path) -> Path:
    return ROOT / "inputs" / policy.relative_to(ROOT / "rules").with_suffix(".xlsx")


@pytest.mark.parametrize("policy", RULES, ids=lambda path: path.stem)
def test_the_seal_of_the_command_line(policy, tmp_path, capfd):
    book = workbook_of(policy)
    main(["run", str(policy), str(book), "--out", str(tmp_path / "cli"), "--json"])
    ran = Path(json.loads(capfd.readouterr().out)["run"])
    loaded = api.load_policy(policy)
    published = api.publish(api.run(loaded, api.read(loaded, book)), tmp_path / "api")
    assert published.name == ran.name
    assert (published / "run.json").read_bytes() == (ran / "run.json").read_bytes()


@pytest.mark.parametrize("policy", RULES, ids=lambda path: path.stem)
def test_a_plan_pickles(policy):
    plan = flow.load(policy).plan
    assert pickle.loads(pickle.dumps(plan)) == plan


GROUPED = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额 | >= 0 |

```规则
结果 奖 = 按需分配(收入 * 50%, 资金池)
```
"""


def tables(counties: dict[str, list[int]]) -> dict[str, pa.Table]:
    keys = [(county, f"{at}镇") for county, towns in counties.items() for at in range(len(towns))]
    incomes = [income for towns in counties.values() for income in towns]
    return {
        "县区": pa.table({"县区": list(counties), "资金池": [5_000] * len(counties)}),
        "镇街": pa.table(
            {"县区": [key[0] for key in keys], "镇街": [key[1] for key in keys], "收入": incomes}
        ),
    }


def test_parts_of_whole_groups_give_the_whole():
    loaded = flow.load(GROUPED)
    counties = {"甲县": [7_001, 9_003], "乙县": [3_000], "丙县": [1, 20_000, 5]}
    ordered = dict(sorted(counties.items()))
    whole = flow.part(loaded.plan, tables(ordered), policy=loaded.policy)
    parts = [
        flow.part(loaded.plan, tables({county: towns}), policy=loaded.policy)
        for county, towns in ordered.items()
    ]
    assert pa.concat_tables(parts) == whole
    assert whole.num_rows == 6


def test_a_part_of_unsorted_rows_is_refused():
    loaded = flow.load(GROUPED)
    with pytest.raises(api.Refused, match="E1"):
        flow.part(loaded.plan, tables({"乙县": [1], "丙县": [2], "甲县": [3], "丁县": [4]}),
                  policy=loaded.policy)  # fmt: skip


def test_questions_are_located_once():
    loaded = flow.load(ROOT / "rules" / "yunfu-township-incentive.md")
    facts = flow.read(loaded, ROOT / "inputs" / "yunfu-township-incentive.xlsx")
    computed = flow.run(loaded, facts)
    asked = flow.ask(computed, "郁南县/河口镇", "超收奖励", lang="en")
    assert [one.title for one in flow.why(asked)]
    assert set(flow.why_not(asked)) == set(flow.how_far(asked)) == {"超收奖励"}
    assert flow.what_if(asked, ["绩效得分=10"]).own


def test_events_tell_what_begins(tmp_path):
    loaded = flow.load(ROOT / "rules" / "yunfu-township-incentive.md")
    facts = flow.read(loaded, ROOT / "inputs" / "yunfu-township-incentive.xlsx")
    heard = []
    computed = flow.run(loaded, facts, on_event=heard.append)
    flow.publish(computed, tmp_path, on_event=heard.append)
    assert [(one.kind, one.of) for one in heard] == [("evaluate", 63), ("publish", None)]
    assert all(one.words.zh and one.words.en for one in heard)


def test_results_are_exact_decimals_with_states():
    loaded = flow.load(GROUPED)
    import pandas as pd

    frames = {
        "县区": pd.DataFrame([{"县区": "甲县", "资金池(元)": 50}]),
        "镇街": pd.DataFrame(
            [
                {"县区": "甲县", "镇街": "一镇", "收入(元)": 70.01},
                {"县区": "甲县", "镇街": "二镇", "收入(元)": None},
            ]
        ),
    }
    computed = flow.run(loaded, flow.read(loaded, frames))
    table = flow.results(computed)
    assert table.schema.field("奖").type == pa.decimal128(38, 2)
    assert table["奖.state"].to_pylist() == ["missing", "missing"]
    in_wan = flow.results(computed, unit="万元")
    assert in_wan.schema.field("奖").type == pa.decimal128(38, 6)
