"""The file of a trace: read by any tool in one line, small, and opened a level at a time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi.formula.types.types import DATE, FLAG, MONEY, RATE, TEXT, Kind, Type
from jiangzhi.record.trace import names, parquet
from jiangzhi.record.trace.columns import encode
from jiangzhi.record.trace.digest import digest
from jiangzhi.record.trace.read import read_trace
from jiangzhi.record.trace.words import constant
from jiangzhi.record.trace.write import trace_table, write_trace

DOC = (Path(__file__).parents[2] / "docs" / "for-auditors.md").read_text(encoding="utf-8")


@pytest.fixture
def path(outcome, tmp_path):
    write_trace(outcome, tmp_path / "trace.parquet")
    return tmp_path / "trace.parquet"


def block(language: str, word: str) -> str:
    """The first block of the document in that language that holds the word."""
    blocks = (one.split("```")[0] for one in DOC.split(f"```{language}\n")[1:])
    return next(one for one in blocks if word in one)


def test_the_documented_line_of_duckdb(path):
    query = block("sql", "trace.parquet").replace("RUN/trace.parquet", str(path))
    rows = duckdb.sql(query).fetchall()
    assert [str(one) for one in rows[0]] == ["东县", "太平镇", "978261.00", "0", "D4"]
    assert len(rows) == 5


def test_the_documented_line_of_pandas(path):
    line = block("python", "pandas").replace("RUN/trace.parquet", str(path))
    _, _, expression = line.strip().partition("; ")
    towns = eval(expression, {"pandas": pd})
    assert [str(one) for one in towns["超收奖励"]][:2] == ["978261.00", "521739.00"]
    assert list(towns["超收奖励.状态"]) == [0] * 5
    assert str(towns["超收奖励.状态"].dtype) == "int8[pyarrow]"
    assert list(towns["实际收入.格子"])[:2] == ["D4", "D5"]
    assert list(towns["实际收入.原文"])[:2] == ["5400", "3300"]


def test_no_reader_needs_to_know_arrow(path):
    """Types that only Arrow has would be guesses to any other reader."""
    schema = pq.read_schema(path)
    assert not [one for one in schema if pa.types.is_dictionary(one.type)]
    assert set(schema.metadata) == {names.METADATA}
    assert (
        pq.ParquetFile(path).schema.column(schema.names.index("实际收入")).physical_type == "INT64"
    )


def test_duckdb_and_pandas_read_every_kind_of_column(tmp_path):
    kinds = {
        "长": (MONEY, [Fraction(10**30), None, Fraction(-1)], "10000000000000000000000000000.00"),
        "短": (MONEY, [Fraction(-1), None, Fraction(2)], "-0.01"),
        "比": (RATE, [Fraction(1, 7), None, Fraction(1)], "{'numerator': 1, 'denominator': 7}"),
        "日": (DATE, [date(1960, 5, 5), None, date(2020, 1, 1)], "1960-05-05"),
        "是": (FLAG, [True, None, False], "True"),
        "文": (TEXT, ["甲", None, ""], "甲"),
        "选": (Type(Kind.CHOICE), ["甲", None, "甲"], "甲"),
    }
    columns = {name: encode(values, kind) for name, (kind, values, _) in kinds.items()}
    table = pa.table({names.LEVEL: constant("镇街", 3), **columns})
    parquet.write_table(table.replace_schema_metadata({names.METADATA: "{}"}), tmp_path / "t")
    rows = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 't'}')").fetchall()
    frame = pd.read_parquet(tmp_path / "t", dtype_backend="pyarrow")
    for at, (name, (_, _, shown)) in enumerate(kinds.items(), start=1):
        assert str(rows[0][at]) == shown
        assert str(frame[name][0]) == shown
        assert rows[1][at] is None
        assert pd.isna(frame[name][1])


def test_it_is_read_as_the_table_that_was_written(outcome, path):
    written, again = trace_table(outcome), parquet.read_table(path)
    assert again.schema.equals(written.schema, check_metadata=True)
    for name in written.column_names:
        assert digest(again[name]) == digest(written[name]), name


def test_another_file_is_not_read_as_a_trace(tmp_path):
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with pytest.raises(KeyError):
        parquet.read_table(tmp_path / "other.parquet")


def test_levels_in_row_groups_of_their_own_read_the_same(outcome, tmp_path, monkeypatch):
    write_trace(outcome, tmp_path / "one")
    monkeypatch.setattr(parquet, "_SMALL", 0)
    monkeypatch.setattr(parquet, "_ROWS", 2)
    write_trace(outcome, tmp_path / "many")
    assert pq.ParquetFile(tmp_path / "one").num_row_groups == 1
    assert pq.ParquetFile(tmp_path / "many").num_row_groups > len(outcome.plan.levels)
    one, many = (read_trace(tmp_path / name, outcome.plan) for name in ("one", "many"))
    for name in outcome.steps:
        assert list(one.steps[name].values) == list(many.steps[name].values)
    for name, level in one.facts.levels.items():
        assert list(level.keys) == list(many.facts.levels[name].keys)


def test_large_levels_do_not_share_a_row_group(monkeypatch):
    monkeypatch.setattr(parquet, "_SMALL", 10)
    assert list(parquet._groups([1, 5, 100, 3, 4])) == [6, 100, 7]
    assert list(parquet._groups([1])) == [1]
