"""Names of towns and quantities: exact, alone, ambiguous, unknown."""

from dataclasses import replace

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.explain.locate import Located, locate_quantities, locate_town


def refusal(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    (diagnostic,) = refused.value.diagnostics
    return diagnostic


def test_a_name_that_stands_once_will_do(outcome):
    assert locate_town(outcome, "河口镇") == Located("镇街", 1)
    assert locate_town(outcome, "东县/太平镇") == Located("镇街", 0)
    assert locate_town(outcome, "西县／太平镇") == Located("镇街", 3)
    assert locate_town(outcome, "西县") == Located("县区", 1)
    assert locate_town(outcome, "全市") == Located("全市", 0)


def test_a_name_that_holds_a_slash(outcome):
    towns = outcome.facts.levels["镇街"]
    keys = [*towns.keys[:1], ("东县", "河口镇／开发区"), *towns.keys[2:]]
    levels = {**outcome.facts.levels, "镇街": replace(towns, keys=keys)}
    slashed = replace(outcome, facts=replace(outcome.facts, levels=levels))
    for written in ("河口镇／开发区", "河口镇/开发区", "东县/河口镇／开发区"):
        assert locate_town(slashed, written) == Located("镇街", 1)


def test_a_name_that_stands_twice_lists_the_candidates(outcome):
    found = refusal(locate_town, outcome, "太平镇")
    assert found.code == "X102"
    assert "东县/太平镇、西县/太平镇" in found.message()


def test_an_unknown_town_suggests_the_nearest(outcome):
    found = refusal(locate_town, outcome, "河口")
    assert found.code == "X101"
    assert "东县/河口镇" in found.message()


def test_quantities(outcome):
    town = Located("镇街", 0)
    assert locate_quantities(outcome, town, None)[0] == ("超收奖励", 0)
    assert locate_quantities(outcome, town, "奖励资金池") == [("奖励资金池", 0)]
    assert locate_quantities(outcome, town, "起奖分") == [("起奖分", 0)]
    found = refusal(locate_quantities, outcome, town, "应奖")
    assert found.code == "X103"
    assert "应奖额" in found.message()
    assert refusal(locate_quantities, outcome, Located("县区", 0), "应奖额").code == "X104"
