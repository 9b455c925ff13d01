"""The chart of the pools: use and claims against the pool, for pools of every kind."""

from __future__ import annotations

import re
from fractions import Fraction

from jiangzhi.explain.context import context_of
from jiangzhi.publish.report import pools
from jiangzhi.publish.report.pools import pool_chart


def rows(html: str) -> list[list[str]]:
    return [
        re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", row)
        for row in re.findall(r"<tr>(.*?)</tr>", html)[1:]
    ]


def test_used_and_left(outcome):
    html = pool_chart(context_of(outcome))
    assert rows(html) == [
        ["超收奖励", "东县", "150.00", "207.00", "150.00", "0.00", "100.0%"],
        ["西县", "1,000.00", "237.22", "237.22", "762.78", "23.7%"],
    ]


def test_claims_beyond_the_pool_lie_beyond_its_end(outcome):
    html = pool_chart(context_of(outcome))
    box, asked = (
        Fraction(re.search(pattern, html)[1])
        for pattern in (r'class=box x="0.2%" width="([\d.]+)%"', r'class=asked x1="([\d.]+)%"')
    )
    assert abs(asked / box - Fraction(207, 150)) < Fraction(1, 100)
    assert asked <= 98


def test_an_empty_pool_and_an_open_one(outcome_with):
    empty = pool_chart(context_of(outcome_with(pools=[("东县", "0"), ("西县", "")])))
    assert rows(empty)[0][6] == "—"
    assert rows(empty)[1][5] == "待定"
    assert "class=asked" not in empty


def test_shares_by_weight_claim_nothing(published):
    html = pool_chart(context_of(published("12-anqing-air-2018")))
    assert rows(html) == [["分配额", "全市", "94.50", "按权", "94.50", "0.00", "100.0%"]]
    assert "class=asked" not in html


def test_of_many_pools_those_under_pressure_are_drawn(outcome, monkeypatch):
    monkeypatch.setattr(pools, "MOST", 1)
    html = pool_chart(context_of(outcome))
    assert [row[1] for row in rows(html)] == ["东县"]
    assert "另有 1 个" in html


def test_a_policy_without_pools_has_no_chart(published):
    assert pool_chart(context_of(published("14-yunxiao-village-2017"))) == ""


def test_claims_are_open_where_one_that_takes_part_is(outcome_with, towns):
    towns[3] = (*towns[3][:5], "", "否")
    html = pool_chart(context_of(outcome_with(towns=towns)))
    assert rows(html)[1] == ["西县", "1,000.00", "待定", "待定", "待定", "待定", ""]
