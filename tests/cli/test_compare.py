"""jiangzhi compare: amounts are settled, percentages only compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from jiangzhi.cli.main import main

ROOT = Path(__file__).parent.parent.parent
POLICY = ROOT / "rules" / "yunfu-township-incentive.md"
WORKBOOK = ROOT / "inputs" / "yunfu-township-incentive.xlsx"


def test_only_amounts_are_settled(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = load_workbook(WORKBOOK)
    book["镇街"]["H45"] = 3300
    book.save(tmp_path / "changed.xlsx")
    for out, source in (("one", WORKBOOK), ("two", tmp_path / "changed.xlsx")):
        main(["run", str(POLICY), str(source), "--out", str(tmp_path / out)])
    runs = [str(next((tmp_path / out).glob("*/"))) for out in ("one", "two")]
    capfd.readouterr()
    assert main(["compare", *runs]) == 0
    text = capfd.readouterr().out
    rate, deduction = text.split("扣减额", 1)
    assert "差额单位:个百分点" in rate
    assert " -23.29 " in rate
    assert "-23.29%" not in rate
    assert "清算" not in rate
    assert "万元" not in rate
    assert "清算:应补付 0.00,应收回 159.407" in deduction
    main(["--lang", "en", "compare", *runs])
    english = capfd.readouterr().out
    assert "扣减额 (wan yuan)" in english
    assert "万元" not in english
