"""Three sentences, with the reason that decided; an award of nothing is never paid in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiangzhi import flow
from jiangzhi.explain.brief import brief

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def computed():
    loaded = flow.load(ROOT / "rules" / "yunfu-township-incentive.md")
    facts = flow.read(loaded, ROOT / "inputs" / "yunfu-township-incentive.xlsx")
    return flow.run(loaded, facts)


def told(computed, town, quantity, lang="zh"):
    [derivation] = flow.why(flow.ask(computed, town, quantity, lang=lang))
    return brief(derivation, lang)


def test_what_it_is_why_and_what_the_pool_made_of_it(computed):
    assert told(computed, "郁南县/河口镇", "超收奖励") == (
        "郁南县/河口镇的超收奖励为 92.541688 万元,依据是“第十四条 奖励资金池”。"
        "符合条件:实际收入 3,237.65 万元 > 考核目标 2,946.00 万元、有奖励资格(是) = 是;"
        "超收应奖额 = MIN(101.93 × 100%, 2,946.00 × 10%) = 101.93 万元。"
        "应得合计 715.9422 万元 > 资金池 650.00 万元,不足,同比例缩减。"
    )


def test_nothing_is_told_by_the_condition_that_failed(computed):
    assert told(computed, "郁南县/建城镇", "超收奖励") == (
        "郁南县/建城镇的超收奖励为 0.00 万元,依据是“第十四条 奖励资金池”。"
        "没有达到“第八条 超收奖励”的条件:实际收入 2,047.94 万元 > 考核目标 2,144.00 万元。"
        "因此应得为零,不参加分配。"
    )


def test_no_town_with_nothing_is_told_that_it_was_paid_in_full(computed):
    plan = computed.outcome.plan
    keys = computed.outcome.facts.levels[plan.subject].keys
    seen = 0
    for row, key in enumerate(keys):
        for name in ("超收奖励", "增收奖励", "超支支持"):
            if computed.outcome.steps[name].values[row] == 0:
                seen += 1
                assert "足额" not in told(computed, "/".join(key), name)
    assert seen > 50


def test_in_english(computed):
    english = told(computed, "郁南县/建城镇", "超收奖励", "en")
    assert english.endswith("So it is nothing.")
    assert "does not hold" in english
