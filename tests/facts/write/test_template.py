from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.write.template import template_bytes, write_template
from jiangzhi.plan.load import load_policy
from jiangzhi.policy.model import Policy

SHIPPED = sorted((Path(__file__).parents[3] / "rules").rglob("*.md"))


def test_a_template_is_read_back_without_a_note(policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(policy, path)
    facts = read_workbooks(policy, [path])
    assert facts.notes == ()
    assert list(facts.levels["镇街"].keys) == [("示例县区", "示例镇街")]
    assert all(column.values[0] is not None for column in facts.levels["镇街"].columns.values())


@pytest.mark.parametrize("rules", SHIPPED, ids=lambda path: path.stem)
def test_so_is_that_of_every_shipped_policy(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    shipped = load_policy(rules, day_of_cases=True).policy
    write_template(shipped, path)
    assert [note.message() for note in read_workbooks(shipped, [path]).notes] == []


def test_headings_state_units_and_cells_offer_choices(policy: Policy) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(policy)))
    sheet = book["镇街"]
    assert sheet["D1"].value == "实际收入(万元)"
    assert "空着就是缺数" in sheet["D1"].comment.text
    lists = [v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert '"优先发展,重点发展,生态保护"' in lists
    assert '"是,否"' in lists


def test_the_same_policy_gives_the_same_bytes(policy: Policy) -> None:
    assert template_bytes(policy) == template_bytes(policy)


def test_what_must_be_given_is_left_blank(policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(policy, path)
    sheet = openpyxl.load_workbook(path)["参数"]
    assert [cell.value for cell in sheet[2]] == ["奖励资金池", None, "万元", "全体一个值,必填"]
    facts = read_workbooks(policy, [path])
    assert facts.levels["全市"].columns["奖励资金池"].values[0] is None


@pytest.mark.parametrize("name", ["t.xls", "t.csv", "t", "t.xlsm"])
def test_another_kind_of_file_is_refused(policy: Policy, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as caught:
        write_template(policy, tmp_path / name)
    assert caught.value.diagnostics[0].code == "W157"
    assert not list(tmp_path.iterdir())


def test_a_template_is_not_written_over_a_file(policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_text("x")
    with pytest.raises(Refused):
        write_template(policy, path)
