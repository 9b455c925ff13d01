"""Derivations: conditions, bands, pools, inputs, and the causes of what is missing."""

from __future__ import annotations

import json

from jiangzhi.explain.context import context_of
from jiangzhi.explain.render.html import derivation_page
from jiangzhi.explain.render.json import derivation_data
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.why import why


def text_of(outcome, name, row, lang="zh", depth=None):
    context = context_of(outcome, lang)
    return derivation_text(why(context, name, row), lang=lang, depth=depth)


def test_an_award_is_told_down_to_the_cells(outcome):
    text = text_of(outcome, "超收奖励", 0)
    for words in (
        "实际收入 5,400.00 万元 > 收入目标 5,000.00 万元  成立",
        "绩效得分 85 ≥ 起奖分 60  成立",
        "MAX(0, 5,400.00 − 5,000.00) = 400.00 万元",
        "第一档 (0, 5%] (0.00 至 250.00 的部分) 250.00 × 30% = 75.00 万元",
        "第二档 (5%, 15%] (250.00 至 750.00 的部分) 150.00 × 40% = 60.00 万元",
        "= 135.00 × 100% = 135.00 万元",
        "应得合计 207.00 万元 > 资金池 150.00 万元,不足,同比例缩减",
        "135.00 × 150.00 ÷ 207.00 = ≈97.826087 万元",
        "尾差按最大余数 +1.00 元",
        "东县/河口镇: 72.00 万元 → 52.1739 万元",
        "镇街.xlsx 数据!D4: “5400”",
        "〔第二条 超收奖励〕“绩效得分不低于起奖分且未被一票否决的,超收部分分档计奖。”",
        "取义: “超收部分”指实际收入减收入目标,不扣除上年结转。",
        "表“绩效系数”第 3 行(>= 80, 100%)适用",
    ):
        assert words in text, words


def test_the_same_in_english(outcome):
    text = text_of(outcome, "超收奖励", 0, lang="en")
    assert "claims 207.00 wan yuan > pool 150.00 wan yuan" in text
    assert "band 1 (0, 5%]" in text
    assert "成立" not in text


def test_otherwise_says_what_stood_in_the_way(outcome):
    text = text_of(outcome, "应奖额", 3)
    assert "各条都不适用,按“否则”" in text
    assert "绩效得分 55 ≥ 起奖分 60  不成立" in text
    assert "应奖额 = 0" in text


def test_totals_name_their_rows_and_their_cells(outcome):
    text = text_of(outcome, "超支支持", 0)
    assert "东县/太平镇 超支 第 2 行: 120.00 万元" in text
    assert "共 2 行,计入 1 行" in text
    assert "镇街.xlsx 超支!D2" in text
    assert "= 120.00 × 80% = 96.00 万元" in text


def test_a_split_names_its_share(outcome):
    text = text_of(outcome, "村级", 1)
    assert "镇级、村级 = 分成(超支支持, 70%:30%)" in text
    assert "8.40 × 30% ÷ 100% = 2.52 万元" in text
    assert "#" not in text


def test_a_rank_counts_who_stands_before(outcome):
    text = text_of(outcome, "超收名次", 0)
    assert "东县/河口镇: 10%" in text
    assert "3 个参加排名,排在前面的 1 个" in text


def test_depth_stops_the_tree(outcome):
    assert len(text_of(outcome, "超收奖励", 0, depth=0)) < len(text_of(outcome, "超收奖励", 0))
    assert "数据!D4" not in text_of(outcome, "超收奖励", 0, depth=0)


def test_what_is_missing_is_followed_to_its_cell(outcome_with, towns):
    towns[1] = (*towns[1][:3], "", *towns[1][4:])
    text = text_of(outcome_with(towns=towns), "超收奖励", 0)
    assert "原因: 东县/河口镇 实际收入: 缺 (镇街.xlsx 数据!D5)" in text
    assert "整个资金池" in text


def test_what_rests_on_a_missing_cell_is_open_and_the_cell_itself_is_missing(outcome_with, towns):
    towns[1] = (*towns[1][:3], "", *towns[1][4:])
    context = context_of(outcome_with(towns=towns))
    assert context.shown("实际收入", 1) == "缺"
    assert context.shown("超收奖励", 1) == "待定"
    assert context_of(context.outcome, "en").shown("超收奖励", 1) == "open"


def test_a_division_by_zero_names_the_divisor(outcome_with, towns):
    towns[0] = (*towns[0][:4], "0", *towns[0][5:])
    text = text_of(outcome_with(towns=towns), "超收率", 0)
    assert "收入目标 = 0,不能作除数" in text
    assert "除数为零" in text


def test_overridden_parameters_name_where_they_come_from(outcome_with):
    from fractions import Fraction

    from jiangzhi.diagnostic import CellPlace
    from jiangzhi.facts.model import Given

    given = {"起奖分": Given(Fraction(50), "50", CellPlace("镇街.xlsx", "参数", "B3"))}
    text = text_of(outcome_with(given=given), "起奖分", 0)
    assert "镇街.xlsx 参数!B3: “50”" in text
    assert "改了办法所写的 60" in text


def test_json_names_each_value_once(outcome):
    data = derivation_data(why(context_of(outcome), "超收奖励", 0))
    nodes = data["nodes"]
    assert nodes[data["root"]]["value"] == "978261"
    assert all(need in nodes for node in nodes.values() for need in node["needs"])
    assert json.loads(json.dumps(data)) == data


def test_the_page_of_one_town_refers_to_nothing_outside(outcome):
    page = derivation_page((why(context_of(outcome), "超收奖励", 0),))
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page


def test_text_from_the_workbook_cannot_pose_as_a_mark(outcome_with, towns):
    towns[0] = ("东县", "太平镇", "优先发展", "5400", "5000", "85", "\ue000实际收入\ue001")
    text = text_of(outcome_with(towns=towns), "一票否决", 0)
    assert "“实际收入”" in text
