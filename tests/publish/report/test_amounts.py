"""The charts of amounts: one scale, sums that add up, few enough rows to be read."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.publish.report import amounts
from jiangzhi.publish.report.amounts import amount_charts
from jiangzhi.publish.report.bars import BarRow, bar_table

SAMPLE = "yunfu-township-incentive"


def figures(html: str) -> dict[str, str]:
    found = re.findall(r"<figure>(.*?)</figure>", html)
    return {re.search(r"<figcaption>(.*?) <small>", one)[1]: one for one in found}


def lengths(figure: str) -> list[tuple[Fraction, Fraction]]:
    """Each bar's amount, and its length in percent of the whole table."""
    widths = [Fraction(one) for one in re.findall(r'<col width="([\d.]+)%">', figure)]
    found = []
    for row in re.findall(r"<tr[^>]*><th scope=row>(.*?)</tr>", figure):
        pairs = re.findall(r"<td class=\"n[^>]*>(-?[\d,.]+|待定)(?:<small>.*?</small>)?</td><td>"
                           r"(.*?)(?=<td class|$)", row)  # fmt: skip
        for width, (amount, drawn) in zip(widths, pairs, strict=True):
            bar = re.search(r'width="([\d.]+)%"', drawn)
            if bar and Fraction(bar[1]) > 1:
                length = width * Fraction(bar[1]) / 100
                found.append((Fraction(amount.replace(",", "")), length))
    return found


def test_a_length_means_the_same_amount_in_every_column(published):
    for figure in figures(amount_charts(context_of(published(SAMPLE)), linked=True)).values():
        ratios = [abs(amount) / length for amount, length in lengths(figure) if length > 1]
        assert len(ratios) > 5
        assert max(ratios) / min(ratios) < Fraction(103, 100)


def test_charts_by_class_group_and_town(published):
    found = figures(amount_charts(context_of(published(SAMPLE)), linked=True))
    assert list(found) == ["按类别", "按县区", "各镇街,按“拨付净额”从多到少"]
    assert re.findall(r"<th scope=row>(.*?)</th>", found["按类别"]) == [
        "优先发展 (11)", "重点发展 (41)", "生态保护 (11)",
    ]  # fmt: skip


def test_what_is_left_out_of_a_long_chart_is_summed(published):
    figure = figures(amount_charts(context_of(published(SAMPLE)), linked=True))[
        "各镇街,按“拨付净额”从多到少"
    ]
    rows = re.findall(r"<tr[^>]*><th scope=row>(.*?)</tr>", figure)
    assert len(rows) == 26
    nets = [Fraction(re.findall(r"(-?[\d,]+\.\d\d)</td>", row)[-1].replace(",", ""))
            for row in rows]  # fmt: skip
    assert nets[20] == Fraction("1349.95")
    assert abs(sum(nets) - Fraction("5370.27")) < Fraction(1, 5)
    assert nets[:20] == sorted(nets[:20], reverse=True)
    assert nets[-1] == Fraction("-11.51")


def test_negative_amounts_go_the_other_way_and_are_hollow(outcome):
    rows = [BarRow("甲", (Fraction(2_000_000),)), BarRow("乙", (Fraction(-1_000_000),))]
    html = bar_table(context_of(outcome), "图", "镇", ["额"], rows)
    bars = re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"[^>]*?( class="minus")?/>', html)
    (right, long, _), (left, short, minus) = bars
    assert minus
    assert abs(Fraction(left) + Fraction(short) - Fraction(right)) <= Fraction(1, 100)
    assert abs(Fraction(long) - 2 * Fraction(short)) <= Fraction(3, 100)


def test_an_open_amount_is_said_and_not_drawn(outcome_with, towns):
    towns[3] = (*towns[3][:5], "", "否")
    found = figures(amount_charts(context_of(outcome_with(towns=towns)), linked=True))
    row = next(
        row for row in found["各镇街,按“超收奖励”从多到少"].split("<tr") if "西县/太平镇" in row
    )
    assert '<td class="n open">待定</td><td><td' in row
    assert "2 个待定" in found["按类别"]


@pytest.mark.parametrize("count", [1, 30, 31, 2000])
def test_a_chart_stays_short(outcome, count):
    context = context_of(outcome)
    rows = [BarRow(str(at), (Fraction(at),)) for at in range(count)]
    found = amounts._shortened(context, rows, 0)
    assert len(found) == (count if count <= 30 else 26)
    total = sum(row.values[0] for row in found)
    assert total == sum(range(count))
    assert replace(rows[0]) in found


def test_a_total_with_an_open_part_is_open_and_has_no_bar(outcome_with, towns):
    towns[3] = (*towns[3][:5], "", "否")
    found = figures(amount_charts(context_of(outcome_with(towns=towns)), linked=True))
    row = next(row for row in found["按县区"].split("<tr") if "西县 (2)" in row)
    assert '<td class="n open">待定<small>2 个待定</small></td><td><td' in row
    row = next(row for row in found["按类别"].split("<tr") if "重点发展 (3)" in row)
    assert re.search(r'open">待定<small>已知的 [\d.,]+,2 个待定</small></td><td><td', row)


def test_a_total_with_a_failed_part_cannot_be_computed(outcome_with):
    pools = [("东县", "-1"), ("西县", "1000")]
    found = figures(amount_charts(context_of(outcome_with(pools=pools)), linked=True))
    row = next(row for row in found["按县区"].split("<tr") if "东县 (3)" in row)
    assert "不能算<small>" in row
    assert "个不能算</small></td><td><td" in row
