from __future__ import annotations

from typing import Any

import pytest
from facts.books import Book, refused

from jiangzhi.document.read import read_document
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy

TEXT = """---
办法: sheets
名称: 几张表
施行: 2019-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 事项(明细)
---

## 第一条 数据

| 输入: 镇街 | 类型 | 空白 |
|---|---|---|
| 收入目标 | 金额 | |
| 绩效得分 | 数 | 60 |

| 输入: 事项 | 类型 | 空白 |
|---|---|---|
| 支出 | 金额 | |

```规则
结果 奖励 = 收入目标 + SUM([支出]) + 绩效得分 * 1元
  取整 元
```
"""
HEAD = ["县区", "镇街", "收入目标(万元)"]
DETAIL = ["县区", "镇街", "支出(万元)"]
THIS = [HEAD, ["云城区", "甲镇", 1]]
OTHER = [HEAD, ["云城区", "乙镇", 2]]


@pytest.fixture(scope="module")
def many() -> Policy:
    return resolve_policy(read_document(TEXT, file="p.md"))


def with_details(**sheets: Any) -> Any:
    return {"事项": [DETAIL, ["云城区", "甲镇", 1]], **sheets}


@pytest.mark.parametrize(
    "names",
    [("2019年", "填报样例"), ("2019年", "2018年"), ("镇街", "汇总"), ("Sheet1", "Sheet2"),
     ("镇街", "镇街 (2)"), ("本年", "上年"), ("表1", "表2"), ("定稿", "初稿")],
)  # fmt: skip
def test_sheets_with_the_same_headings_are_asked_about(
    many: Policy, book: Book, names: tuple[str, str]
) -> None:
    path = book(with_details(**dict(zip(names, (THIS, OTHER), strict=True))))
    (problem,) = refused(many, path)
    assert problem.code == "W111"
    assert all(name in problem.message("zh") for name in names)
    # Either remedy is followed, and loses no row of what was chosen.
    one = read_workbooks(many, [path], sheets={"镇街": names[0]})
    both = read_workbooks(many, [path], sheets={"镇街": "、".join(names)})
    assert [key[-1] for key in one.levels["镇街"].keys] == ["甲镇"]
    assert [key[-1] for key in both.levels["镇街"].keys] == ["甲镇", "乙镇"]


@pytest.mark.parametrize(("state", "word"), [("hidden", "(隐藏)"), ("veryHidden", "(深度隐藏)")])
def test_hidden_ones_are_named_as_such(many: Policy, book: Book, state: str, word: str) -> None:
    def hide(workbook: Any) -> None:
        workbook["备用"].sheet_state = state

    path = book(with_details(镇街=THIS, 备用=OTHER), hide)
    (problem,) = refused(many, path)
    assert f"“备用”{word}" in problem.message("zh")


def test_sheets_named_after_the_places_they_hold_are_parts(many: Policy, book: Book) -> None:
    sheets = {"云城区": THIS, "新兴县": [HEAD, ["新兴县", "甲镇", 2]]}
    facts = read_workbooks(many, [book(with_details(**sheets))])
    assert facts.levels["镇街"].keys == [("云城区", "甲镇"), ("新兴县", "甲镇")]


def test_a_sample_beside_them_is_asked_about(many: Policy, book: Book) -> None:
    sheets = {"云城区": THIS, "新兴县": [HEAD, ["新兴县", "甲镇", 2]], "样表": OTHER}
    assert [p.code for p in refused(many, book(with_details(**sheets)))] == ["W111"]


def test_places_of_two_years_are_asked_about(many: Policy, book: Book) -> None:
    sheets = {
        "云城区": [["2019年度表"], *THIS],
        "新兴县": [["2018年度表"], HEAD, ["新兴县", "甲镇", 2]],
    }
    assert [p.code for p in refused(many, book(with_details(**sheets)))] == ["W111"]


def test_last_years_sheet_never_fills_a_column(many: Policy, book: Book) -> None:
    scores = [["县区", "镇街", "绩效得分"], ["云城区", "甲镇", 50]]
    path = book(with_details(**{"2019年": THIS, "2018年": scores}))
    assert [p.code for p in refused(many, path)] == ["W111"]
    facts = read_workbooks(many, [path], sheets={"镇街": "2019年"})
    assert list(facts.levels["镇街"].columns["绩效得分"].values) == [60]


@pytest.mark.parametrize(
    ("names", "asked"),
    [(("1月", "2月"), False), (("2019年1月", "2019年2月"), False), (("一季度", "二季度"), False),
     (("2019年1月", "2018年1月"), True), (("事项", "事项样例"), True),
     (("支出1月", "其他2月"), True)],
)  # fmt: skip
def test_months_of_details_are_parts(
    many: Policy, book: Book, names: tuple[str, str], asked: bool
) -> None:
    rows = [[DETAIL, ["云城区", "甲镇", 1]], [DETAIL, ["云城区", "甲镇", 2]]]
    path = book({"镇街": THIS, **dict(zip(names, rows, strict=True))})
    if asked:
        assert [p.code for p in refused(many, path)] == ["W111"]
    else:
        facts = read_workbooks(many, [path])
        assert len(facts.levels["事项"].keys) == 2


@pytest.mark.parametrize(
    ("names", "asked"), [(("甲.xlsx", "乙.xlsx"), False), (("2019.xlsx", "2018.xlsx"), True)]
)
def test_files_are_parts_unless_of_two_years(
    many: Policy, book: Book, names: tuple[str, str], asked: bool
) -> None:
    one = book({"镇街": THIS, "事项": [DETAIL, ["云城区", "甲镇", 1]]}, name=names[0])
    other = book({"镇街": OTHER}, name=names[1])
    if asked:
        assert [p.code for p in refused(many, one, other)] == ["W111"]
        facts = read_workbooks(many, [one, other], sheets={"镇街": f"{names[0]}!镇街"})
        assert len(facts.levels["镇街"].keys) == 1
    else:
        assert len(read_workbooks(many, [one, other]).levels["镇街"].keys) == 2
