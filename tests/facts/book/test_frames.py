from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from facts.books import WAN, base_sheets, codes

from jiangzhi.diagnostic import Refused
from jiangzhi.facts.read import read_frames, read_workbooks
from jiangzhi.policy.model import Policy


def frame_of(name: str) -> pd.DataFrame:
    rows = base_sheets()[name]
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_frames_are_checked_as_workbooks_are(policy: Policy) -> None:
    towns, details = frame_of("镇街"), frame_of("超支事项")
    given = {"奖励资金池": "800万元"}
    facts = read_frames(policy, {"镇街": towns, "超支事项": details}, given=given)
    assert facts.notes == ()
    assert facts.levels["镇街"].columns["实际收入"].values[1] == 4100_25 * 10_000
    towns.loc[0, "实际收入(万元)"] = float("nan")
    facts = read_frames(policy, {"镇街": towns, "超支事项": details}, given=given)
    assert facts.levels["镇街"].columns["实际收入"].values[0] is None
    towns.loc[0, "类别"] = "别的"
    with pytest.raises(Refused) as caught:
        read_frames(policy, {"镇街": towns, "超支事项": details}, given=given)
    assert codes(caught.value.diagnostics) == ["W124"]
    assert caught.value.diagnostics[0].place is not None
    assert str(caught.value.diagnostics[0].place) == "镇街 镇街!C2"


def test_parquet_keeps_exact_decimals(policy: Policy, tmp_path: Path) -> None:
    towns = frame_of("镇街")
    towns["实际收入(万元)"] = [Decimal("0.29"), Decimal("1.10"), None, Decimal(5)]
    towns["一票否决"] = [True, False, False, True]
    paths = [tmp_path / "镇街.parquet", tmp_path / "超支事项.csv"]
    towns.to_parquet(paths[0])
    frame_of("超支事项").to_csv(paths[1], index=False)
    facts = read_workbooks(policy, paths, given={"奖励资金池": "800万元"})
    values = facts.levels["镇街"].columns["实际收入"].values
    assert list(values) == [Fraction(29, 100) * WAN, Fraction(11, 10) * WAN, None, 5 * WAN]
    assert facts.levels["镇街"].columns["一票否决"].values[0] is True
