"""Verification: an untouched run agrees, an alteration is named first and exactly, and what
follows from it is told under it."""

from __future__ import annotations

import shutil
from dataclasses import replace

from audit.forging import (
    alter_value,
    as_author,
    edit_manifest,
    found_in,
    recomputed,
    reseal,
)

from jiangzhi.audit.claims import Verdict
from jiangzhi.audit.verify import verify_run
from jiangzhi.record import manifest

#: The tests' own forger writes Parquet in another way than the engine does.
PACKED_BY_HAND = "U115", "trace.parquet 与重新写出的不一致。"
ALTERED = "U110", "trace.parquet 被改动过:与 run.json 记下的哈希不符。"


def consequences(folder):
    return [[one.message() for one in root.consequences] for root in verify_run(folder).findings]


def with_its_text(folder):
    """An input altered, and the text of its cell with it."""
    alter_value(folder, "实际收入")
    alter_value(folder, "实际收入.原文", change=lambda _: "110.01")


def test_an_untouched_run_agrees(run_folder, tiny_run):
    for run in (run_folder, tiny_run):
        found = verify_run(run)
        assert found.findings == ()
        assert found.is_complete
        assert run.name.endswith(found.seal[:10])


def test_files_in_any_order_agree(outcome, policy_text, publish, tmp_path):
    sha256 = outcome.facts.files["镇街.xlsx"]
    facts = replace(outcome.facts, files={"镇街.xlsx": sha256, "县区.xlsx": "2" * 64})
    assert verify_run(publish(replace(outcome, facts=facts), policy_text, tmp_path)).findings == ()


def test_an_altered_input_is_named_alone(tiny):
    """The hash of its column and the workbook beside it prove what it was: everything else is
    verified against that, and nothing follows."""
    alter_value(tiny, "实际收入")
    place = "桃源县/漆河镇 的“实际收入”:文件里 110.01 元,原来 110.00 元(哈希证实)。"
    assert found_in(tiny) == [ALTERED, ("U119", place)]
    assert consequences(tiny) == [[]]


def test_a_second_alteration_does_not_hide_behind_the_first(tiny):
    alter_value(tiny, "实际收入")
    alter_value(tiny, "另奖", row=4)
    report = tiny / "report.html"
    report.write_text(report.read_text(encoding="utf-8").replace("漆河镇", "漆河乡", 1),
                      encoding="utf-8")  # fmt: skip
    codes = [code for code, _ in found_in(tiny)]
    assert codes == ["U110", "U119", "U119", "U110", "U123"]


def test_an_altered_input_that_nothing_proves_has_its_consequences_under_it(tiny):
    """The workbook was altered, too, so that nothing tells what the input was before."""
    alter_value(tiny, "实际收入")
    (tiny / "allocations.xlsx").write_bytes(b"no workbook")
    assert [code for code, _ in found_in(tiny)] == ["U110", "U112", "U110", "U122"]
    first, second = consequences(tiny)
    assert first[:2] == [
        "桃源县/漆河镇 的“实际收入”:格子里写的是“110”,记下的值却是 110.01 元。",
        "桃源县/漆河镇 的“超收额”:记录 10.00 元,重算 10.01 元。",
    ]
    assert second == []


def test_an_altered_value_is_named_with_what_it_was(tiny):
    alter_value(tiny, "超收额")
    place = "桃源县/漆河镇 的“超收额”:文件里 10.01 元,原来 10.00 元(哈希证实)。"
    assert found_in(tiny) == [ALTERED, ("U119", place)]


def test_a_forged_value_is_named_recorded_and_recomputed(tiny):
    """Everything is sealed anew, and the outputs and totals tell the forged figure as well."""
    alter_value(tiny, "奖励")
    folder = as_author(tiny)
    forged = "桃源县/漆河镇 的“奖励”:记录 13.01 元,重算 13.00 元。"
    assert found_in(folder) == [("U113", forged), PACKED_BY_HAND]
    below, _ = consequences(folder)
    assert below[0].startswith("run.json 的“results.totals.奖励”")
    assert below[1:] == [
        "allocations.xlsx 与重新写出的不一致。",
        "report.html 与重新写出的不一致。",
    ]


def test_where_the_story_breaks_is_named_before_what_follows(tiny):
    """An input altered and sealed anew: its direct consequence is where recorded values no longer
    follow from each other; the rest follows from that."""
    alter_value(tiny, "实际收入")
    folder = as_author(tiny)
    broken = [message for code, message in found_in(folder) if code == "U113"]
    assert [text.partition(":")[0] for text in broken] == [
        "桃源县/漆河镇 的“超收额”", "桃源县/漆河镇 的“占比”",
    ]  # fmt: skip


