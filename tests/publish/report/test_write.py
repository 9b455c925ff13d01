"""The page as text: it needs nothing, lets nothing in, and is whole without scripts."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from jiangzhi.diagnostic import Problem, Severity
from jiangzhi.evaluate.open.notes import notes_on
from jiangzhi.publish.report import write as written

WAIVED, WARNING = (
    Problem(code, severity, "话", "words", "做", "do").at(None)
    for code, severity in (("W998", Severity.NOTE), ("W999", Severity.WARNING))
)


def test_nothing_outside_is_referred_to(page):
    assert not re.search(r"(?:src|href)=[\"']?(?!#)[^\"'>\s#]*//", page)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_the_script_and_the_style_and_nothing_else(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    for text in (script, style):
        sealed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{sealed}'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert " style=" not in page


def test_text_from_outside_is_no_markup(outcome_with, towns, write_page):
    towns[0] = ("东县", "太平镇", "优先发展", "5400", "5000", "85", "</script><b>x")
    towns[2] = ("东县", '"><b>y', "优先发展", "5400", "5000", "85", "")
    page = write_page(outcome_with(towns=towns)).read_text(encoding="utf-8")
    assert "</script><b>" not in page
    assert "\\u003c/script>\\u003cb>x" in page
    assert '"><b>' not in page


def test_the_same_outcome_gives_the_same_bytes(page_file, write_page, outcome):
    assert write_page(outcome).read_bytes() == page_file.read_bytes()


def test_results_of_other_levels_have_tables_and_charts_of_their_own(published, write_page):
    page = write_page(published("29-guangdong-2005-weak-towns")).read_text(encoding="utf-8")
    assert "<h2>县的结果</h2>" in page
    assert '<a href="#/甲县">甲县</a></th><td class=n data-o=1>7</td>' in page
    assert "<figcaption>各县 <small>" in page


@pytest.mark.parametrize(("most", "linked"), [(5, True), (4, False)])
def test_a_page_without_derivations_says_so(outcome, write_page, monkeypatch, most, linked):
    monkeypatch.setattr(written, "MOST_ROWS", most)
    page = write_page(outcome).read_text(encoding="utf-8")
    assert ('href="#/东县/太平镇"' in page) is linked
    assert ("本页只有表格" in page) is not linked


@pytest.mark.browser
def test_the_box_of_notes_opens_with_the_warning_first(browser, open_page_noted):
    browser.open(open_page_noted)
    assert browser.run("document.querySelector('header details.note').open") is True
    title = browser.run("document.querySelector('header details.note summary').textContent")
    assert title == "提示 3 条,1 条使结果待定或不能算,1 条警告"
    first = browser.run("document.querySelector('header details.note li').textContent")
    assert first.startswith("E110 ")
    second = browser.run("document.querySelectorAll('header details.note li')[1].textContent")
    assert second.startswith("W999 ")


@pytest.mark.browser
def test_a_card_with_an_open_part_is_open(browser, open_page_noted):
    browser.open(open_page_noted)
    card = "document.querySelector('.cards li')"
    assert browser.run(f"{card}.querySelector('b').textContent") == "待定"
    note = browser.run(f"{card}.querySelector('em').textContent")
    assert note.startswith("已知的 ")
    assert note.endswith("2 个待定")


@pytest.mark.browser
def test_the_box_stays_shut_where_nothing_is_wrong(browser, write_page, outcome):
    browser.open(write_page(outcome, notes=(WAIVED,)))
    assert browser.run("document.querySelector('header details.note').open") is False


@pytest.fixture
def open_page_noted(write_page, outcome_with, towns):
    """The page of an open run whose warning was noted last."""
    towns[3] = (*towns[3][:5], "", "否")
    outcome = outcome_with(towns=towns)
    return write_page(outcome, notes=(WAIVED, WARNING, *notes_on(outcome)))
