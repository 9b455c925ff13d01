"""The table in a real browser: search, filters and sorting, by keyboard and by mouse."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

NAMES = (
    "Array.from(document.querySelectorAll('#towns tbody tr:not([hidden]) th'), h => "
    "h.previousElementSibling.textContent + h.textContent)"
)
COUNT = "document.getElementById('count').textContent"


def choose(browser, name: str, value: str) -> None:
    browser.run(
        f"(() => {{ const one = document.getElementById('{name}'); one.value = '{value}';"
        "one.dispatchEvent(new Event('change')); })()"
    )


def column(browser, at: int) -> list[str]:
    return browser.run(
        f"Array.from(document.querySelectorAll('#towns tbody tr'), r => r.cells[{at}].textContent)"
    )


def sort(browser, at: int) -> None:
    browser.click(f"#towns thead th:nth-child({at + 1}) button")


def test_search_finds_names_and_figures_as_they_are_typed(browser, page_file):
    browser.open(page_file)
    assert browser.run(COUNT) == "5 / 5 个"
    browser.click("#search")
    browser.type("太平")
    assert browser.run(NAMES) == ["东县太平镇", "西县太平镇"]
    browser.type(" 西县")
    assert browser.run(NAMES) == ["西县太平镇"]
    browser.run("document.getElementById('search').select()")
    browser.type("52.17")
    assert browser.run(NAMES) == ["东县河口镇"]
    assert browser.run(COUNT) == "1 / 5 个"


def test_filters_narrow_together(browser, page_file):
    browser.open(page_file)
    choose(browser, "group", "东县")
    assert browser.run(COUNT) == "3 / 5 个"
    choose(browser, "class", "优先发展")
    assert browser.run(NAMES) == ["东县太平镇", "东县榃滨镇"]
    choose(browser, "group", "")
    choose(browser, "class", "重点发展")
    assert browser.run(COUNT) == "3 / 5 个"


def test_classes_are_offered_in_the_policy_s_order(browser, page_file):
    browser.open(page_file)
    words = browser.run("Array.from(document.getElementById('class').options, o => o.text)")
    assert words == ["全部类别", "优先发展", "重点发展"]


def test_numbers_sort_as_numbers_up_down_and_back(browser, page_file):
    browser.open(page_file)
    before = column(browser, 3)
    sort(browser, 3)
    up = column(browser, 3)
    assert up == sorted(before, key=float)
    assert up != sorted(before)
    sort(browser, 3)
    assert column(browser, 3) == sorted(before, key=float, reverse=True)
    assert browser.run("document.querySelectorAll('th[aria-sort=descending]').length") == 1
    sort(browser, 3)
    assert column(browser, 3) == before
    assert browser.run("document.querySelectorAll('th[aria-sort]').length") == 0


def test_rates_that_show_the_same_whole_still_sort(browser, write_page, published):
    browser.open(write_page(published("yunfu-township-incentive")))
    sort(browser, 3)
    rates = [float(text.rstrip("%")) for text in column(browser, 3)]
    assert rates == sorted(rates)
    assert rates != sorted(rates, key=round)[::-1]


def test_what_is_open_comes_last_both_ways(browser, open_page):
    browser.open(open_page)
    for _ in ("up", "down"):
        sort(browser, 3)
        found = column(browser, 3)
        assert found[-2:] == ["待定", "待定"]
        assert "待定" not in found[:3]


def test_only_the_open_ones(browser, open_page, page_file):
    browser.open(open_page)
    browser.click("#open")
    assert browser.run(NAMES) == ["西县太平镇", "西县新桥街道"]
    browser.click("#open")
    assert browser.run(COUNT) == "5 / 5 个"
    browser.open(page_file)
    assert browser.run("document.getElementById('open')") is None


def test_names_sort_as_a_chinese_reader_expects_groups_as_the_workbook(browser, page_file):
    browser.open(page_file)
    sort(browser, 1)
    assert column(browser, 1) == ["河口镇", "太平镇", "太平镇", "榃滨镇", "新桥街道"]
    sort(browser, 0)
    assert column(browser, 0) == ["东县"] * 3 + ["西县"] * 2


def test_sorting_keeps_what_was_searched_for(browser, page_file):
    browser.open(page_file)
    choose(browser, "group", "东县")
    sort(browser, 3)
    assert browser.run(NAMES) == ["东县榃滨镇", "东县河口镇", "东县太平镇"]


def test_tables_of_other_levels_sort_too(browser, write_page, published):
    browser.open(write_page(published("29-guangdong-2005-weak-towns")))
    last = "document.querySelector('table.sorts:not(#towns)')"
    browser.click("table.sorts:not(#towns) thead th:nth-child(2) button")
    first = f"{last}.tBodies[0].rows[0].cells[0].textContent"
    assert browser.run(first) == "乙县"
