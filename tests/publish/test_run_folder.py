"""The run folder: whole or not at all, the same bytes, named by its content."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from jiangzhi.cli.tables.pools import print_pools
from jiangzhi.explain.context import context_of
from jiangzhi.explain.steps.pool import tell_pool
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.publish import run_folder as folder_module
from jiangzhi.publish.book.write import write_workbook
from jiangzhi.publish.report.pools import pool_chart
from jiangzhi.publish.results import results_data
from jiangzhi.publish.run_folder import publish_run
from jiangzhi.record.manifest import OUTPUTS


def test_it_holds_its_parts_and_nothing_else(run_folder):
    names = {path.name for path in run_folder.iterdir()}
    assert names == {*OUTPUTS, "run.json"}
    assert run_folder.name.startswith("taoyuan-")


def test_the_same_inputs_give_the_same_bytes(outcome, policy_text, run_folder, tmp_path):
    again = publish_run(outcome, out=tmp_path, policy_text=policy_text)
    assert again.name == run_folder.name
    for path in run_folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_where_the_policy_lay_does_not_matter(outcome, policy_text, run_folder, tmp_path):
    plan = replace(outcome.plan, policy_file="/somewhere/else/taoyuan.md")
    again = publish_run(replace(outcome, plan=plan), out=tmp_path, policy_text=policy_text)
    assert (again / "run.json").read_bytes() == (run_folder / "run.json").read_bytes()


def test_a_changed_figure_changes_the_name(outcome_with, policy_text, run_folder, towns, tmp_path):
    towns[0] = (*towns[0][:3], "5400.01", *towns[0][4:])
    other = publish_run(outcome_with(towns=towns), out=tmp_path, policy_text=policy_text)
    assert other.name != run_folder.name


def test_a_run_that_dies_leaves_nothing(outcome, policy_text, tmp_path, monkeypatch):
    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_module, "manifest_text", dies)
    with pytest.raises(KeyboardInterrupt):
        publish_run(outcome, out=tmp_path, policy_text=policy_text)
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_sums_up(run_folder):
    results = json.loads((run_folder / "run.json").read_text(encoding="utf-8"))["results"]
    assert results["totals"]["超收奖励"] == "3872195"
    assert results["provisional"] is False


def test_results_are_decimal_strings_in_yuan(outcome):
    results = results_data(outcome)
    town = results["towns"][0]
    assert (town["group"], town["town"], town["class"]) == ("东县", "太平镇", "优先发展")
    award = town["results"]["超收奖励"]
    assert (award["value"], award["unit"], award["state"]) == ("978261", "元", "known")
    pool = results["pools"][0]
    assert (pool["pool"], pool["claims"], pool["paid"], pool["left"]) == (
        "1500000", "2070000", "1500000", "0",
    )  # fmt: skip
    assert results["provisional"] is False


def pool_with(outcome_with, policy_text, towns):
    policy = policy_text.replace(
        "按需分配(应奖额, 奖励资金池)\n", "按需分配(应奖额, 奖励资金池)\n  当 绩效得分 < 85\n"
    )
    return outcome_with(policy, towns=towns)


def test_every_output_counts_the_claims_of_those_who_take_part(
    outcome_with, policy_text, towns, tmp_path, capsys
):
    outcome = pool_with(outcome_with, policy_text, towns)
    context = context_of(outcome)
    step = context.steps["超收奖励"]
    members = context.members("镇街", "县区", 0)
    every = sum(context.value("应奖额", row) for row in members)
    asked = sum(
        context.value("应奖额", row) for row in members if context.value("绩效得分", row) < 85
    )
    assert 0 < asked < every
    shown = decimal_text(in_unit(asked, "万元"), places=2, group=True)
    assert results_data(outcome)["pools"][0]["claims"] == decimal_text(in_unit(asked, "元"))
    print_pools(outcome, "zh")
    assert shown in capsys.readouterr().out
    assert f">{shown}<" in pool_chart(context)
    assert any(f"应得合计 {shown} 万元" in line.text for line in tell_pool(context, step, 0).lines)
    path = tmp_path / "book.xlsx"
    write_workbook(outcome, path, manifest={}, notes=())
    cells = [c.value for row in load_workbook(path, data_only=True)["分配表"] for c in row]
    heads = cells.index("应得(权数)合计")
    assert decimal_text(in_unit(asked, "万元")) in [str(cell) for cell in cells[heads:]]


def test_a_missing_claim_of_one_who_takes_no_part_leaves_nothing_open(
    outcome_with, policy_text, towns
):
    towns[0] = (*towns[0][:3], "", *towns[0][4:])
    pool = results_data(pool_with(outcome_with, policy_text, towns))["pools"][0]
    assert pool["claims"] is not None
    assert pool["left"] is not None
