"""Printing from a real browser: everything open while it is little, and as before afterwards."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from jiangzhi.publish.report import assets

pytestmark = pytest.mark.browser

CARDS = "document.querySelectorAll('article').length"
CLOSED = (
    "Array.from(document.querySelectorAll('article details:not([open])'))"
    ".filter(one => !one.closest('.elsewhere')).length"
)


def words(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def paper(browser) -> None:
    """What a print does before, without what it does after."""
    browser.run("window.dispatchEvent(new Event('beforeprint'))")


def test_everything_is_open_and_each_pool_told_once(browser, page_file):
    browser.open(page_file)
    paper(browser)
    assert browser.run(CARDS) == 5
    assert browser.run(CLOSED) == 0
    shared = browser.run(
        "Array.from(document.querySelectorAll('article details[open]'), d => d.dataset.shared)"
        ".filter(s => s === '超收奖励@pool~0').length"
    )
    assert shared == 1
    assert browser.run("document.querySelectorAll('.elsewhere').length") > 2


def test_the_paper_holds_every_town_down_to_its_cells(browser, page_file):
    browser.open(page_file)
    pdf = browser.pdf()
    assert pdf.startswith(b"%PDF")
    text = "".join(words(pdf).split())
    for row in range(4, 9):
        assert f"镇街.xlsx数据!D{row}“" in text
    assert "72.00×150.00÷207.00=≈52.173913" in text
    assert "(前面已印)" in text
    assert "上一个" not in text


def test_afterwards_the_page_is_as_before(browser, page_file):
    browser.open(page_file, "/东县/河口镇")
    browser.wait(f"{CARDS} === 1")
    state = (
        "Array.from(document.querySelectorAll('main *'), one => [one.id, one.textContent.length,"
        "one.open, one.className].join())"
    )
    before = browser.run(state)
    browser.pdf()
    assert browser.run(state) == before


def test_only_the_listed_towns_are_printed(browser, page_file):
    browser.open(page_file)
    browser.run("document.getElementById('search').value = '西县'; narrow()")
    assert "2 个" in browser.run("document.getElementById('paper').textContent")
    paper(browser)
    assert browser.run(CARDS) == 2


def test_of_many_towns_only_the_open_ones_are_printed_and_the_page_says_so(
    browser, monkeypatch, write_page, outcome
):
    script = assets.script().replace("MOST_PRINTED = 100", "MOST_PRINTED = 4")
    assert script != assets.script()
    monkeypatch.setattr("jiangzhi.publish.report.write.script", lambda: script)
    browser.open(write_page(outcome), "/东县/河口镇")
    browser.wait(f"{CARDS} === 1")
    said = browser.run("document.getElementById('paper').textContent")
    assert said == "打印:只印总览、总表和已打开的;表中不超过 4 个时才全部展开"
    paper(browser)
    assert browser.run(CARDS) == 1
    assert browser.run(CLOSED) == 0
