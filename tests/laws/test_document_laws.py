"""Random policies as documents over random sheets: what must not matter, and what must."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws_examples import many
from laws_sheets import sheets
from laws_writer import INPUTS, MONEY, Writer

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.facts.read import read_frames
from jiangzhi.formula.registry import SPECIALS
from jiangzhi.plan.load import plan_document

#: What a policy says beside formulas, and the functions that only a document has.
CLAUSES = (
    "当 ", "否则 ", "取整 ", "层级 ", "(依次)", "(累加)", "(最大)", "(最小)", "四舍六入", "结果 ",
    "余额 最大余数", "余额 归最大",
    "余额 留存", "余额 归首位", "余额 归末位", "兑付比例 ", "上限 ", "下限 ", "次序 ", "舍去",
    "进一", "全部[", "基准日", "奖励比例[类别]", '奖励比例["优先"]', "同名次", "连续名次",
    "平均名次", "不许并列", "30%:70%", "起奖分", "单价", "本行.", "档率", "档率[类别]",
)  # fmt: skip


def drawn_policy(data, most: int = 5):
    writer = Writer(data.draw)
    text = writer.document(data.draw(st.integers(1, most)))
    return plan_document(read_document(text, file="试.md")), writer


def frames(counties, *, unit: str = "元", fen: int = 100, times: int = 1, order=None):
    """Sheets whose money is written exactly in a unit of so many 分."""

    def written(name, value):
        if value is None:
            return None
        if name == "增速":
            return f"{value}%"
        if INPUTS.get(name, ("", ""))[1] != MONEY:
            return str(value)
        whole, rest = divmod(value * times, fen)
        return f"{whole}.{rest:0{len(str(fen)) - 1}d}"

    def row(record, **keys):
        cells = {name: value for name, value in record.items() if name not in ("镇街", "事项")}
        return keys | {
            f"{name}({unit})" if INPUTS.get(name, ("", ""))[1] == MONEY else name:
            written(name, value) for name, value in cells.items()
        }  # fmt: skip

    found = {"县区": [], "镇街": [], "事项": []}
    for c, county in enumerate(counties):
        found["县区"].append(row(county, 县区=f"县{c}"))
        for t, town in enumerate(county["镇街"]):
            keys = {"县区": f"县{c}", "镇街": f"镇{t}"}
            found["镇街"].append(row(town, **keys))
            found["事项"] += [row(item, **keys) for item in town["事项"]]
    if order is not None:
        random.Random(order).shuffle(found["镇街"])
        random.Random(order).shuffle(found["县区"])
    empty = pd.DataFrame(columns=["县区", "镇街", "事由", f"事额({unit})"])
    return {
        level: pd.DataFrame(rows) if rows else empty for level, rows in found.items()
    }  # fmt: skip


def by_key(outcome):
    """Every value and state by step and entity; rows of details in their order."""
    levels = outcome.facts.levels
    return {
        (step, key, at): (value, state)
        for step, found in outcome.steps.items()
        for at, (key, value, state) in enumerate(
            sorted(
                zip(
                    levels[outcome.plan.step(step).head.level].keys,
                    found.values, found.states, strict=True,
                ),
                key=lambda entry: entry[0],
            )
        )
    }  # fmt: skip


@many(30)
@given(st.data())
def test_both_evaluators_equal_exact_fractions(data):
    loaded, _ = drawn_policy(data)
    facts = read_frames(loaded.policy, frames(sheets(data.draw)))
    exact = evaluate_exactly(loaded.plan, facts)
    fail_if_evaluators_differ(exact, evaluate_by_columns(loaded.plan, facts))
    fail_if_evaluators_differ(exact, evaluate_by_firing(loaded.plan, facts))


@many(12)
@given(st.data(), st.sampled_from([("万元", 10**6), ("亿元", 10**10), ("千元", 10**5)]))
def test_the_unit_of_the_sheet_does_not_matter(data, unit):
    loaded, _ = drawn_policy(data)
    counties = sheets(data.draw)
    plain = read_frames(loaded.policy, frames(counties))
    other = read_frames(loaded.policy, frames(counties, unit=unit[0], fen=unit[1]))
    assert by_key(evaluate_by_columns(loaded.plan, plain)) == by_key(
        evaluate_by_columns(loaded.plan, other)
    )


@many(12)
@given(st.data(), st.integers(0, 99))
def test_the_order_of_the_sheet_does_not_matter(data, order):
    loaded, _ = drawn_policy(data)
    counties = sheets(data.draw)
    plain = read_frames(loaded.policy, frames(counties))
    other = read_frames(loaded.policy, frames(counties, order=order))
    assert by_key(evaluate_exactly(loaded.plan, plain)) == by_key(
        evaluate_by_columns(loaded.plan, other)
    )


@many(30)
@given(st.data())
def test_ten_times_the_money_is_ten_times_what_is_not_rounded(data):
    loaded, writer = drawn_policy(data)
    counties = sheets(data.draw)
    once, tenfold = (
        evaluate_by_columns(
            loaded.plan, read_frames(loaded.policy, frames(counties, times=times))
        )
        for times in (1, 10)
    )  # fmt: skip
    for name, (_, kind, pure) in writer.known.items():
        if not pure or name not in once.steps:
            continue
        one, ten = once.steps[name], tenfold.steps[name]
        factor = 10 if kind == MONEY else 1
        assert list(one.states) == list(ten.states), name
        assert [None if v is None else v * factor for v in one.values] == list(ten.values), name


def test_every_clause_and_every_function_of_documents_is_written():
    texts = []

    @many(1000)
    @given(st.data())
    def write(data):
        texts.append(Writer(data.draw).document(6).partition("```规则")[2])

    write()
    written = "\n".join(texts)
    never = [word for word in (*SPECIALS, *CLAUSES) if word not in written]
    assert never == []
    assert all(f"{name}(" in written for name in SPECIALS)


def test_these_laws_can_be_broken():
    loaded = plan_document(read_document(Writer(None).document(0), file="试.md"))
    town = dict.fromkeys(INPUTS, 5) | {
        "类别": "优先", "备注": "甲", "否决": "否", "起日": "2020-01-01", "止日": "2020-01-01",
        "事项": [{"事由": "政策", "事额": 7}],
    }  # fmt: skip
    counties = [{"资金池": 100, "镇街": [town]}]
    once, tenfold = (
        by_key(
            evaluate_by_columns(
                loaded.plan, read_frames(loaded.policy, frames(counties, times=times))
            )
        )
        for times in (1, 10)
    )  # fmt: skip
    with pytest.raises(AssertionError):
        assert once == tenfold
