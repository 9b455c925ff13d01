"""What stands below a clause or a formula is read or refused, never lost."""

from __future__ import annotations

import pytest

POOL = "结果 奖 = 按需分配(收入, 资金池)"
ABOVE = [
    f"{POOL}\n  取整 0.01元",
    f"{POOL}\n  余额 留存",
    f"{POOL}\n  层级 镇街",
    f"{POOL}\n  兑付比例 4位",
    f"{POOL}\n  取整 0.01元\n",
    f"{POOL}\n  上限 30万元",
    POOL,
    "结果 奖 = 收入 * 1%\n  取整 元",
]
LINES = [
    "封顶 50万元",
    "上限50万元",
    "上線 100万元",
    "Cap 50万元",
    "如果 收入 > 200万元",
    "当然 收入 > 5000万元",
    "当NOT(收入 > 1万元)",
    "当(收入 > 1万元)",
    "保证 奖 <= 1万元",
    "不超过50万元",
]
OK = "结果 奖 = 收入 * 1%\n  取整 元"


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_no_clause_is_not_lost(wrong, above, line):
    assert ("P150", line) in wrong(f"{above}\n  {line}")


@pytest.mark.parametrize("above", ABOVE[:5])
def test_a_word_clause_takes_one_line(wrong, above):
    assert ("P150", "哈哈 3万元") in wrong(f"{above}\n  哈哈 3万元")


@pytest.mark.parametrize(
    "formula",
    [
        "MAX(收入,\n  上限额)",
        "收入 -\n  上限额",
        "收入\n  - 上限额",
        "\n  上限额",
        "MAX(\n 上限额\n , 1元)",
    ],
)
def test_a_formula_runs_on_over_lines_that_begin_like_a_clause(load, formula):
    load(f"上限额 = 1万元\n结果 奖 = {formula}\n  取整 元")


def test_a_word_clause_may_have_its_value_on_the_next_line(load):
    quantities = load("结果 奖 = 收入 * 1%\n  取整\n    万元").policy.quantities
    assert next(q for q in quantities if q.name == "奖").rounding.text == "万元"


@pytest.mark.parametrize(
    "clause", ["取整", "余额", "层级", "兑付比例", "施行", "上限", "下限", "当", "次序"]
)
def test_a_clause_without_its_value_is_refused(wrong, clause):
    assert ("P123", clause) in wrong(f"{POOL}\n  {clause}")


@pytest.mark.parametrize(
    ("rules", "code", "under"),
    [
        (f"甲 = 收入\n{OK}\n结果 甲\n  取整 元\n  上限 1万元", "P123", "上限 1万元"),
        (f"甲 = 收入\n{OK}\n结果 甲\n  取整 元\n  当 收入 > 目标", "P123", "当 收入 > 目标"),
        ("甲 = 按需分配(收入, 资金池)\n结果 甲\n  取整 万元", "P123", "取整 万元"),
        (f"甲 = 收入\n{OK}\n结果 甲(累加)\n  取整 元", "P151", "甲"),
        ("结果 奖(累加) = 按需分配(收入, 资金池)", "P151", "奖"),
        ("结果 奖(依次)(累加) = 收入\n  取整 元", "P122", "累加"),
        (
            "结果 奖(累加) = 收入\n  取整 元\n奖(累加) = 目标\n  取整 万元",
            "P123",
            "取整 万元",
        ),
        (
            "结果 奖(累加) = 收入\n  取整 元\n  层级 镇街\n奖(累加) = 目标\n  层级 县区",
            "P123",
            "层级 县区",
        ),
    ],
)
def test_words_that_would_do_nothing_are_refused(wrong, rules, code, under):
    assert (code, under) in wrong(rules)


@pytest.mark.parametrize(
    ("tables", "code", "under"),
    [
        ("| 输入: 镇街: 县区 | 类型 |\n|---|---|\n| 人口 | 个数 |", "P111", "镇街: 县区"),
        ("| 输入: 镇街(明细) | 类型 |\n|---|---|\n| 人口 | 个数 |", "P111", "镇街(明细)"),
        ("| 输入: 镇街 | 类型 |\n|---|---|\n| 款 | 金额(万元、元) |", "P112", "金额(万元、元)"),
        ("| 输入: 镇街 | 类型 |\n|---|---|\n| 款 | 日期(年) |", "P112", "日期(年)"),
        ("| 参数 | 值 | 封顶 |\n|---|---|---|\n| 率 | 1 | 5 |", "P110", "封顶"),
        ("| 参数 | 值 | 施行期 |\n|---|---|---|\n| 率 | 1 | 至 2020-01-01 |", "P110", "施行期"),
        ("| 参数 | 值 | 值 |\n|---|---|---|\n| 率 | 1 | 5 |", "P110", "值"),
        (
            "| 参数: 类别 | 优先 | 重点、生态 | 值 |\n|---|---|---|---|\n| 率 | 1 | 2 | 3 |",
            "P110",
            "值",
        ),
        ("| 参数: 类别: 甲 | 优先 | 其他 |\n|---|---|---|\n| 率 | 1 | 2 |", "F101", ":"),
        ("| 率: 得分: 甲 | 值 |\n|---|---|\n| 任意 | 1 |", "F101", ":"),
        ("| 率(累加)(依次): 得分 | 值 |\n|---|---|\n| 任意 | 1 |", "P151", "依次"),
        (
            "| 算例: 一(2020-01-01)(2021-01-01) | 县区 | 收入 | 目标 |\n|---|---|---|---|\n"
            "| 甲镇 | 东县 | 1 | 1 |",
            "P141",
            "2021-01-01",
        ),
    ],
)
def test_more_than_a_table_takes_is_refused(wrong, tables, code, under):
    assert (code, under) in wrong(OK, tables=tables)
