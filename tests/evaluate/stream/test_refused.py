"""What is wrong with files and rows is said with its place, and nothing is written."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.stream import problems
from jiangzhi.evaluate.stream.run import evaluate_stream
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy

from .conftest import tables


@pytest.fixture
def refused(tmp_path, plan_of):
    """The codes and places of what refuses some files."""

    def make(paths, plan=None, run_rows=4):
        out = tmp_path / "out.parquet"
        with pytest.raises(Refused) as raised:
            evaluate_stream(plan or plan_of(), paths, out, run_rows=run_rows)
        assert not out.exists()
        for found in raised.value.diagnostics:
            for lang in ("zh", "en"):
                assert "{" not in found.message(lang) + found.help(lang)
        return [
            (d.code, getattr(d.place, "cell", None) or d.args.get("name") or d.args.get("level"))
            for d in raised.value.diagnostics
        ]

    return make


def towns(**changed):
    return pa.table({**tables()["镇街"], **changed})


def column(name):
    return list(pa.array(tables()["镇街"][name]).to_pylist())


def put(name, row, value):
    """A column of the towns with one value replaced."""
    return [value if at == row else old for at, old in enumerate(column(name))]


def test_a_plan_that_looks_at_all_rows(refused, plan_of, write):
    plan = plan_of("结果 总占比 = 收入 / SUM(全部[收入])")
    assert [code for code, _ in refused(write(), plan)] == ["E130"]


def test_details_of_no_group(refused, write):
    text = """---
办法: flat
名称: 平
施行: 2020-01-01 起
金额单位: 元
层级: 镇街、散件(明细)
---

## 第一条 奖励

数据如表。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额(元) | >= 0 |

| 输入: 散件 | 类型 | 范围 |
|---|---|---|
| 支出 | 金额(元) | >= 0 |

```规则
结果 奖励 = 收入 * 2
  取整 元
```
"""
    plan = make_plan(resolve_policy(read_document(text, file="p.md")))
    assert refused(write(), plan) == [("E130", None)]


def test_a_file_not_given_and_one_of_no_level(refused, write):
    paths = write()
    paths["乡"] = paths.pop("县区")
    assert refused(paths) == [("E132", "乡"), ("E131", "县区")]


def test_a_file_that_is_not_there_and_one_that_is_none(refused, write, tmp_path):
    paths = write()
    paths["镇街"] = tmp_path / "没有.parquet"
    paths["县区"].write_bytes(b"PAR1 no PAR1")
    assert {code for code, _ in refused(paths)} == {"W101", "W104"}


def test_a_file_damaged_further_on(refused, write):
    paths = write(row_group_size=5, compression="gzip")
    whole = paths["镇街"].read_bytes()
    first = pq.ParquetFile(paths["镇街"]).metadata.row_group(3).column(0)
    at = first.dictionary_page_offset or first.data_page_offset
    paths["镇街"].write_bytes(whole[:at] + b"\xff" * 60 + whole[at + 60 :])
    assert [code for code, _ in refused(paths)] == ["W104"]


def test_columns_that_are_missing(refused, write):
    short = towns().drop_columns(["收入", "类别"])
    assert refused(write({"镇街": short})) == [("E133", "类别"), ("E133", "收入")]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("收入", pa.array([1.5] * 23)),
        ("收入", pa.array([Decimal("1.50")] * 23)),
        ("收入", pa.array([1] * 23, pa.uint64())),
        ("系数", pa.array([0.5] * 23)),
        ("类别", pa.array([1] * 23)),
        ("县区", pa.array(range(23))),
    ],
)
def test_types_that_are_not_exact_or_not_meant(refused, write, name, values):
    assert refused(write({"镇街": towns(**{name: values.slice(0, len(towns()))})})) == [
        ("E134", name)
    ]


def test_rows_out_of_order(refused, write):
    count = len(towns())
    swapped = [*range(count - 3), count - 2, count - 3, count - 1]
    found = refused(write({"镇街": towns().take(swapped)}))
    assert found == [("E135", f"B{count - 2 + 2}")]


def test_a_group_that_comes_back_later(refused, write):
    """An item is read before its town: no more is known of it than that it is not there."""
    count = len(towns())
    paths = write({"镇街": towns().take([*range(1, count), 0])})
    assert refused(paths) == [("E138", "B2")]
    assert refused(paths, run_rows=1000) == [("E135", f"B{count + 1}")]


def test_details_out_of_order(refused, write):
    items = pa.table(tables()["事项"])
    back = [*range(1, len(items)), 0]
    found = refused(write({"事项": items.take(back)}))
    assert found[0][0] == "E135"


def test_a_name_that_stands_twice(refused, write):
    twice = towns().take([0, *range(len(towns()))])
    assert refused(write({"镇街": twice})) == [("W130", "B3")]


@pytest.mark.parametrize("blank", [None, ""])
def test_a_row_without_a_name(refused, write, blank):
    found = refused(write({"镇街": towns(镇街=put("镇街", 6, blank))}))
    assert found == [("E136", "B8")]


def test_a_town_without_its_county(refused, write):
    counties = pa.table(tables()["县区"])
    without = counties.filter(pc.not_equal(counties["县区"], "县06"))
    found = refused(write({"县区": without}))
    assert found == [("E138", f"A{column('县区').index('县06') + 2}")]


def test_an_item_of_no_town(refused, write):
    items = tables()["事项"]
    lost = pa.table({**items, "镇街": [*items["镇街"][:-1], "镇9"]})
    assert refused(write({"事项": lost})) == [("E138", f"B{len(lost) + 1}")]


def test_a_value_out_of_range(refused, write):
    assert refused(write({"镇街": towns(收入=put("收入", 9, -5))})) == [("W123", "D11")]


def test_a_word_that_is_no_choice(refused, write):
    assert refused(write({"镇街": towns(类别=put("类别", 9, "丙"))})) == [("W124", "C11")]


def test_an_amount_beyond_the_column(refused, plan_of, write):
    plan = plan_of("结果 巨额 = 收入 * 1000000 * 1000000 * 1000000\n  取整 0.01元")
    assert refused(write(), plan) == [("E137", "巨额")]


def test_what_is_there_is_not_written_over(tmp_path, plan_of, write):
    paths = write()
    before = paths["镇街"].read_bytes()
    with pytest.raises(Refused) as raised:
        evaluate_stream(plan_of(), paths, paths["镇街"])
    assert [d.code for d in raised.value.diagnostics] == ["W150"]
    assert paths["镇街"].read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path, plan_of, write):
    with pytest.raises(Refused) as raised:
        evaluate_stream(plan_of(), write(), tmp_path / "no" / "out.parquet")
    assert [d.code for d in raised.value.diagnostics] == ["W101"]


def test_every_problem_of_this_folder_is_tried_here():
    codes = {one.code for one in vars(problems).values() if isinstance(one, problems.Problem)}
    assert codes == {"E130", "E131", "E132", "E133", "E134", "E135", "E136", "E137", "E138"}
