"""The trace store: what is written is read back, exactly."""

from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.formula.types.types import COUNT, DATE, FLAG, MONEY, NUMBER, RATE, TEXT
from jiangzhi.record.trace.columns import decode, encode
from jiangzhi.record.trace.digest import digest
from jiangzhi.record.trace.read import read_trace
from jiangzhi.record.trace.write import trace_table, write_trace

fractions = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30).map(Fraction),
    st.fractions(),
    st.fractions(max_denominator=100),
    st.integers(-(10**45), 10**45).map(lambda one: Fraction(one, 7)),
)


@settings(deadline=None)
@given(st.lists(fractions, max_size=8), st.sampled_from([MONEY, RATE, NUMBER, COUNT]))
def test_numbers_come_back_exactly(values, kind):
    assert list(decode(encode(values, kind), kind)) == values


@settings(deadline=None)
@given(st.lists(st.integers(-(10**12), 10**12).map(Fraction), min_size=1))
def test_money_is_a_decimal_in_yuan(values):
    column = encode(values, MONEY)
    assert pa.types.is_decimal(column.type)
    assert [Fraction(one) * 100 for one in column.to_pylist()] == values


@pytest.mark.parametrize(
    ("values", "kind"),
    [([True, None, False], FLAG), (["甲", None, ""], TEXT), ([None], DATE), ([], MONEY)],
)
def test_other_kinds_come_back(values, kind):
    assert list(decode(encode(values, kind), kind)) == values


@settings(deadline=None)
@given(st.lists(fractions, min_size=1, max_size=6), st.data())
def test_a_digest_sees_every_value_and_no_chunks(values, data):
    column = encode(values, MONEY)
    cut = data.draw(st.integers(0, len(values)))
    halves = pa.chunked_array([column.slice(0, cut), column.slice(cut)], column.type)
    assert digest(halves) == digest(column)
    row = data.draw(st.integers(0, len(values) - 1))
    other = [*values]
    other[row] = Fraction(1, 3) if values[row] != Fraction(1, 3) else None
    assert digest(encode(other, MONEY)) != digest(column)


def test_an_outcome_comes_back_and_evaluates_again(outcome, tmp_path):
    write_trace(outcome, tmp_path / "trace.parquet")
    again = read_trace(tmp_path / "trace.parquet", outcome.plan)
    for name, values in outcome.steps.items():
        stored = again.steps[name]
        assert list(stored.values) == list(values.values), name
        assert list(stored.states) == list(values.states), name
        assert list(stored.rules) == list(values.rules), name
    recomputed = evaluate_exactly(outcome.plan, again.facts)
    for name, values in recomputed.steps.items():
        assert list(values.values) == list(outcome.steps[name].values), name
    for name, level in outcome.facts.levels.items():
        assert [tuple(key) for key in again.facts.levels[name].keys] == list(level.keys)
        assert again.facts.levels[name].sources == level.sources
        for column in level.columns:
            assert again.facts.levels[name].place(column, 0) == level.place(column, 0)
            assert list(again.facts.levels[name].columns[column].raw) == list(
                level.columns[column].raw
            )


def test_it_is_one_line_in_pandas(outcome, tmp_path):
    import pandas as pd

    write_trace(outcome, tmp_path / "trace.parquet")
    frame = pd.read_parquet(tmp_path / "trace.parquet")
    towns = frame[frame["行.层级"] == "镇街"]
    assert [str(one) for one in towns["超收奖励"]][:2] == ["978261.00", "521739.00"]
    assert next(iter(towns["实际收入.格子"])) == "D4"
    assert next(iter(towns["实际收入.原文"])) == "5400"


def test_the_same_outcome_gives_the_same_bytes(outcome, tmp_path):
    for name in ("a", "b"):
        write_trace(outcome, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_missing_values_are_null_with_their_state(outcome_with, towns):
    towns[0] = (*towns[0][:3], "", *towns[0][4:])
    table = trace_table(outcome_with(towns=towns))
    at = table.column("行.层级").to_pylist().index("镇街")
    assert table.column("实际收入").to_pylist()[at] is None
    assert table.column("实际收入.状态").to_pylist()[at] == 1


def test_a_file_that_is_no_trace_of_the_plan_is_refused(outcome, tmp_path):
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with pytest.raises((KeyError, ValueError, TypeError)):
        read_trace(tmp_path / "other.parquet", outcome.plan)


def test_the_documented_columns_are_the_real_ones(outcome):
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "for-auditors.md").read_text(encoding="utf-8")
    names = trace_table(outcome).column_names
    for name in names:
        if name.startswith("行."):
            assert f"`{name}`" in text, name
        elif "." in name and not name.startswith("上年."):
            assert f"`量.{name.rpartition('.')[2]}`" in text, name


def test_every_state_is_documented():
    from pathlib import Path

    from jiangzhi.formula.types.value import State

    text = (Path(__file__).parents[2] / "docs" / "for-auditors.md").read_text(encoding="utf-8")
    assert all(f"| {int(state)} |" in text for state in State)
