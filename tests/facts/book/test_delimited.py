from __future__ import annotations

from pathlib import Path

import pytest
from facts.books import refused

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy

HEAD = "县区,镇街,类别,实际收入(万元),收入目标(万元),绩效得分\n"
PARAMETERS = {"奖励资金池": "5万元"}


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "镇街.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_text_kept_by_a_formula_is_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, '甲,"=""007""",="1200",="",=1+1,=A1\n')
    assert load_book(path).grids[0].rows[0] == ["甲", "007", "1200", '=""', "=1+1", "=A1"]


@pytest.mark.parametrize(
    ("text", "line"),
    [('甲,乙\n1,"2\n3,4\n5,6\n', 2), ('甲\n"1"2,3\n', 2), ('甲\n"1\n2",3\n4,"', 4)],
)
def test_a_quote_that_is_not_closed_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    with pytest.raises(Refused) as caught:
        load_book(written(tmp_path, text))
    (found,) = caught.value.diagnostics
    assert (found.code, found.place) == ("W152", TextPlace(str(tmp_path / "镇街.csv"), line))


def test_rows_longer_than_the_headings_are_refused(tmp_path: Path, policy: Policy) -> None:
    path = written(
        tmp_path, HEAD + "云城区,思劳镇,优先发展,1,234.5,1,000,80\n云城区,甲镇,优先发展,1,1,1,,\n"
    )
    found = [d for d in refused(policy, path, given=PARAMETERS) if d.code == "W153"]
    assert [(d.place.cell, d.message("zh")[:5]) for d in found] == [("G2", "第 2 行")]  # type: ignore[union-attr]


def test_the_encoding_may_be_told(tmp_path: Path, policy: Policy) -> None:
    path = written(tmp_path, HEAD + "雲城區,思勞鎮,优,1,1,1\n".replace("优", "優"), "utf-16-le")
    with pytest.raises(Refused):
        read_workbooks(policy, [path], encoding="big5", given=PARAMETERS)
    big5 = written(tmp_path, "縣區,鎮街\n雲城區,思勞鎮\n", "big5")
    assert load_book(big5, encoding="big5").grids[0].rows[1] == ["雲城區", "思勞鎮"]
