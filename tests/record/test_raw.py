"""The short way from computed columns to stored ones: the same bytes as the long way."""

from __future__ import annotations

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.record.trace.columns import encode
from jiangzhi.record.trace.digest import digest
from jiangzhi.record.trace.raw import encode_raw
from jiangzhi.record.trace.write import trace_table


def both(outcome):
    columns = evaluate_by_columns(outcome.plan, outcome.facts)
    return trace_table(outcome), trace_table(columns)


def test_every_column_is_the_same(outcome):
    exact, columns = both(outcome)
    assert exact.column_names == columns.column_names
    for name in exact.column_names:
        assert exact.schema.field(name).type == columns.schema.field(name).type, name
        assert digest(exact.column(name)) == digest(columns.column(name)), name


def test_with_missing_and_failed_values_too(outcome_with, towns):
    towns[0] = (*towns[0][:3], "", *towns[0][4:])
    towns[3] = (*towns[3][:4], "0", *towns[3][5:])
    exact, columns = both(outcome_with(towns=towns))
    for name in exact.column_names:
        assert digest(exact.column(name)) == digest(columns.column(name)), name


def test_it_is_taken(outcome):
    columns = evaluate_by_columns(outcome.plan, outcome.facts)
    for name in ("超收额", "超收奖励", "超收率"):
        kind = outcome.plan.step(name).head.type
        array = encode_raw(columns.steps[name].values, kind)
        assert array is not None, name
        assert digest(array) == digest(encode(list(columns.steps[name].values), kind))
