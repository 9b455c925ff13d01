"""清算: one row a town; what rose of a deduction is to be collected; a sum is not its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from jiangzhi import flow
from jiangzhi.cli.main import main

ROOT = Path(__file__).parent.parent.parent.parent
POLICY = ROOT / "rules" / "yunfu-township-incentive.md"
WORKBOOK = ROOT / "inputs" / "yunfu-township-incentive.xlsx"


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """建城镇, whose revenue fell after the advance: its deduction rose."""
    folder = tmp_path_factory.mktemp("settled")
    book = load_workbook(WORKBOOK)
    row = next(row for row in book["镇街"].iter_rows() if row[2].value == "建城镇")
    row[7].value = float(row[7].value) - 50
    book.save(folder / "决算.xlsx")
    for stage, source in (("预拨", WORKBOOK), ("决算", folder / "决算.xlsx")):
        args = ["run", str(POLICY), str(source), "--stage", stage, "--issuer", "云浮市财政局"]
        assert main([*args, "--out", str(folder / "outputs")]) == 0
    runs = sorted((folder / "outputs").glob("*-预拨-*")) + sorted(
        (folder / "outputs").glob("*-决算-*")
    )
    comparison = flow.compare(*map(flow.open_run, runs))
    flow.settle(comparison, folder / "清算.xlsx")
    return comparison, load_workbook(folder / "清算.xlsx", data_only=True)


def test_what_rose_of_a_deduction_is_to_be_collected(settled):
    comparison, book = settled
    rose = [one for one in comparison.differences if one.result == "扣减额" and one.change]
    assert rose
    assert all(one.deducted and one.change > 0 and one.owed < 0 for one in rose)
    page = book["扣减额"]
    heads = [cell.value for cell in page[4]]
    pay, back = heads.index("应补付(元)"), heads.index("应收回(元)")
    changed = [row for row in page.iter_rows(min_row=5, values_only=True) if row[4]]
    assert [(row[pay], row[back]) for row in changed[:1]] == [(0, changed[0][4])]


def test_only_the_sum_is_settled_and_it_adds_up(settled):
    comparison, book = settled
    page = book["清算"]
    assert book.sheetnames[0] == "清算"
    assert page["A1"].value == "2020年度云浮市镇街财税激励办法（示例）清算表"
    assert "已减去 扣减额" in page["A3"].value
    assert [cell.value for cell in page[5]] == [
        "县区", "镇街", "预拨", "决算", "应补付", "应收回", "净额",
    ]  # fmt: skip
    net = [one for one in comparison.differences if one.result == "拨付净额"]
    rows = list(page.iter_rows(min_row=6, max_row=6 + len(net), values_only=True))
    for row, one in zip(rows, net, strict=False):
        assert row[:2] == one.town
        assert round(100 * row[6]) == one.change
        assert row[4] - row[5] == pytest.approx(row[6])
    assert rows[-1][1] == "合计"
    assert round(100 * rows[-1][6]) == sum(one.change for one in net)
    words = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert "编制单位:云浮市财政局" in words
    assert "编制单位(盖章):" in words
