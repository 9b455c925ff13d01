"""The tables: exact order whatever is shown, decimals aligned, open cells without a rank."""

from __future__ import annotations

import re

from jiangzhi.explain.context import context_of
from jiangzhi.publish.report.table import table

SAMPLE = "yunfu-township-incentive"


def cells(html: str, column: int) -> list[tuple[str, str]]:
    """Rank and text of each row's cell of a column."""
    rows = re.findall(r"<tr data-row=\d+>(.*?)</tr>", html)
    found = [re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row)[column] for row in rows]
    return [("".join(re.findall(r"data-o=(\d+)", kind)), text) for kind, text in found]


def test_rates_are_ranked_by_their_exact_values(published):
    found = cells(table(context_of(published(SAMPLE)), "镇街", linked=True), 3)
    by_rank = sorted(found, key=lambda one: int(one[0]))
    shown = [float(text.rstrip("%")) for _, text in by_rank]
    assert shown == sorted(shown)
    assert len(set(shown)) > 50


def test_money_has_as_many_decimals_as_its_column_needs(published):
    found = cells(table(context_of(published(SAMPLE)), "镇街", linked=True), 5)
    assert {len(text.partition(".")[2]) for _, text in found} == {6}
    assert ("0", "0.000000") in found


def test_classes_are_ranked_as_the_policy_lists_them(outcome):
    found = dict(cells(table(context_of(outcome), "镇街", linked=True), 2))
    assert found == {"0": "优先发展", "1": "重点发展"}


def test_what_is_open_has_no_rank(outcome_with, towns):
    towns[3] = (*towns[3][:5], "", "否")
    html = table(context_of(outcome_with(towns=towns)), "镇街", linked=True)
    found = cells(html, 3)
    assert [rank for rank, text in found if text == "待定"] == ["", ""]
    assert 'class="n open">待定' in html


def test_names_are_links_only_where_there_is_something_to_open(outcome):
    assert "<a " not in table(context_of(outcome), "镇街", linked=False)
