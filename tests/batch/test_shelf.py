"""Runs are found by what their users call them, and by nothing that they do not."""

from __future__ import annotations

import json

import pytest

from jiangzhi.batch.shelf import find_run, shelf
from jiangzhi.diagnostic import Refused


def test_a_run_knows_county_and_year_of_its_data_not_of_the_files_name(
    workspace, workbook, jiangzhi
):
    path = workbook("清河县", 2024)
    other = path.with_name("1999年桃源县.csv")
    path.rename(other)
    code, _, err = jiangzhi("run", "办法.md", other, "--stage", "决算")
    assert code == 0, err
    [one] = shelf(workspace / "outputs")
    assert one.name == f"2024-决算-清河县-{one.seal[:10]}"
    assert (one.about.county, one.about.year) == ("清河县", 2024)


def test_the_title_names_the_folder_and_is_sealed(workspace, workbook, jiangzhi):
    path = workbook("清河县", 2024)
    for title in ("初算", "2024决算/定稿"):
        assert jiangzhi("run", "办法.md", path, "--name", title)[0] == 0
    names = sorted(one.name.rpartition("-")[0] for one in shelf(workspace / "outputs"))
    assert names == ["2024决算_定稿", "初算"]
    run = find_run("初算", workspace / "outputs")
    data = json.loads((run / "run.json").read_text(encoding="utf-8"))
    data["about"]["title"] = "终算"
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (run / "run.json").write_text(text + "\n", encoding="utf-8")
    code, _, err = jiangzhi("verify", run)
    assert code == 1
    assert "about" in err


@pytest.fixture
def two(workspace, workbook, jiangzhi):
    for year in (2023, 2024):
        assert jiangzhi("run", "办法.md", workbook("清河县", year), "--stage", "决算")[0] == 0
    return workspace / "outputs"


def test_a_part_of_the_name_will_do_where_only_one_has_it(two, jiangzhi):
    assert find_run("2024", two).name.startswith("2024-决算-清河县-")
    assert find_run("最近", two).name.startswith("2024-")
    assert jiangzhi("explain", "2024", "甲镇")[0] == 0


def test_two_matches_are_shown_and_none_is_taken(two):
    with pytest.raises(Refused) as refused:
        find_run("清河", two)
    [found] = refused.value.diagnostics
    assert found.code == "B111"
    assert [one.place.file.rpartition("/")[2][:4] for one in found.because] == ["2023", "2024"]


def test_an_unknown_name_is_answered_with_the_nearest(two):
    with pytest.raises(Refused) as refused:
        find_run("2024-决算-青河县", two)
    assert refused.value.diagnostics[0].code == "B110"
    assert "2024-决算-清河县" in refused.value.diagnostics[0].message()


def test_list_and_history(two, jiangzhi):
    code, out, _ = jiangzhi("list", "--year", 2023)
    assert code == 0
    assert "2023-决算-清河县" in out
    assert "2024" not in out
    code, out, _ = jiangzhi("history", "甲镇")
    assert code == 0
    assert [line.split()[:5] for line in out.splitlines()[2:]] == [
        ["2023", "决算", "清河县/甲镇", "奖励", "5.00"],
        ["2024", "决算", "清河县/甲镇", "奖励", "5.00"],
    ]
    assert jiangzhi("history", "丙镇")[0] == 1


def test_dry_run_writes_nothing(workspace, workbook, jiangzhi):
    code, out, _ = jiangzhi("run", "办法.md", workbook("清河县", 2024), "--dry-run")
    assert code == 0
    assert "甲镇" in out
    assert not (workspace / "outputs").exists()


def test_outputs_that_are_not_wanted_are_not_missed(workspace, workbook, jiangzhi):
    path = workbook("清河县", 2024)
    assert jiangzhi("run", "办法.md", path, "--outputs", "报告")[0] == 0
    run = find_run("最近", workspace / "outputs")
    assert not (run / "allocations.xlsx").exists()
    code, out, err = jiangzhi("verify", run)
    assert (code, out.split(",")[0]) == (0, "自相一致"), err
    (run / "allocations.xlsx").write_bytes(b"foreign")
    code, _, err = jiangzhi("verify", run)
    assert code == 1
    assert "X114" in err
