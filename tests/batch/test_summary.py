"""汇总: counties by years with live sums; what is open or was not computed is not passed over."""

from __future__ import annotations

from openpyxl import load_workbook


def test_counties_by_years_with_live_sums_and_what_failed(workspace, workbook, jiangzhi):
    for county in ("清河县", "桃源县"):
        for year in (2023, 2024):
            workbook(county, year)
    workbook("桃源县", 2024, "")
    workbook("清河县", 2023, "很多")
    args = ("batch", "办法.md", "inputs/*.csv", "--stage", "决算", "--processes", 1)
    code, out, _ = jiangzhi(*args)
    assert code == 1
    assert "汇总.xlsx" in out
    path = workspace / "outputs" / "汇总.xlsx"
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    assert formulas.sheetnames == ["运行", "奖励", "资金池", "问题"]
    rows = list(values["奖励"].iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("县区", "阶段", "办法", "2023年度", "2024年度")
    assert rows[1] == ("桃源县", "决算", "连续奖励办法", 20, "待定")
    assert rows[-1][0] == "合计(没有算成的不在内)"
    assert rows[-1][3:] == (20, "待定")
    assert "SUM(D4:D" in formulas["奖励"].cell(3 + len(rows) - 1, 4).value
    told = [row for row in values["问题"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert {"W122", "B116"} <= {row[2] for row in told}
    page = (workspace / "outputs" / "汇总.html").read_text("utf-8")
    assert "桃源县" in page
    assert "W122" in page
    assert "://" not in page
    before = path.read_bytes()
    jiangzhi(*args)
    assert path.read_bytes() == before
