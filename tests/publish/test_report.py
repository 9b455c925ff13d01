"""The report page, as text and in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
import time

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.explain.marks import fill
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.telling import tell
from jiangzhi.publish.report.embedded import embedded_data


@pytest.fixture(scope="module")
def page(run_folder) -> str:
    return (run_folder / "report.html").read_text(encoding="utf-8")


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


def test_the_table_is_there_without_scripts(page):
    assert "<td class=n data-order=97826100>97.8261</td>" in page
    assert "榃滨镇" in page


def test_text_from_outside_is_no_markup(outcome_with, towns, policy_text, tmp_path):
    from jiangzhi.publish.folder import publish_run

    towns[0] = ("东县", "太平镇", "优先发展", "5400", "5000", "85", "</script><b>x")
    folder = publish_run(outcome_with(towns=towns), out=tmp_path, policy_text=policy_text)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "</script><b>" not in page
    assert "\\u003c/script>\\u003cb>x" in page


def test_lines_are_shared_between_towns_decided_alike(outcome):
    data = embedded_data(context_of(outcome))
    of_row = [number for number in data["nodes"]["超收额"] if number >= 0]
    assert len(of_row) == 3
    assert len(set(of_row)) == 1


def test_the_page_tells_what_explain_tells(outcome):
    context = context_of(outcome)
    data = embedded_data(context)
    for step, of_row in data["nodes"].items():
        for row, number in enumerate(of_row):
            if number < 0:
                continue
            lines, _ = data["told"][number]
            texts = [fill(data["lines"][one][1], lambda *_: "·") for one in lines]
            told = tell(context, NodeKey(step, row)).lines
            assert texts == [fill(line.text, lambda *_: "·") for line in told]


@pytest.mark.browser
def test_search_open_and_follow_to_the_cell(browser, run_folder):
    browser.open(run_folder / "report.html")
    visible = "Array.from(document.querySelectorAll('#towns tbody tr')).filter(r => !r.hidden)"
    assert browser.run(f"{visible}.length") == 5
    browser.run(
        "var s = document.getElementById('search'); s.value = '河口';"
        "s.dispatchEvent(new Event('input'))"
    )
    assert browser.run(f"{visible}.length") == 1
    assert browser.run("document.getElementById('count').textContent") == "1 / 5 个"
    browser.run("document.querySelector('#towns tbody tr:not([hidden]) a').click()")
    end = time.monotonic() + 10
    while not browser.run("Boolean(document.getElementById('t1'))"):
        assert time.monotonic() < end
    text = browser.run("document.getElementById('t1').textContent")
    assert "72.00 × 150.00 ÷ 207.00 = ≈52.173913 万元" in text
    assert "镇街.xlsx 数据!D5: “3300”" in text
    assert "绩效得分 72.5 ≥ 80  不成立" in text
    assert "还差 7.5" in text
    link = "document.querySelector('#t1 .see a')"
    browser.run(f"{link}.click()")
    target = browser.run(f"{link}.getAttribute('href').slice(1)")
    assert browser.run(f"document.getElementById('{target}').open")
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    assert len(browser.requests()) == 1


@pytest.mark.browser
def test_sorting_and_filters(browser, run_folder):
    browser.open(run_folder / "report.html")
    first = "document.querySelector('#towns tbody tr td.n').textContent"
    browser.run("document.querySelector('button[data-column=\"3\"]').click()")
    assert browser.run(first) == "0.00"
    browser.run("document.querySelector('button[data-column=\"3\"]').click()")
    assert browser.run(first) == "237.2195"
    assert browser.run("document.querySelectorAll('th[aria-sort=descending]').length") == 1
    browser.run("var g = document.getElementById('group'); g.value = '东县';"
                "g.dispatchEvent(new Event('change'))")  # fmt: skip
    assert browser.run("document.getElementById('count').textContent") == "3 / 5 个"


@pytest.mark.browser
def test_printing_opens_everything(browser, run_folder):
    browser.open(run_folder / "report.html")
    browser.run("document.getElementById('every').click()")
    assert browser.run("document.querySelectorAll('article').length") == 5
    pdf = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.startswith(b"%PDF")
    closed = "document.querySelectorAll('article details:not([open])').length"
    assert browser.run(closed) == 0
    assert browser.complaints() == []


@pytest.mark.browser
def test_everything_has_a_name_for_those_who_cannot_see(browser, run_folder):
    browser.open(run_folder / "report.html")
    browser.run("document.getElementById('every').click()")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        role = node.get("role", {}).get("value")
        if role in ("button", "link", "combobox", "searchbox", "image", "DisclosureTriangle"):
            assert node.get("name", {}).get("value"), node
