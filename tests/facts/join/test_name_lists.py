"""Levels without inputs: their names from lists, rows of nothing and runs of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts.books import Book, Sheets, codes, refused

from jiangzhi.document.read import read_document
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.write.template import write_template
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy

ONLY_DETAILS = """---
办法: only-details
名称: 灵河县救灾补助办法
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街 > 事项(明细)、项目(明细)
主体: 镇街
---

## 第一条 补助

| 输入: 事项 | 类型 |
|---|---|
| 事项金额 | 金额(元) |

| 输入: 项目 | 类型 |
|---|---|
| 项目金额 | 金额(元) |

```规则
结果 补助 = SUM([事项金额]) + SUM([项目金额])
  取整 元
```
"""
NAMES = ["灵河县", "漆河镇"], ["灵河县", "太平镇"], ["灵河县", "清水镇"]
ITEMS = [["县区", "镇街", "事项金额"], ["灵河县", "漆河镇", 5], ["灵河县", "太平镇", 6]]
PROJECTS = [["县区", "镇街", "项目金额"], ["灵河县", "漆河镇", 7]]
LIST = [["县区", "镇街"], *NAMES]
MANY = 2_100


@pytest.fixture(scope="module")
def only_details() -> Policy:
    return resolve_policy(read_document(ONLY_DETAILS, file="p.md"))


def towns(facts: Facts) -> list[str]:
    return [key[-1] for key in facts.levels["镇街"].keys]


def many(*, county: bool) -> Sheets:
    items = [[*(["灵河县"] if county else []), f"镇{n}号", n] for n in range(MANY) if n % 2]
    head = [*(["县区"] if county else []), "镇街", "事项金额"]
    names = [["灵河县", f"镇{n}号"] for n in range(MANY)]
    return {"事项": [head, *items], "名单": [["县区", "镇街"], *names], "项目": [PROJECTS[0]]}


def test_towns_on_the_list_without_details_are_there(only_details: Policy, book: Book) -> None:
    facts = read_workbooks(only_details, [book({"a": ITEMS, "b": PROJECTS, "c": LIST})])
    assert towns(facts) == ["漆河镇", "太平镇", "清水镇"]
    assert codes(facts.notes) == ["W309", "W309"]
    assert facts.levels["镇街"].sources[0].sheet == "c"
    assert facts.levels["镇街"].row_of == [2, 3, 4]


@pytest.mark.parametrize("county", [True, False])
def test_details_of_many_towns_find_them_on_the_list(
    only_details: Policy, book: Book, county: bool
) -> None:
    facts = read_workbooks(only_details, [book(many(county=county))])
    assert len(towns(facts)) == MANY
    assert facts.levels["事项"].parents == list(range(1, MANY, 2))


@pytest.mark.parametrize("size", ["few", "many"])
def test_details_of_nobody_are_refused(only_details: Policy, book: Book, size: str) -> None:
    sheets = many(county=False) if size == "many" else {"事项": [row[1:] for row in ITEMS]}
    sheets.pop("名单", None)
    (problem,) = [p for p in refused(only_details, book(sheets)) if p.code == "W158"]
    assert str(len(sheets["事项"]) - 1) in problem.message()
    assert "“县区”列" in problem.help()
    sheets["事项"] = [["县区", *sheets["事项"][0]], *(["灵河县", *r] for r in sheets["事项"][1:])]
    assert len(towns(read_workbooks(only_details, [book(sheets)]))) == len(sheets["事项"]) - 1


def test_a_detail_of_a_town_that_is_not_listed_is_refused(only_details: Policy, book: Book) -> None:
    sheets = {"事项": [*ITEMS, ["灵河县", "清氷镇", 1]], "项目": PROJECTS, "名单": LIST}
    (problem,) = refused(only_details, book(sheets))
    assert problem.code == "W132"
    assert "清水镇" in problem.message()
    sheets = many(county=True)
    del sheets["名单"][2]
    assert codes(refused(only_details, book(sheets))) == ["W132"]


def test_a_town_twice_on_the_list_is_refused(only_details: Policy, book: Book) -> None:
    for sheets in ({"事项": ITEMS, "项目": PROJECTS, "名单": LIST}, many(county=True)):
        sheets["名单"] = [*sheets["名单"], sheets["名单"][1]]
        assert codes(refused(only_details, book(sheets))) == ["W130"]


def test_a_run_of_nothing_is_refused(only_details: Policy, book: Book) -> None:
    sheets = {"事项": ITEMS[:1], "项目": PROJECTS[:1]}
    (problem,) = refused(only_details, book(sheets))
    assert problem.code == "W159"
    assert "“县区”、“镇街”" in problem.help()
    facts = read_workbooks(only_details, [book({**sheets, "名单": LIST})])
    assert len(towns(facts)) == len(NAMES)


def test_details_that_did_not_come_up_need_no_sheet(only_details: Policy, book: Book) -> None:
    facts = read_workbooks(only_details, [book({"事项": ITEMS, "名单": LIST})])
    assert codes(facts.notes) == ["W214", "W309"]
    assert not facts.levels["项目"].keys
    sheets = many(county=True)
    del sheets["项目"]
    facts = read_workbooks(only_details, [book(sheets)])
    assert codes(facts.notes)[0] == "W214"
    assert len(towns(facts)) == MANY


@pytest.mark.parametrize(
    "sheets",
    [
        # Misnamed headings: of a list, of a sheet that names towns, of one named after the level.
        {"事项": ITEMS, "支出": [["县区", "镇街", "工程款"], ["灵河县", "漆河镇", 7]]},
        {
            "事项": ITEMS,
            "支出": [["县区", "镇街", "工程款"], *[["灵河县", "漆河镇", n] for n in (7, 8)]],
        },
        {"事项": ITEMS, "项目表": [["地方", "工程款"], ["漆河镇", 7]]},
        {"名单": LIST},
    ],
)
def test_a_sheet_that_may_be_the_missing_one_is_asked_about(
    only_details: Policy, book: Book, sheets: Sheets
) -> None:
    assert "W110" in codes(refused(only_details, book(sheets)))


def test_lists_that_differ_are_a_question_that_sheet_answers(
    only_details: Policy, book: Book
) -> None:
    sheets = {"事项": ITEMS, "项目": PROJECTS, "名单": LIST, "旧名单": LIST[:3]}
    (problem,) = refused(only_details, book(sheets))
    assert problem.code == "W111"
    facts = read_workbooks(only_details, [book(sheets)], sheets={"镇街": "名单"})
    assert len(towns(facts)) == len(NAMES)
    sheets["旧名单"] = list(reversed(LIST[1:]))
    sheets["旧名单"].insert(0, LIST[0])
    assert len(towns(read_workbooks(only_details, [book(sheets)]))) == len(NAMES)


def test_a_sheet_that_repeats_towns_is_no_list(only_details: Policy, book: Book) -> None:
    visits = [["镇街", "走访"], ["漆河镇", "甲"], ["漆河镇", "乙"]]
    facts = read_workbooks(only_details, [book({"事项": ITEMS, "项目": PROJECTS, "走访": visits})])
    assert towns(facts) == ["漆河镇", "太平镇"]
    assert "W308" in codes(facts.notes)


def test_counties_that_their_towns_name_need_no_list(policy: Policy, book: Book) -> None:
    from facts.books import base_sheets

    sheets = base_sheets()
    sheets["联系人"] = [["县区", "电话"], ["云城区", "一号"]]
    facts = read_workbooks(policy, [book(sheets)])
    assert len(facts.levels["县区"].keys) == 3
    sheets["县区名单"] = [["县区"], ["云城区"], ["新兴县"], ["云安区"], ["郁南县"]]
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["县区"].keys[-1] == ("郁南县",)


def test_the_template_has_the_list(only_details: Policy, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(only_details, path)
    facts = read_workbooks(only_details, [path])
    assert facts.levels["镇街"].sources[0].sheet == "镇街"
