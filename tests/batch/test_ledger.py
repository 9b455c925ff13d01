"""No run can be dropped unseen, no row of the ledger changed.

Codes: B120, B121, B122, B123, B124, B125, B126.
"""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from jiangzhi.batch.ledger import head, reconcile, rows
from jiangzhi.batch.ledger_check import check_ledger
from jiangzhi.batch.shelf import shelf
from jiangzhi.diagnostic import Refused


@pytest.fixture
def out(workspace, workbook, jiangzhi):
    """Three runs, the first of them since removed."""
    for year in (2022, 2023, 2024):
        assert jiangzhi("run", "办法.md", workbook("清河县", year))[0] == 0
    assert jiangzhi("runs", "rm", "2022")[0] == 0
    return workspace / "outputs"


def change(out, statement):
    with sqlite3.connect(out / "ledger.sqlite") as connection:
        connection.execute(statement)
    connection.close()


def codes(out, **known):
    return [one.code for one in check_ledger(out, **known).found]


def test_every_run_has_its_row_and_a_removal_has_one_too(out):
    assert [(row.seq, row.event, row.year) for row in rows(out)] == [
        (1, "写出", 2022), (2, "写出", 2023), (3, "写出", 2024), (4, "删除", 2022),
    ]  # fmt: skip
    assert codes(out) == []
    assert [path.name for path in out.iterdir() if path.name.startswith("ledger")] == [
        "ledger.sqlite"
    ]


def test_a_run_that_was_deleted_by_hand_is_named(out):
    name = shelf(out)[0].name
    shutil.rmtree(out / name)
    [found] = check_ledger(out).found
    assert (found.code, name in found.message()) == ("B124", True)


@pytest.mark.parametrize("column", ["run", "seal", "totals", "at", "provisional", "hash", "event"])
def test_an_altered_row_is_named(out, column):
    change(out, f"update runs set {column}='7' where seq=2")
    assert ("B122", "2") in [(one.code, one.args.get("seq")) for one in check_ledger(out).found]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_missing_row_is_named(out, seq):
    change(out, f"delete from runs where seq={seq}")
    found = check_ledger(out).found
    assert f"第 {seq} 行" in found[0].message()
    assert found[0].code == "B123"


def test_rows_moved_up_over_a_missing_one_do_not_hide_it(out):
    change(out, "delete from runs where seq=2")
    change(out, "update runs set seq=seq-1 where seq>2")
    assert "B122" in codes(out)


def test_a_ledger_cut_off_is_seen_by_a_head_noted_elsewhere(out):
    noted = head(out)
    change(out, "delete from runs where seq=4")
    assert "B123" not in codes(out)
    assert "B123" in codes(out, known_head=noted)


def test_a_run_whose_program_was_killed_before_its_row_is_recorded_later(out):
    change(out, "delete from runs where seq in (3, 4)")
    assert codes(out) == ["B124", "B126"]
    assert [name[:4] for name in reconcile(out)] == ["2024"]
    assert rows(out)[-1].event == "补记"


def test_the_ledger_is_made_anew_from_the_runs_and_the_old_one_stays(out, jiangzhi):
    (out / "ledger.sqlite").write_bytes(b"no database at all, for longer than a header is" * 9)
    with pytest.raises(Refused) as refused:
        rows(out)
    assert refused.value.diagnostics[0].code == "B121"
    assert jiangzhi("runs", "rebuild")[0] == 0
    assert [row.event for row in rows(out)] == ["补记", "补记"]
    assert (out / "ledger.old1.sqlite").exists()


def test_a_newer_ledger_is_left_alone(out):
    change(out, "pragma user_version=99")
    with pytest.raises(Refused) as refused:
        reconcile(out)
    assert refused.value.diagnostics[0].code == "B120"


def test_another_run_under_a_recorded_name_is_seen(out):
    change(out, "update runs set seal='0' where seq=3")
    assert "B125" in codes(out)


def test_a_kept_run_is_not_removed(out, jiangzhi):
    assert jiangzhi("runs", "keep", "2024")[0] == 0
    code, _, err = jiangzhi("runs", "rm", "2024")
    assert (code, "B112" in err) == (1, True)
    assert jiangzhi("runs", "keep", "2024", "--off")[0] == 0
    assert jiangzhi("runs", "rm", "2024")[0] == 0
    assert not any("2024" in path.name for path in out.iterdir())


def test_verify_says_so(out, jiangzhi):
    code, said, _ = jiangzhi("verify", "--ledger")
    assert code == 0
    assert said.startswith("台账一致,共 4 行,印记 4-")
    shutil.rmtree(next(path for path in out.iterdir() if path.name.startswith("2024")))
    code, said, err = jiangzhi("verify", "--ledger", out)
    assert (code, said, "B124" in err) == (1, "台账不一致\n", True)
