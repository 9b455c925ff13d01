"""Everyone's page: keyboard, screen reader, contrast, a narrow screen, no scripts, English."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

NAMED = ("button", "link", "combobox", "searchbox", "checkbox", "table", "region",
         "DisclosureTriangle", "article", "complementary", "heading", "columnheader")  # fmt: skip
CONTRAST = """(() => {
  const channel = (v) => v <= 10 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parts = (s) => (s.match(/[\\d.]+/g) || []).map(Number);
  const poor = [];
  for (const one of document.querySelectorAll('body *')) {
    const own = Array.from(one.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !one.checkVisibility() || one.closest('script,style,svg')) continue;
    let under = one, back = [0, 0, 0, 0];
    while (under && (back.length === 4 && back[3] === 0)) {
      back = parts(getComputedStyle(under).backgroundColor);
      under = under.parentElement;
    }
    if (back.length === 4 && back[3] === 0) back = [255, 255, 255];
    const [x, y] = [light(parts(getComputedStyle(one).color)), light(back)];
    const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    if (ratio < 4.5) poor.push(one.tagName + '.' + one.className + ' ' + ratio.toFixed(2));
  }
  return Array.from(new Set(poor));
})()"""


def opened(browser, path) -> None:
    browser.open(path, "/东县/河口镇")
    browser.wait("document.querySelectorAll('article').length === 1")
    browser.run("openAll(document.querySelector('main'), true)")


def test_everything_has_a_name_for_those_who_cannot_see(browser, page_file):
    opened(browser, page_file)
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = [(node.get("role", {}).get("value"), node.get("name", {}).get("value"))
             for node in nodes if not node.get("ignored")]  # fmt: skip
    assert [role for role, name in roles if role in NAMED and not name] == []
    assert len([role for role, _ in roles if role == "table"]) >= 4
    assert "image" not in {role for role, _ in roles}


def test_ids_are_unique_and_what_they_label_is_there(browser, page_file):
    opened(browser, page_file)
    ids = browser.run("Array.from(document.querySelectorAll('[id]'), one => one.id)")
    assert len(ids) == len(set(ids))
    labels = browser.run(
        "Array.from(document.querySelectorAll('[aria-labelledby]'), one => "
        "document.getElementById(one.getAttribute('aria-labelledby')) !== null)"
    )
    assert labels == [True, True]


def test_headings_leave_no_level_out(browser, page_file):
    opened(browser, page_file)
    levels = browser.run(
        "Array.from(document.querySelectorAll('h1,h2,h3,h4'), one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_text_stands_out_from_its_ground(browser, page_file, open_page):
    opened(browser, page_file)
    assert browser.run(CONTRAST) == []
    browser.open(open_page)
    assert browser.run(CONTRAST) == []


def test_by_keyboard_alone(browser, page_file):
    browser.open(page_file)
    focus = "document.activeElement.textContent || document.activeElement.id"
    browser.press("Tab")
    assert browser.run(focus) == "跳到表格"
    browser.press("Enter", "\r")
    browser.wait("location.hash === '#towns'")
    for _ in range(12):
        browser.press("Tab")
        if browser.run(focus) == "超收奖励 (万元)":
            break
    browser.press(" ", " ")
    assert browser.run("document.querySelector('th[aria-sort]').textContent") == "超收奖励 (万元)"
    while browser.run("document.activeElement.tagName") != "A":
        browser.press("Tab")
    name = browser.run(focus)
    browser.press("Enter", "\r")
    browser.wait("document.querySelectorAll('article').length === 1")
    assert name in browser.run(focus)
    while browser.run("document.activeElement.tagName") != "SUMMARY":
        browser.press("Tab")
    was = browser.run("document.activeElement.parentElement.open")
    browser.press("Enter", "\r")
    assert browser.run("document.activeElement.parentElement.open") is not was


def test_nothing_is_wider_than_a_phone(browser, page_file, write_page, published):
    for path in (page_file, write_page(published("yunfu-township-incentive"))):
        browser.width(390)
        browser.open(path)
        browser.run("document.querySelector('#towns a').click()")
        browser.wait("document.querySelectorAll('article').length === 1")
        browser.run("openAll(document.querySelector('main'), true)")
        assert browser.run("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_figures_are_there_and_no_dead_controls(browser, page_file):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.opened += 1
    browser.call("Page.navigate", url=page_file.resolve().as_uri())
    end = 200
    root = browser.call("DOM.getDocument", depth=-1)["root"]
    while "tools" not in str(root) and end:
        root = browser.call("DOM.getDocument", depth=-1)["root"]
        end -= 1
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    seen = {node.get("name", {}).get("value", "") for node in nodes if not node.get("ignored")}
    roles = {node.get("role", {}).get("value") for node in nodes if not node.get("ignored")}
    assert any("97.8261" in name for name in seen)
    assert any("本页的查找、排序和来龙去脉需要脚本" in name for name in seen)
    assert "searchbox" not in roles
    browser.call("DOM.disable")


def test_in_english_the_page_s_own_words_are_english(browser, english):
    opened(browser, english)
    assert browser.run("document.documentElement.lang") == "en"
    assert browser.run("document.querySelector('blockquote').lang") == "zh-CN"
    text = browser.run("document.body.innerText")
    for word in ("总览", "单位", "资金池的使用", "全部", "打印", "展开", "见上", "为什么", "还差",
                 "不成立", "应得", "使用率", "个数", "平均", "待定", "取义:"):  # fmt: skip
        assert word not in re.sub(r"“[^”]*”", "", text), word
    for word in ("Overview", "By 类别", "Use of the pools", "Why not otherwise", "short by 7.5"):
        assert word in text
