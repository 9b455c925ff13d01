"""Every published policy has a page on which its towns and its other levels can be opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.publish.report.results import levels_shown, money_on, rows_on

POLICIES = sorted(
    path.stem for path in (Path(__file__).parents[3] / "rules" / "published").glob("*.md")
)


@pytest.mark.browser
@pytest.mark.parametrize("name", POLICIES)
def test_the_page_of(browser, write_page, published, name):
    outcome = published(name)
    context = context_of(outcome)
    browser.open(write_page(outcome))
    figures = browser.run("Array.from(document.querySelectorAll('figcaption'), f => f.textContent)")
    for level in levels_shown(context):
        several = len(rows_on(context, level)) > 1 and money_on(context, level)
        assert any(one.startswith(f"各{level}") for one in figures) == bool(several)
    links = "document.querySelectorAll('table.sorts tbody tr:first-child a')"
    assert browser.run(f"{links}.length") == len(levels_shown(context))
    for at in range(len(levels_shown(context))):
        browser.run(f"{links}[{at}].click()")
        browser.wait(f"document.querySelectorAll('article').length === {at + 1}")
    browser.run("openAll(document.querySelector('main'), true)")
    text = browser.run("document.querySelector('main').innerText")
    assert not re.search(r"undefined|NaN|\[object|[\ue000-\ue002]", text)
    assert browser.run("document.querySelectorAll('article .source').length") > 0