def test_a_forger_who_recomputes_everything_makes_another_run(tiny, tiny_run, originals):
    """It agrees with itself, under another name; the original workbook names the cell."""
    with_its_text(tiny)
    folder = recomputed(tiny)
    assert folder.name != tiny_run.name
    assert verify_run(folder).headline is Verdict.CONSISTENT
    (found,) = verify_run(folder, originals=[originals[1]]).findings
    assert found.diagnostic.message() == (
        "桃源县/漆河镇 的“实际收入”:原件 110.00 元,运行里 110.01 元。"
    )
    assert str(found.diagnostic.place).endswith("数据.csv 数据!D2")


def test_a_text_that_does_not_give_its_value_is_named(tiny):
    alter_value(tiny, "实际收入")
    folder = recomputed(tiny)
    assert found_in(folder) == [
        ("U125", "桃源县/漆河镇 的“实际收入”:格子里写的是“110”,记下的值却是 110.01 元。")
    ]


def test_a_run_in_the_place_of_another_is_named(tiny, tiny_run):
    with_its_text(tiny)
    folder = recomputed(tiny)
    folder = folder.rename(folder.with_name(tiny_run.name))
    assert [code for code, _ in found_in(folder)] == ["U121"]


def test_a_folder_may_be_called_otherwise(tiny):
    assert verify_run(tiny.rename(tiny.with_name("副本"))).findings == ()


def test_an_altered_policy_is_named_first(tiny):
    path = tiny / "policy.md"
    path.write_text(path.read_text(encoding="utf-8").replace("/ 3", "/ 4"), encoding="utf-8")
    assert found_in(tiny) == [("U110", "policy.md 被改动过:与 run.json 记下的哈希不符。")]
    (below,) = consequences(tiny)
    assert "桃源县/漆河镇 的“奖励”:记录 13.00 元,重算 12.25 元。" in below


def test_an_altered_result_is_named(tiny):
    reseal_needed = reseal(tiny, lambda data: data["results"]["totals"].update(奖励="1"))
    messages = [message for _, message in found_in(reseal_needed)]
    assert "run.json 的“results.totals.奖励”:记录 1,重算 355。" in messages


def test_the_evaluator_that_did_not_record_recomputes(copy, monkeypatch):
    """What only this evaluator gets wrong is a fault of the engine's, and no alteration."""
    from jiangzhi.evaluate.columns import evaluate as columns

    right = columns.evaluate_by_columns

    def wrong(plan, facts):
        found = right(plan, facts)
        award = found.steps["应奖额"]
        values = [value and value + 1 for value in award.values]
        return replace(found, steps={**found.steps, "应奖额": replace(award, values=values)})

    monkeypatch.setattr(columns, "evaluate_by_columns", wrong)
    ((code, message),) = found_in(copy)
    assert code == "E101"
    assert "应奖额" in message


def test_a_run_of_another_engine_is_compared_as_far_as_it_can_be(
    outcome, policy_text, publish, tmp_path, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "engine_version", lambda: "0.0.1")
        folder = publish(outcome, policy_text, tmp_path)
    found = verify_run(folder)
    assert found.headline is Verdict.CONSISTENT
    assert [one.diagnostic.code for one in found.findings] == ["U201"]
    path = folder / "report.html"
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace("太平镇", "太平乡"), encoding="utf-8")
    folder = reseal(folder)
    found = verify_run(folder)
    assert found.headline is Verdict.DIFFERS
    assert {one.diagnostic.code for one in found.findings} == {"U201", "U115"}
    path = folder / "report.html"
    path.write_text(page.replace("</style>", "body{margin:1px}</style>", 1), encoding="utf-8")
    found = verify_run(reseal(folder))
    assert found.headline is Verdict.NOT_CHECKED
    assert {one.diagnostic.code for one in found.findings} == {"U201", "U202"}


def test_another_engine_is_no_excuse_for_another_value(tiny):
    alter_value(tiny, "奖励")
    folder = as_author(tiny)
    folder = reseal(folder, lambda data: data.update(engine="9.9"), columns=True)
    assert "U113" in {code for code, _ in found_in(folder)}


def test_many_runs_do_not_disturb_each_other(tiny_run, tmp_path):
    other = shutil.copytree(tiny_run, tmp_path / tiny_run.name)
    edit_manifest(other, lambda data: data["results"]["totals"].update(奖励="1"))
    assert not verify_run(other).agrees
    assert verify_run(tiny_run).agrees


def test_an_idle_space_in_the_manifest_does_not_cover_a_forged_value(tiny):
    alter_value(tiny, "奖励")
    folder = as_author(tiny)
    path = folder / "run.json"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8", newline="")
    assert [code for code, _ in found_in(folder)] == ["U111", "U113", "U115"]
