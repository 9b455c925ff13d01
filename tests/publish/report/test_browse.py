"""Derivations in a real browser: opening, following figures to their cells, and going back."""

from __future__ import annotations

import json
import re

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.explain.why_not import why_not

pytestmark = pytest.mark.browser

HASH = "decodeURIComponent(location.hash)"
FOCUS = "document.activeElement.textContent"


def card(place: str) -> str:
    return f"document.getElementById({json.dumps('at/' + place)})"


def text(browser, place: str) -> str:
    found = browser.run(f"{card(place)}.innerText")
    assert isinstance(found, str)
    return re.sub(r"\s*\n\s*", "\n", found)


def test_open_a_town(browser, page_file):
    browser.open(page_file)
    assert browser.run("document.querySelectorAll('article').length") == 0
    browser.click("#towns tbody tr:nth-child(2) a")
    browser.wait(f"{card('东县/河口镇')} !== null")
    found = text(browser, "东县/河口镇")
    assert "72.00 × 150.00 ÷ 207.00 = ≈52.173913 万元" in found
    assert "第三条 资金池\n“资金池不足的,同比例缩减。”" in found
    assert "绩效得分 72.5 ≥ 80 不成立" in found.replace("  ", " ")
    assert "还差 7.5" in found
    assert browser.run(FOCUS) == "东县/河口镇重点发展"
    assert browser.run(HASH) == "#/东县/河口镇"


def test_follow_a_figure_to_its_cell(browser, page_file):
    browser.open(page_file, "/东县/河口镇")
    browser.wait("document.querySelectorAll('article').length === 1")
    browser.click("#opened details.result:nth-of-type(2) > .lines .numbers a.value")
    browser.wait(f"{FOCUS} === '政策性超支 = 10.50 万元'")
    assert browser.run(HASH) == "#/东县/河口镇/政策性超支"
    assert browser.run("document.querySelector('.followed').open")
    browser.click(".followed > details > summary")
    cells = "Array.from(document.querySelectorAll('#opened .cell'), one => one.checkVisibility() &&"
    cells += "one.parentElement.textContent).filter(Boolean)"
    assert browser.run(cells) == ["镇街.xlsx 超支!D4 “10.5”"]
    browser.run("document.querySelector('.bar-of-card button:nth-child(3)').click()")
    browser.run(f"Array.from({card('东县/河口镇')}.querySelectorAll('a.value')).find("
                "one => one.textContent === '3,300.00 万元').click()")  # fmt: skip
    browser.wait(f"{FOCUS} === '实际收入 = 3,300.00 万元'")
    found = "document.querySelector('.followed > .lines .cell').textContent"
    assert browser.run(found) == "镇街.xlsx 数据!D5"


@pytest.mark.parametrize(
    "place",
    ["/西县/新桥街道/超收额", "西县/新桥街道/超收额", "%2F%E8%A5%BF%E5%8E%BF/新桥街道/超收额"],
)
def test_an_address_opens_its_value(browser, page_file, place):
    browser.open(page_file, place)
    browser.wait("document.querySelector('.followed') !== null")
    assert browser.run(FOCUS) == "超收额 = 777.77 万元"


@pytest.mark.parametrize("place", ["没有的镇", "%E8%A5", "/", "东县/没有的镇/超收奖励"])
def test_an_address_that_leads_nowhere_opens_nothing(browser, page_file, place):
    browser.open(page_file, place)
    assert browser.run("document.querySelectorAll('#opened article').length") == 0


def test_an_unknown_value_of_a_town_opens_the_town(browser, page_file):
    browser.open(page_file, "/东县/太平镇/没有的量")
    browser.wait("document.querySelectorAll('#opened article').length === 1")
    assert browser.run(FOCUS) == "东县/太平镇优先发展"


def test_back_and_forward(browser, page_file):
    browser.open(page_file)
    browser.click("#towns tbody tr:nth-child(1) a")
    browser.wait(f"{FOCUS} === '东县/太平镇优先发展'")
    browser.click("#towns tbody tr:nth-child(2) a")
    browser.wait(f"{FOCUS} === '东县/河口镇重点发展'")
    browser.run("history.back()")
    browser.wait(f"{FOCUS} === '东县/太平镇优先发展'")
    browser.run("history.forward()")
    browser.wait(f"{FOCUS} === '东县/河口镇重点发展'")
    assert browser.run("document.querySelectorAll('article').length") == 2


def test_the_same_link_again_leads_there_again(browser, page_file):
    browser.open(page_file)
    link = "#towns tbody tr:nth-child(1) a"
    browser.click(link)
    browser.wait(f"{FOCUS} === '东县/太平镇优先发展'")
    browser.run("document.getElementById('search').focus()")
    browser.click(link)
    browser.wait(f"{FOCUS} === '东县/太平镇优先发展'")


def test_names_of_any_kind_can_be_opened(browser, write_page, outcome_with, towns):
    odd = "a%20b/c #\"<镇>'"
    towns[2] = ("东县", odd, *towns[2][2:])
    browser.open(write_page(outcome_with(towns=towns)))
    browser.click("#towns tbody tr:nth-child(3) a")
    browser.wait(f"{card('东县/' + odd)} !== null")
    assert odd in text(browser, f"东县/{odd}")


