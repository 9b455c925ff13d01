"""Pools with tiers, caps and floors, told step by step; every figure leads to what was paid."""

from __future__ import annotations

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.why import why

SHARE = "结果 超收奖励 = 按需分配(应奖额, 奖励资金池)\n  取整 元\n"


def pool_text(outcome, row=0, lang="zh"):
    context = context_of(outcome, lang)
    return derivation_text(why(context, "超收奖励@pool", row), lang=lang, depth=0)


@pytest.fixture
def shared(outcome_with, policy_text):
    def make(replacement, **facts):
        assert SHARE in policy_text
        return outcome_with(policy_text.replace(SHARE, replacement), **facts)

    return make


def test_tiers_are_told_one_after_the_other(shared):
    text = pool_text(shared(SHARE + '  次序 IF(类别 = "重点发展", 1, 2)\n'))
    assert "次序 1:可用 150.00 万元,应得按上下限计 72.00 万元,足额" in text
    assert "次序 1:付出 72.00 万元,余下 78.00 万元" in text
    assert "次序 2:可用 78.00 万元,应得按上下限计 135.00 万元,不足" in text
    assert "按 ≈57.777778% 兑付" in text
    assert "东县/太平镇: 135.00 万元 → 78.00 万元" in text
    assert "次序 2:付出 78.00 万元,余下 0.00 万元" in text


def test_a_cap_cuts_a_claim_before_it_is_scaled(shared):
    text = pool_text(shared(SHARE + "  上限 100万元\n"))
    assert "可用 150.00 万元,应得按上下限计 172.00 万元,不足" in text
    assert (
        "东县/太平镇: 135.00 万元 → 限到上限 100.00 万元 → ≈87.209302 万元,取整 → 87.2093 万元"
        in text
    )


def test_a_floor_is_kept_when_all_others_are_scaled(shared):
    text = pool_text(shared(SHARE + "  下限 30万元\n"))
    assert "应得按上下限计 237.00 万元,不足;未碰到下限的各份按 ≈57.971014% 兑付" in text
    assert "东县/榃滨镇: 0.00 万元 → 抬到下限 30.00 万元" in text
    assert "东县/太平镇: 135.00 万元 → ≈78.26087 万元,取整 → 78.2609 万元" in text


def test_in_english(shared):
    text = pool_text(shared(SHARE + "  上限 100万元\n"), lang="en")
    assert "cut to its cap 100.00 wan yuan" in text
    assert "上限" not in text.split("the pool of", 1)[1].split("〕")[-1]


def test_by_weight_each_unit_of_weight_has_its_price(shared):
    share = "结果 超收奖励 = 按权分配(绩效得分, 奖励资金池)\n  取整 元\n  上限 50万元\n"
    text = pool_text(shared(share))
    assert "每单位权数" in text
    assert "上限 50.00 万元" in text
