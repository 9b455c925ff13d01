"""The original workbook and policy beside a run: which cell, which line is another."""

from __future__ import annotations

import pytest
from audit.forging import alter_value, found_in

from jiangzhi.audit.verify import verify_run


@pytest.fixture
def data(originals, tmp_path):
    """Writes the original data changed, and gives the file."""

    def write(old="", new=""):
        path = tmp_path / "数据.csv"
        text = originals[1].read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")
        return path

    return write


def test_the_originals_agree(tiny, originals):
    found = verify_run(tiny, originals=originals)
    assert found.findings == ()
    assert found.originals == ("办法.md", "数据.csv")


def test_a_cell_of_another_workbook_is_named(tiny, data):
    found = found_in(tiny, originals=[data('"1,300元"', '"1,301元"')])
    assert found == [
        ("U118", "数据.csv 不是这次运行读过的那一份:哈希不符。"),
        ("U120", "桃源县/太平镇 的“实际收入”:原件 1,301.00 元,运行里 1,300.00 元。"),
    ]


def test_another_writing_of_the_same_value_is_named(tiny, data):
    found = found_in(tiny, originals=[data('"1,300元"', "1300")])
    assert found[1][1] == (
        "桃源县/太平镇 的“实际收入”:原件 1,300.00 元(原文“1300”),"
        "运行里 1,300.00 元(原文“1,300元”)。"
    )


def test_a_workbook_saved_again_is_a_warning(tiny, data):
    found = verify_run(tiny, originals=[data("\n", "\r\n")])
    assert found.agrees
    assert [one.diagnostic.code for one in found.findings] == ["U204"]
    assert found.originals == ("数据.csv",)


def test_rows_that_came_went_or_moved_are_named(tiny, data):
    last = "汉寿县,太平镇,优先,90,100,70,是,2020-05-31\n"
    found = found_in(tiny, originals=[data(last, "")])
    assert ("U120", "汉寿县/太平镇(镇街):原件 没有,运行里 第 4 行。") in found


def test_what_is_no_such_workbook_is_said(tiny, tmp_path):
    other = tmp_path / "别的.xlsx"
    other.write_bytes(b"other")
    assert found_in(tiny, originals=[other])[0] == (
        "U118", "别的.xlsx 不是这次运行读过的那一份:哈希不符。"
    )  # fmt: skip


def test_a_line_of_another_policy_is_named(tiny, originals, tmp_path):
    path = tmp_path / "办法.md"
    path.write_text(originals[0].read_text(encoding="utf-8").replace("10元", "20元"), "utf-8")
    found = found_in(tiny, originals=[path])
    assert found[1][1] == "第 29 行:原件 另奖 = 20元,运行里 另奖 = 10元。"


@pytest.mark.parametrize("name", ["实际收入.原文", "行.行号", "镇街", "另奖", "类别.状态"])
def test_the_original_tells_what_an_altered_column_was(tiny, originals, name):
    """Without it, some columns are only known to be altered."""
    alter_value(tiny, name, row=3)
    found = found_in(tiny, originals=[originals[1]])
    assert [code for code, _ in found] == ["U110", "U119"]
    assert f"“{name}”" in found[1][1]


def test_a_workbook_that_cannot_be_read_as_it_was_is_said(tiny, originals, monkeypatch):
    """The bytes are those of the run, so that there is nothing else to find fault with: U124."""
    path = originals[1]
    from jiangzhi.audit import originals as module
    from jiangzhi.diagnostic import Refused

    def unreadable(*_args, **_more):
        raise Refused([])

    monkeypatch.setattr(module, "read_workbooks", unreadable)
    assert found_in(tiny, originals=[path]) == [("U124", "工作簿不能像当时那样读。")]
