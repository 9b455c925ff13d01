"""Figures that were published come out of the sample workbooks exactly. Amounts in 万元."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.read import read_workbooks
from jiangzhi.plan.load import load_policy

ROOT = Path(__file__).resolve().parents[2]
WAN = 1_000_000

VILLAGES = {
    "云陵镇": 76, "莆美镇": 97, "陈岱镇": 74, "列屿镇": 50, "东厦镇": 62, "火田镇": 94,
    "下河乡": 105, "和平乡": 59, "马铺乡": 121, "开发区": 34, "和平农场": 52,
}  # fmt: skip


def run(name: str, **given: str) -> Outcome:
    loaded = load_policy(ROOT / "rules" / "published" / f"{name}.md")
    workbook = ROOT / "inputs" / "published" / f"{name}.xlsx"
    facts = read_workbooks(loaded.policy, [workbook], given=given)
    return evaluate_by_firing(loaded.plan, facts)


def amounts(outcome: Outcome, result: str) -> Mapping[str, Fraction]:
    """By the town's own name, in 万元."""
    level = outcome.plan.step(result).head.level
    values = outcome.steps[result].values
    names = [key[-1] if key else level for key in outcome.facts.levels[level].keys]
    found = {n: v / WAN for n, v in zip(names, values, strict=True) if isinstance(v, Fraction)}
    assert len(found) == len(values)
    return found


def test_county_2007_to_the_fen() -> None:
    outcome = run("04-county-2007-township-system")
    net = [value * 10_000 for value in amounts(outcome, "奖惩净额").values()]
    wanted = ["817000", "61740", "-13178.73", "-40436.52", "284800"]
    assert net == [Fraction(text) for text in wanted]
    assert amounts(outcome, "全县奖惩净额")["全县"] * 10_000 == Fraction("1109924.75")
    office = [value * 10_000 for value in amounts(outcome, "扣减后办公经费").values()]
    assert office[2:4] == [Fraction("828941.27"), Fraction("377063.48")]


def test_fujian_pays_out_its_pool() -> None:
    paid = sorted(amounts(run("10-fujian-eco-2024"), "补偿资金").values(), reverse=True)
    assert paid == [3520] * 5 + [2000] * 6 + [1200] * 17
    assert sum(paid) == 50_000


@pytest.mark.parametrize(
    ("quarter", "by_rank"),
    [("94.5", ["37.8", "28.35", "18.9", "9.45"]), ("-94.5", ["-9.45", "-18.9", "-28.35", "-37.8"])],
)
def test_anqing_and_its_mirror(quarter: str, by_rank: list[str]) -> None:
    outcome = run("12-anqing-air-2018", 季度资金=f"{quarter}万元")
    ranks = outcome.steps["名次"].values
    paid = amounts(outcome, "季度补偿").values()
    by_place = dict(zip(ranks, paid, strict=True))
    assert [by_place[Fraction(place)] for place in range(1, 5)] == [Fraction(t) for t in by_rank]


def test_yunxiao_table() -> None:
    outcome = run("14-yunxiao-village-2017")
    assert amounts(outcome, "运转经费") == VILLAGES
    assert amounts(outcome, "全县运转经费") == {"全县": 824}


def test_wucheng_returns_what_is_above_the_base() -> None:
    outcome = run("16-wucheng-2015")
    assert amounts(outcome, "结算基数")["郑保屯镇"] == 541
    assert amounts(outcome, "超基数返还")["郑保屯镇"] == 687


def test_xiping_first_quarter() -> None:
    outcome = run("22-xiping-2017-q1")
    prizes = amounts(outcome, "奖金")
    assert len(prizes) == 21
    assert sum(prizes.values()) == 205
    assert {name for name, prize in prizes.items() if prize == 5} == {"老王坡管委会"}
    assert sum(value is True for value in outcome.steps["通报表扬"].values) == 13


def test_shandong_pays_thirty_one_counties() -> None:
    outcome = run("23-shandong-2013-steps")
    prizes = amounts(outcome, "奖励资金")
    assert sorted(set(prizes.values())) == [0, 1000]
    assert outcome.steps["受奖县数"].values[0] == 31
    assert amounts(outcome, "奖励合计") == {"全省": 31_000}
    assert len(prizes) > 31
