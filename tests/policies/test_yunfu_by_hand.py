"""The Yunfu sample computed a second time, straight from the workbook, in plain fractions.

Shares nothing with the engine: cells are read by openpyxl, the regulation is written out again.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.read import read_workbooks
from jiangzhi.plan.load import load_policy

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "rules" / "yunfu-township-incentive.md"
WORKBOOK = ROOT / "inputs" / "yunfu-township-incentive.xlsx"

Key = tuple[str, str]
Amounts = dict[Key, Fraction]

BANDS = {"优先发展": (25, 35, 45), "重点发展": (30, 40, 50), "生态保护": (40, 50, 60)}
GROWTH = {"优先发展": 10, "重点发展": 12, "生态保护": 15}
MOST_AWARD = {"优先发展": 8, "重点发展": 10, "生态保护": 12}
CUT = {"优先发展": 15, "重点发展": 10, "生态保护": 5}
MOST_SUPPORT = {"优先发展": 3, "重点发展": 4, "生态保护": 6}
CAUSE = {"政策性增支": 80, "突发应急": 70, "民生刚性": 60, "违规超支": 0}
PROJECT = {"土地流转": (15, 30, 10, 20), "入股分红": (20, 40, 15, 30)}
OTHER_PROJECT = (12, 25, 8, 15)


def _fen(cell: object) -> Fraction:
    return Fraction(Decimal(repr(cell or 0))) * 1_000_000


def _rows(sheet: str) -> list[dict[str, object]]:
    page = openpyxl.load_workbook(WORKBOOK, data_only=True)[sheet]
    heads = [cell.value for cell in page[3]]
    rows = [dict(zip(heads, row, strict=True)) for row in page.iter_rows(4, values_only=True)]
    return [row for row in rows if isinstance(row.get("序号", 1), int) and row.get("县区")]


def _percent(amount: Fraction, percent: int) -> Fraction:
    return amount * percent / 100


def _share_out(claims: Amounts, pool: Fraction) -> Amounts:
    total = sum(claims.values())
    if not total:
        return dict.fromkeys(claims, Fraction(0))
    ratio = min(Fraction(1), pool / total)
    exact = {key: claim * ratio for key, claim in claims.items()}
    paid = {key: Fraction(int(amount)) for key, amount in exact.items()}
    left = int(min(pool, _whole(total))) - sum(paid.values())
    for key in sorted(exact, key=lambda k: (paid[k] - exact[k], k))[: int(left)]:
        paid[key] += 1
    return paid


def _whole(amount: Fraction) -> Fraction:
    return Fraction(int(amount + Fraction(1, 2)))


def _reward(row: dict[str, object]) -> tuple[Fraction, Fraction, Fraction]:
    """Claims of excess award and growth award, and the cut, in 分."""
    kind, score = str(row["类别"]), Fraction(Decimal(repr(row["绩效得分"])))
    base, actual = _fen(row["收入基数"]), _fen(row["实际收入"])
    target = max(_fen(row["收入目标"]), base)
    factor = next(
        p for edge, p in ((90, 110), (80, 100), (70, 80), (60, 60), (0, 0)) if score >= edge
    )
    if row["一票否决"] == "是":
        factor = 0
    low, middle, high = BANDS[kind]
    award = (
        _percent(max(Fraction(0), min(actual, target * 105 / 100) - target), low)
        + _percent(max(Fraction(0), min(actual, target * 115 / 100) - target * 105 / 100), middle)
        + _percent(max(Fraction(0), actual - target * 115 / 100), high)
    )
    award = min(_percent(award, factor), _percent(target, MOST_AWARD[kind]))
    growth = _percent(max(Fraction(0), min(actual, target) - base), GROWTH[kind])
    short = max(Fraction(0), target - actual - _fen(row["核准减收额"]))
    cut = min(_percent(short, CUT[kind]), _percent(_fen(row["公用经费"]), 20))
    return award, _percent(growth, factor), _whole(cut)


def _support(row: dict[str, object], items: list[dict[str, object]]) -> Fraction:
    over = max(Fraction(0), _fen(row["实际支出"]) - _fen(row["支出预算"]))
    wrong = sum((_fen(i["事项金额"]) for i in items if i["事由"] == "违规超支"), Fraction(0))
    granted = sum(
        (
            _percent(_fen(i["事项金额"]), CAUSE[str(i["事由"])])
            for i in items
            if i["已批准"] == "是"
        ),
        Fraction(0),
    )
    most = _percent(_fen(row["支出预算"]), MOST_SUPPORT[str(row["类别"])])
    return min(granted, max(Fraction(0), over - wrong), most)


def _projects(row: dict[str, object], items: list[dict[str, object]]) -> Fraction:
    if row["一票否决"] == "是":
        return Fraction(0)
    pilot, total = row["是否试点"] == "是", Fraction(0)
    for item in items:
        if item["已验收"] == "是":
            rates = PROJECT.get(str(item["项目类型"]), OTHER_PROJECT)
            rate, most = rates[:2] if pilot else rates[2:]
            total += min(_percent(_fen(item["集体新增收入"]), rate), _fen(most))
    return min(total, _fen(80 if pilot else 50))


@pytest.fixture(scope="module")
def by_hand() -> dict[str, Amounts]:
    items: dict[Key, list[dict[str, object]]] = defaultdict(list)
    projects: dict[Key, list[dict[str, object]]] = defaultdict(list)
    for row in _rows("超支事项"):
        items[str(row["县区"]), str(row["镇街"])].append(row)
    for row in _rows("奖补项目"):
        projects[str(row["县区"]), str(row["镇街"])].append(row)
    claims: dict[str, Amounts] = defaultdict(dict)
    for row in _rows("镇街"):
        key = str(row["县区"]), str(row["镇街"])
        claims["超收"][key], claims["增收"][key], claims["扣减额"][key] = _reward(row)
        claims["支持"][key] = _support(row, items[key])
        claims["奖补"][key] = _projects(row, projects[key])
    paid: dict[str, Amounts] = defaultdict(dict)
    paid["扣减额"] = claims["扣减额"]
    for county in _rows("县区"):
        name, pool = county["县区"], _fen(county["奖励资金池"])
        of_county = {w: {k: v for k, v in claims[w].items() if k[0] == name} for w in claims}
        awards = _share_out(of_county["超收"], pool)
        paid["超收奖励"] |= awards
        paid["增收奖励"] |= _share_out(of_county["增收"], pool - sum(awards.values()))
        paid["超支支持"] |= _share_out(of_county["支持"], _fen(county["支持资金池"]))
    page = openpyxl.load_workbook(WORKBOOK)["参数"]
    paid["以奖代补"] = _share_out(claims["奖补"], _fen(page["B4"].value))
    paid["拨付净额"] = {
        key: sum((paid[n][key] for n in ("超收奖励", "增收奖励", "超支支持", "以奖代补")), -cut)
        for key, cut in paid["扣减额"].items()
    }
    return paid


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    loaded = load_policy(POLICY)
    return evaluate_by_firing(loaded.plan, read_workbooks(loaded.policy, [WORKBOOK]))


def _results(outcome: Outcome, name: str) -> dict[Key, object]:
    keys = outcome.facts.levels["镇街"].keys
    return dict(zip(map(tuple, keys), outcome.steps[name].values, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["超收奖励", "增收奖励", "扣减额", "超支支持", "以奖代补", "拨付净额"]
)
def test_each_town_gets_to_the_fen_what_the_regulation_says(
    name: str, by_hand: dict[str, Amounts], outcome: Outcome
) -> None:
    assert len(by_hand[name]) == 63
    assert _results(outcome, name) == by_hand[name]


def test_pools_are_short_and_spent_exactly(by_hand: dict[str, Amounts]) -> None:
    def county(name: str, result: str) -> Fraction:
        return sum((v for key, v in by_hand[result].items() if key[0] == name), Fraction(0))

    assert county("郁南县", "超收奖励") == 650 * 1_000_000
    assert county("郁南县", "增收奖励") == 0
    assert county("云安区", "超收奖励") + county("云安区", "增收奖励") == 600 * 1_000_000
    assert county("罗定市", "超支支持") == 400 * 1_000_000
    assert sum(by_hand["以奖代补"].values()) == 600 * 1_000_000
    assert county("新兴县", "超收奖励") < 1000 * 1_000_000


def test_the_sample_shows_what_is_worth_looking_at(outcome: Outcome) -> None:
    rate = _results(outcome, "超收率")
    assert rate["云城区", "腰古镇"] == Fraction(5, 100)
    assert rate["罗定市", "罗城街道"] == Fraction(15, 100)
    assert _results(outcome, "短收额")["云城区", "思劳镇"] == 0
    assert _results(outcome, "增收额")["云城区", "南盛镇"] == 0
    assert _results(outcome, "超收应奖额")["云安区", "高村镇"] == 0
    assert _results(outcome, "超收应奖额")["罗定市", "金鸡镇"] == 0
    assert _results(outcome, "绩效系数")["云安区", "都杨镇"] == Fraction(60, 100)
    between = [
        key
        for key, cut in _results(outcome, "扣减额").items()
        if cut and _results(outcome, "增收应奖额")[key]
    ]
    assert len(between) >= 5
    assert any(value is True for value in _results(outcome, "取消评优资格").values())