def test_a_name_that_is_that_of_a_control_opens_a_town(browser, write_page, outcome_with, towns):
    towns[2] = ("东县", "search", *towns[2][2:])
    browser.open(write_page(outcome_with(towns=towns)), "/东县/search")
    browser.wait(f"{card('东县/search')} !== null")


def test_a_pool_leads_to_the_other_towns(browser, page_file):
    browser.open(page_file, "/东县/河口镇/超收奖励@pool")
    browser.wait("document.querySelector('.followed') !== null")
    assert "东县/太平镇: 135.00 万元 → 97.8261 万元" in browser.run(
        "document.querySelector('.followed').innerText"
    )
    browser.click(".followed a.town")
    browser.wait(f"{FOCUS} === '东县/太平镇优先发展'")


def test_a_value_met_again_leads_to_where_it_is_told(browser, page_file):
    browser.open(page_file, "/东县/河口镇")
    browser.run(f"openAll({card('东县/河口镇')}, true)")
    browser.click("#opened .see a")
    browser.wait("document.querySelector('.followed') !== null")
    assert browser.run("document.querySelector('.followed > .lines') !== null")


def test_every_link_of_a_card_leads_to_something(browser, page_file):
    browser.open(page_file, "/东县/河口镇")
    count = browser.run(f"{card('东县/河口镇')}.querySelectorAll('a').length")
    assert count > 20
    dead = browser.run(
        f"Array.from({card('东县/河口镇')}.querySelectorAll('a'), a => "
        "decodeURIComponent(a.hash.slice(1))).filter(id => !elementOf(id) && "
        "!placeOf(id.slice(1)))"
    )
    assert dead == []


def test_why_not_says_what_explain_says(browser, write_page, published):
    outcome = published("yunfu-township-incentive")
    context = context_of(outcome)
    browser.open(write_page(outcome))
    for row in (0, 3, 30, 62):
        place = "/".join(context.keys("镇街", row))
        told = {
            (f"{one.quantity} {one.case}", one.condition, one.distance or "")
            for name in outcome.plan.results
            for one in why_not(context, name, row)
        }
        browser.run(f"location.hash = {json.dumps('/' + place)}")
        browser.wait(f"{card(place)} !== null")
        shown = browser.run(
            f"Array.from({card(place)}.querySelectorAll('aside li'), li => ["
            "li.querySelector('a').textContent, li.querySelector('.fails').textContent,"
            "(li.querySelector('.far') || {textContent: ''}).textContent])"
        )
        assert len(told) > 5
        assert {tuple(one) for one in shown} == told


def test_why_not_also_of_what_only_a_failed_rule_reads(
    browser, write_page, outcome_with, policy_text
):
    policy = policy_text.replace("  当 绩效得分 >= 起奖分\n", "  当 绩效系数 > 0\n")
    assert policy != policy_text
    browser.open(write_page(outcome_with(policy=policy)), "/东县/榃滨镇")
    browser.wait(f"{card('东县/榃滨镇')} !== null")
    found = text(browser, "东县/榃滨镇")
    assert "没有适用的规则还读到" in found
    assert "绩效系数 表“绩效系数”第 1 行(< 60, 0)\n绩效得分 90 < 60 不成立" in found


def test_previous_next_open_all_and_close(browser, page_file):
    browser.open(page_file)
    browser.run("document.getElementById('group').value = '西县'; narrow()")
    browser.click("#towns tbody tr:not([hidden]) a")
    press = "#opened article:last-child .bar-of-card button:nth-child({})"
    browser.wait(f"{FOCUS} === '西县/太平镇重点发展'")
    browser.click(press.format(2))
    browser.wait(f"{FOCUS} === '西县/新桥街道重点发展'")
    browser.click(press.format(2))
    assert browser.run(HASH) == "#/西县/新桥街道"
    browser.click(press.format(3))
    closed = f"{card('西县/新桥街道')}.querySelectorAll('details:not([open])').length"
    assert browser.run(closed) == 0
    browser.click(press.format(4))
    assert browser.run(closed) > 5
    browser.click(press.format(5))
    assert browser.run(f"{card('西县/新桥街道')}") is None
    assert browser.run(FOCUS) == "新桥街道"


def test_a_mark_of_a_chart_leads_to_its_town(browser, page_file):
    browser.open(page_file)
    place = browser.run("document.querySelector('path[data-row=\"4\"] title').textContent")
    assert place.startswith("西县/新桥街道: ")
    browser.run("document.querySelector('path[data-row=\"4\"]').dispatchEvent("
                "new MouseEvent('click', {bubbles: true}))")  # fmt: skip
    browser.wait(f"{FOCUS} === '西县/新桥街道重点发展'")


def test_other_levels_have_derivations(browser, write_page, published):
    browser.open(write_page(published("29-guangdong-2005-weak-towns")))
    browser.click("table.sorts:not(#towns) tbody a")
    browser.wait(f"{card('甲县')} !== null")
    assert "省级补助 = 210.00 万元" in text(browser, "甲县")


def test_missing_values_say_what_is_missing(browser, open_page):
    browser.open(open_page, "/西县/太平镇/绩效得分")
    browser.wait("document.querySelector('.followed') !== null")
    found = browser.run("document.querySelector('.followed').innerText")
    assert "镇街.xlsx 数据!F7: 格子空白,按缺处理" in found
