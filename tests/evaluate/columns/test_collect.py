"""Rules that count together, over columns."""

from __future__ import annotations

import numpy as np
import pytest

from jiangzhi.evaluate.columns.numbers.choices import with_state
from jiangzhi.evaluate.columns.numbers.vectors import Flags, constant
from jiangzhi.evaluate.columns.steps.collect import collected
from jiangzhi.formula.types.value import State
from jiangzhi.policy.model import Hit


@pytest.mark.parametrize("hit", [Hit.GREATEST, Hit.LEAST])
@pytest.mark.parametrize("others", [0, 1])
def test_where_no_rule_holds_no_value_is_asked_for(hit, others):
    missing = with_state(constant(1), np.array([State.MISSING], dtype=np.uint8))
    flags = Flags(np.array([False]), None)
    values = [missing, *[constant(2)] * others]
    found = collected(hit, [flags] * len(values), values)
    assert list(found.state) == [State.NO_RULE]
