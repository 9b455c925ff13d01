"""Which of several rules apply, and what an unknown condition leaves open."""

from __future__ import annotations

import pytest

from jiangzhi.evaluate.exact.rules import Decision, all_hold, decide
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.policy.model import Hit

MISSING = Unknown(State.MISSING)
FAILED = Unknown(State.DIVIDED_BY_ZERO)
NO_RULE = Unknown(State.NO_RULE)
TWO = Unknown(State.TWO_RULES)


@pytest.mark.parametrize(
    ("truths", "whole"),
    [
        ([], True),
        ([True, True], True),
        ([True, False], False),
        ([MISSING, False], False),
        ([FAILED, False], False),
        ([MISSING, True], MISSING),
        ([MISSING, FAILED, MISSING], FAILED),
    ],
)
def test_all_guards_hold(truths, whole):
    assert all_hold(truths) == whole


@pytest.mark.parametrize(
    ("truths", "otherwise", "decision"),
    [
        ([True, False], True, Decision((0,))),
        ([False, True], False, Decision((1,))),
        ([False, False], True, Decision((2,))),
        ([False, False], False, Decision((), NO_RULE)),
        ([True, True], True, Decision((0, 1), TWO)),
        ([True, MISSING], True, Decision((0,), MISSING)),
        ([False, MISSING], True, Decision((), MISSING)),
        ([True, True, MISSING], True, Decision((0, 1), TWO)),
        ([MISSING, FAILED], True, Decision((), FAILED)),
    ],
)
def test_unique(truths, otherwise, decision):
    assert decide(truths, Hit.UNIQUE, otherwise=otherwise) == decision


@pytest.mark.parametrize(
    ("truths", "otherwise", "decision"),
    [
        ([True, True], True, Decision((0,))),
        ([True, MISSING], True, Decision((0,))),
        ([False, True, FAILED], True, Decision((1,))),
        ([MISSING, True], True, Decision((1,), MISSING)),
        ([MISSING, FAILED, True], True, Decision((2,), FAILED)),
        ([False, MISSING], True, Decision((), MISSING)),
        ([False, False], True, Decision((2,))),
        ([False, False], False, Decision((), NO_RULE)),
    ],
)
def test_first(truths, otherwise, decision):
    assert decide(truths, Hit.FIRST, otherwise=otherwise) == decision


@pytest.mark.parametrize(
    ("truths", "otherwise", "decision"),
    [
        ([True, False, True], False, Decision((0, 2))),
        ([False, False], False, Decision(())),
        ([False, False], True, Decision((2,))),
        ([True, MISSING], False, Decision((0,), MISSING)),
    ],
)
def test_sum(truths, otherwise, decision):
    assert decide(truths, Hit.SUM, otherwise=otherwise) == decision
