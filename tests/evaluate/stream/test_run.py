"""Parquet in, Parquet out gives what one evaluation of all rows gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.stream import part as of_parts
from jiangzhi.evaluate.stream.run import Streamed, evaluate_stream
from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts
from jiangzhi.formula.types.value import State

from .conftest import COUNTIES, ITEMS, TOWNS, tables


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
def test_runs_of_whole_groups_give_the_same(tmp_path, plan_of, write, run_rows):
    plan, out = plan_of(), tmp_path / "out.parquet"
    streamed = evaluate_stream(plan, write(row_group_size=5), out, run_rows=run_rows)
    found, wanted = pq.read_table(out), at_once(plan)
    assert found["镇街"].to_pylist() == [t[1] for t in TOWNS]
    assert found["县区"].to_pylist() == [t[0] for t in TOWNS]
    award = wanted.steps["奖励"]
    assert any(award.values)
    assert found["奖励"].to_pylist() == list(award.values)
    assert found["奖励.state"].to_pylist() == list(award.states)
    shares = [None if text is None else Fraction(text) for text in found["占比"].to_pylist()]
    assert shares == list(wanted.steps["占比"].values)
    county_without_pool = sum(t[0] == "县03" for t in TOWNS)
    assert streamed == Streamed(
        len(TOWNS), {"奖励": county_without_pool, "占比": county_without_pool}
    )


def test_words_flags_dates_and_fractions_are_written_exactly(tmp_path, plan_of, write):
    plan = plan_of(
        '结果 档次 = IF(收入 > 1000元, "甲档", "乙档")\n结果 达标 = 收入 > 500元\n'
        "结果 三分 = 系数 / 3\n结果 期限 = DATE(2024, IF(收入 > 1000元, 1, 2), 1)"
    )
    out = tmp_path / "out.parquet"
    evaluate_stream(plan, write(), out, run_rows=4)
    found, wanted = pq.read_table(out), at_once(plan)
    for name in ("档次", "达标", "期限"):
        assert found[name].to_pylist() == list(wanted.steps[name].values)
    assert [Fraction(t) for t in found["三分"].to_pylist()] == list(wanted.steps["三分"].values)


@pytest.mark.parametrize("kind", [pa.dictionary(pa.int32(), pa.string()), pa.large_string()])
def test_words_as_other_programs_write_them(tmp_path, plan_of, write, kind):
    towns = pa.table(tables()["镇街"])
    for at, name in enumerate(towns.column_names[:3]):
        towns = towns.set_column(at, name, towns[name].cast(kind))
    nothing = pa.nulls(len(towns))
    evaluate_stream(plan_of(), write(), tmp_path / "one.parquet", run_rows=4)
    plain = pq.read_table(tmp_path / "one.parquet")
    paths = write({"镇街": towns.append_column("别的", nothing)}, row_group_size=5)
    evaluate_stream(plan_of(), paths, tmp_path / "two.parquet", run_rows=4)
    assert pq.read_table(tmp_path / "two.parquet") == plain


def test_a_column_of_nothing_is_missing(tmp_path, plan_of, write):
    towns = pa.table({**tables()["镇街"], "收入": pa.nulls(len(TOWNS))})
    streamed = evaluate_stream(plan_of(), write({"镇街": towns}), tmp_path / "out.parquet")
    assert streamed.open["奖励"] > len(TOWNS) / 2


def test_negative_and_long_decimals(tmp_path, plan_of, write):
    """Narrow ones are read by their bits, those of more than 18 digits one by one."""
    plan = plan_of("结果 原样 = 系数", **{"[0, 10]": "[-10, 10]"})
    values = [Decimal(at * 37 % 191 - 95) / 10 for at in range(len(TOWNS))]
    found = []
    for name, digits in (("one", 10), ("two", 30)):
        column = pa.array([None, *values[1:]], pa.decimal128(digits, 4))
        towns = pa.table({**tables()["镇街"], "系数": column, "类别": ["乙"] * len(TOWNS)})
        evaluate_stream(plan, write({"镇街": towns}), tmp_path / f"{name}.parquet", run_rows=4)
        texts = pq.read_table(tmp_path / f"{name}.parquet")["原样"].to_pylist()
        found.append([None if text is None else Decimal(text) for text in texts])
    assert found[0] == found[1] == [None, *values[1:]]


def test_no_rows(tmp_path, plan_of, write):
    none = {level: pa.table(columns).slice(0, 0) for level, columns in tables().items()}
    streamed = evaluate_stream(plan_of(), write(none), tmp_path / "out.parquet")
    assert streamed == Streamed(0, {"奖励": 0, "占比": 0})
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_a_level_without_inputs_needs_no_file(tmp_path, plan_of, write):
    paths = write()
    given = {"资金池": Given(Fraction(5000), "50", None)}
    evaluate_stream(plan_of(), paths, tmp_path / "one.parquet", given=given, run_rows=4)
    del paths["县区"]
    evaluate_stream(plan_of(), paths, tmp_path / "two.parquet", given=given, run_rows=4)
    one, two = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("one", "two"))
    assert any(one["奖励"].to_pylist())
    assert one == two


def test_a_blank_counts_as_what_the_policy_says(tmp_path, plan_of, write):
    without = pa.table(tables()["镇街"]).drop_columns(["系数"])
    out = tmp_path / "out.parquet"
    plan = plan_of(**{
        "镇街 | 类型 | 范围 |\n|---|": "镇街 | 类型 | 范围 | 空白 |\n|---|---|",
        "| 类别 | 选项(甲、乙) | |": "| 类别 | 选项(甲、乙) | | |",
        "| [0, 100万元] |": "| [0, 100万元] | |",
        "| [0, 10] |": "| [0, 10] | 0 |",
    })  # fmt: skip
    evaluate_stream(plan, write({"镇街": without}), out)
    known = [s == State.KNOWN for s in pq.read_table(out)["奖励.state"].to_pylist()]
    assert known == [t[0] != "县03" for t in TOWNS]


def test_what_is_left_after_a_failure_is_nothing(tmp_path, plan_of, write):
    towns = pa.table(tables()["镇街"])
    wrong = pa.table({**tables()["镇街"], "收入": [*[1] * (len(towns) - 1), -5]})
    paths = write({"镇街": wrong})
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused):
        evaluate_stream(plan_of(), paths, tmp_path / "out.parquet", run_rows=4)
    assert set(tmp_path.iterdir()) == before


def test_a_broken_guarantee_refuses(tmp_path, plan_of, write):
    plan = plan_of("保证 奖励 <= 1元")
    with pytest.raises(Refused) as refused:
        evaluate_stream(plan, write(), tmp_path / "out.parquet", run_rows=4)
    assert {d.code for d in refused.value.diagnostics} == {"E102"}


@pytest.mark.parametrize("crosscheck", [True, False])
def test_the_other_evaluator_looks_at_every_run(tmp_path, plan_of, write, monkeypatch, crosscheck):
    looked = []
    monkeypatch.setattr(of_parts, "fail_if_patterns_differ", looked.append)
    evaluate_stream(plan_of(), write(), tmp_path / "out.parquet", run_rows=1, crosscheck=crosscheck)
    towns = sum(len(one.facts.levels["镇街"].keys) for one in looked)
    assert towns == (len(TOWNS) if crosscheck else 0)


def test_an_error_of_one_evaluator_is_caught(tmp_path, plan_of, write, monkeypatch):
    def with_an_error(plan, facts, **options):
        outcome = evaluate_by_columns(plan, facts, **options)
        steps = dict(outcome.steps)
        found = steps["应得"]
        more = replace(found.values.vector, num=found.values.vector.num + 1)
        steps["应得"] = replace(found, values=replace(found.values, source=more, _raw=None))
        return replace(outcome, steps=steps)

    monkeypatch.setattr(of_parts, "evaluate_by_columns", with_an_error)
    with pytest.raises(Refused) as refused:
        evaluate_stream(plan_of(), write(), tmp_path / "out.parquet")
    assert [d.code for d in refused.value.diagnostics] == ["E101"]
