"""A batch does each job once, in order, and no job's trouble is another's. Codes: B114, B115."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jiangzhi.batch.execute import Settings, execute
from jiangzhi.batch.from_files import jobs_of_files
from jiangzhi.batch.ledger_check import check_ledger
from jiangzhi.batch.plan import make_plan_of
from jiangzhi.batch.shelf import shelf
from jiangzhi.record.about import About


@pytest.fixture
def three_by_two(workspace, workbook):
    for county in ("清河县", "桃源县", "沅陵县"):
        for year in (2023, 2024):
            workbook(county, year)
    return workspace


def reasons(jiangzhi) -> dict[str, list[str]]:
    code, out, _ = jiangzhi("batch", "办法.md", "inputs/*.csv", "--dry-run", "--json")
    assert code == 0
    return {one["workbooks"][0][7:-4]: one["reasons"] for one in json.loads(out)["jobs"]}


def batch(jiangzhi, *more):
    args = ("办法.md", "inputs/*.csv", "--processes", 1, "--no-summary", "--json")
    code, out, err = jiangzhi("batch", *args, *more)
    return code, {one["workbooks"][0][7:-4]: one for one in json.loads(out)["jobs"]}, err


def test_each_year_reads_the_year_before_of_its_own_county(three_by_two, jiangzhi):
    code, jobs, _ = batch(jiangzhi)
    assert (code, {one["ended"] for one in jobs.values()}) == (0, {"done"})
    for one in shelf(three_by_two / "outputs"):
        prior = one.data.get("prior")
        if one.about.year == 2023:
            assert prior is None
        else:
            assert prior["run"].startswith(f"2023-{one.about.county}-")
    assert check_ledger(three_by_two / "outputs").found == ()


def test_what_is_up_to_date_is_not_run_again_and_why_not_is_said(three_by_two, workbook, jiangzhi):
    batch(jiangzhi)
    before = {one.name: one.written for one in shelf(three_by_two / "outputs")}
    assert set(map(tuple, reasons(jiangzhi).values())) == {()}
    _, jobs, _ = batch(jiangzhi)
    assert {one["ended"] for one in jobs.values()} == {"up_to_date"}
    assert {one.name: one.written for one in shelf(three_by_two / "outputs")} == before

    workbook("清河县", 2023, 120)
    found = {name: why for name, why in reasons(jiangzhi).items() if why}
    assert found == {"清河县2023": ["工作簿改过"], "清河县2024": ["上年的任务要先重算"]}
    _, jobs, _ = batch(jiangzhi)
    assert sorted(name for name, one in jobs.items() if one["ended"] == "done") == [
        "清河县2023", "清河县2024",
    ]  # fmt: skip

    run = next(one for one in shelf(three_by_two / "outputs") if one.about.county == "桃源县")
    (run.folder / "report.html").unlink()
    assert "结果缺文件" in reasons(jiangzhi)[f"桃源县{run.about.year}"]
    policy = three_by_two / "办法.md"
    policy.write_text(policy.read_text("utf-8") + "\n", encoding="utf-8")
    assert all("办法改过" in one[0] or "上年" in one[0] for one in reasons(jiangzhi).values())


def test_a_last_year_that_came_out_the_same_does_not_make_this_year_run(three_by_two, jiangzhi):
    batch(jiangzhi)
    run = next(one for one in shelf(three_by_two / "outputs") if one.name.startswith("2023-清河县"))
    shutil.rmtree(run.folder)
    _, jobs, _ = batch(jiangzhi)
    assert jobs["清河县2023"]["ended"] == "done"
    assert jobs["清河县2024"]["ended"] == "up_to_date"


def test_a_bad_workbook_stops_only_what_needs_it(three_by_two, workbook, jiangzhi):
    workbook("清河县", 2023, "很多")
    code, jobs, _ = batch(jiangzhi)
    assert code == 1
    ended = {name: one["ended"] for name, one in jobs.items()}
    assert ended["清河县2023"] == "failed"
    assert [ended[f"桃源县{year}"] for year in (2023, 2024)] == ["done", "done"]
    copy = load_workbook(jobs["清河县2023"]["annotated"])
    marked = [str(cell.value) for sheet in copy for row in sheet for cell in row if cell.comment]
    assert marked == ["很多"]
    workbook("清河县", 2023, 110)
    code, out, _ = jiangzhi("batch", "--retry", "--json")
    assert code == 0
    assert {one["ended"] for one in json.loads(out)["jobs"]} == {"done"}


def test_this_year_is_not_made_from_a_last_year_that_is_out_of_date(
    three_by_two, workbook, jiangzhi
):
    batch(jiangzhi)
    workbook("清河县", 2023, "很多")
    _, jobs, _ = batch(jiangzhi)
    assert jobs["清河县2024"]["ended"] == "not_tried"


def test_a_warning_is_confirmed_in_the_list_and_shown_on_every_output(
    workspace, workbook, jiangzhi
):
    path = workbook("清河县", 2024)
    rows = "".join(f"清河县,镇{at},{100 + at},100\n" for at in range(12))
    path.write_text(path.read_text("utf-8") + rows + "清河县,丙镇,1050000,100\n", "utf-8")
    tasks = workspace / "任务.csv"
    tasks.write_text(f"办法,工作簿\n办法.md,{path.relative_to(workspace)}\n", encoding="utf-8")
    code, out, _ = jiangzhi("batch", tasks, "--strict", "--json")
    [job] = json.loads(out)["jobs"]
    assert (code, [one["code"] for one in job["diagnostics"]]) == (1, ["B114"])
    because = job["diagnostics"][0]["because"][0]
    place = because["place"]
    warned = f"{because['caption'][:4]} {place['sheet']}!{place['cell']} 张三 核对无误"
    tasks.write_text(
        f"办法,工作簿,确认\n办法.md,{path.relative_to(workspace)},{warned}\n", encoding="utf-8"
    )
    code, out, _ = jiangzhi("batch", tasks, "--strict", "--json")
    [job] = json.loads(out)["jobs"]
    assert code == 0, job
    run = Path(job["run"])
    assert "张三 核对无误" in (run / "run.json").read_text("utf-8")
    assert "张三 核对无误" in (run / "report.html").read_text("utf-8")
    book = load_workbook(run / "allocations.xlsx")
    for name in ("分配表", "问题清单"):
        texts = [str(cell.value) for row in book[name].iter_rows() for cell in row]
        assert any("张三 核对无误" in text for text in texts), name
    assert jiangzhi("verify", run)[0] == 0


def test_a_process_that_dies_fails_its_own_job_only(three_by_two):
    out = three_by_two / "outputs"
    books = sorted((three_by_two / "inputs").iterdir())
    tasks = jobs_of_files(three_by_two / "办法.md", books, About())
    planned = make_plan_of(tasks, three_by_two, out, recording=True)

    def kill_the_first(job, ended):
        if job.number == 1 and ended is None:
            for child in multiprocessing.active_children():
                child.kill()

    settings = Settings(out, processes=2)
    ended = execute(planned.ordered, planned.runs, planned.hashes, settings, kill_the_first)
    by_code = {one.number: [found.code for found in one.found] for one in ended}
    assert by_code[1] == ["B115"]
    assert [one.number for one in ended] == [1, 2, 3, 4, 5, 6]
    assert sum(one.folder is not None for one in ended) == 4
    assert check_ledger(out).found == ()


def test_the_log_has_a_whole_line_for_each_event(three_by_two, jiangzhi):
    batch(jiangzhi, "--log", "log.jsonl")
    events = [json.loads(line) for line in Path("log.jsonl").read_text("utf-8").splitlines()]
    assert [one["event"] for one in events].count("start") == 6
    assert [one["event"] for one in events].count("end") == 6
    assert events[0] | {"at": ""} == {"at": "", "event": "batch", "jobs": 6}
