"""What a policy is refused for: the code, and the text under the caret."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

OK = "结果 奖 = 收入 * 1%\n  取整 元"

RULES = [
    ("unknown name", "结果 奖 = 收人 * 1%\n  取整 元", "P117", "收人"),
    ("money plus rate", "结果 奖 = 收入 + 5%\n  取整 元", "P119", "收入 + 5%"),
    ("money times money", "结果 奖 = 收入 * 目标\n  取整 元", "P119", "收入 * 目标"),
    ("cycle", "甲 = 乙 + 1万元\n乙 = 甲 + 1万元\n结果 奖 = 甲\n  取整 元", "P118", "乙"),
    ("cycle through a pool", "结果 奖 = 按需分配(甲, 资金池)\n甲 = 收入 - 奖", "P118", "甲"),
    ("defined twice", f"{OK}\n收入 = 1万元", "P115", "收入"),
    ("no otherwise", "结果 奖 = 1万元\n  当 收入 > 目标\n  取整 元", "P124", "奖"),
    ("two otherwise", f"甲 = 1\n  否则 0\n甲 = 2\n  否则 0\n{OK}", "P125", "否则 0"),
    ("no rounding", "结果 奖 = 收入 * 1%", "P127", "奖"),
    ("rounding without a unit", "结果 奖 = 收入 * 1%\n  取整 1", "P128", "1"),
    ("rounding of another kind", "结果 奖 = 收入 * 1%\n  取整 圆", "P128", "圆"),
    ("unknown choice", f"{OK}\n  当 类别 = \"重占\"\n  否则 0", "P134", "\"重占\""),
    ("lower level by name", "甲 = SUM([收入]) + 事项金额\n  层级 镇街\n" + OK, "P120", "事项金额"),
    ("own column by name", "结果 奖 = SUM([收入] - 收入)\n  取整 元", "P121", "收入"),
    ("column outside a function", "结果 奖 = [收入]\n  取整 元", "P121", "[收入]"),
    ("no equals sign", f"{OK}\n甲 收入", "P122", "甲 收入"),
    ("nothing after equals", f"{OK}\n甲 =", "P122", "甲 ="),
    ("guard is no condition", "结果 奖 = 收入\n  当 收入\n  否则 0\n  取整 元", "P123", "当 收入"),
    ("clause of another statement", f"{OK}\n  上限 1万元", "P123", "上限 1万元"),
    ("pool on the same level", "结果 奖 = 按需分配(收入, 目标)", "P135", "目标"),
    ("allocation inside a formula", "结果 奖 = 按需分配(收入, 资金池) + 1元", "P137", None),
    ("split names and weights", "结果 甲, 结果 乙 = 分成(收入, 1:2:3)", "P136", None),
    ("split percentages", "结果 甲, 结果 乙 = 分成(收入, 30%:60%)", "P136", None),
    ("rank with an unknown tie rule", f"甲 = RANK(收入, [收入], 降序, 随便)\n{OK}", "P139", "随便"),
    ("rank of another column", f"甲 = RANK(目标, [收入], 降序, 同名次)\n{OK}", "P138", None),
    ("publishes nothing", "甲 = 收入", "P144", None),
    ("waiver without a reason", f"{OK}\n豁免 P204 甲", "P143", None),
    ("guarantee is no condition", f"{OK}\n保证 收入", "P142", None),
    ("mixed kinds", f"甲 = 1万元\n  当 收入 > 目标\n  否则 5%\n{OK}", "P119", None),
    ("hit policies differ", f"甲(依次) = 1\n甲 = 2\n{OK}", "P126", "甲"),
    ("unknown level", f"{OK}\n  层级 村", "P111", "层级 村"),
]  # fmt: skip

TABLES = [
    ("unknown column", "| 输入: 镇街 | 类形 |\n|---|---|\n| 人口 | 个数 |", "P110", "类形"),
    ("unknown level", "| 输入: 村 | 类型 |\n|---|---|\n| 人口 | 个数 |", "P111", "村"),
    ("unknown type", "| 输入: 镇街 | 类型 |\n|---|---|\n| 人口 | 人数 |", "P112", "人数"),
    (
        "range without edges",
        "| 输入: 镇街 | 类型 | 范围 |\n|---|---|---|\n| 人口 | 个数 | 0-5 |",
        "P113",
        "0-5",
    ),
    ("gap", "| 系数: 得分 | 值 |\n|---|---|\n| < 60 | 0 |\n| > 60 | 1 |", "P131", None),
    (
        "overlap",
        "| 系数: 得分 | 值 |\n|---|---|\n| <= 60 | 0 |\n| >= 60 | 1 |",
        "P132",
        ">= 60",
    ),
    ("edges not stated", "| 系数: 得分 | 值 |\n|---|---|\n| 60-80 | 0 |", "P129", "60-80"),
    ("no result column", "| 系数: 得分 | 否决 |\n|---|---|\n| 任意 | 是 |", "P130", None),
    (
        "parameter periods overlap",
        "| 参数 | 值 | 施行 |\n|---|---|---|\n| 甲 | 1 | 至 2020-06-30 |\n"
        "| 甲 | 2 | 2020-06-30 起 |",
        "P106",
        "甲",
    ),
    (
        "parameter depends on the day",
        "| 参数 | 值 | 施行 |\n|---|---|---|\n| 甲 | 1 | 至 2020-06-30 |\n"
        "| 甲 | 2 | 2020-07-01 起 |",
        "P107",
        "甲",
    ),
]


@pytest.mark.parametrize(
    ("rules", "code", "under"), [r[1:] for r in RULES], ids=[r[0] for r in RULES]
)
def test_rules_are_refused(wrong, rules, code, under):
    found = wrong(rules)
    assert code in [c for c, _ in found], found
    if under is not None:
        assert (code, under) in found


@pytest.mark.parametrize(
    ("tables", "code", "under"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES]
)
def test_tables_are_refused(wrong, tables, code, under):
    found = wrong(OK, tables=tables)
    assert code in [c for c, _ in found], found
    if under is not None:
        assert (code, under) in found


def test_all_problems_are_reported_together(wrong):
    found = wrong("结果 奖 = 收人 * 1%\n  取整 元\n甲 = 目标 + 5%\n乙 = 没有的量")
    assert [code for code, _ in found] == ["P117", "P119", "P117"]


def test_a_day_chooses_among_periods(load):
    tables = (
        "| 参数 | 值 | 施行 |\n|---|---|---|\n| 甲 | 1% | 至 2020-06-30 |\n"
        "| 甲 | 2% | 2020-07-01 起 |"
    )
    for day, rate in ((date(2020, 6, 30), 1), (date(2020, 7, 1), 2)):
        loaded = load("结果 奖 = 收入 * 甲\n  取整 元", tables=tables, as_of=day)
        parameter = next(p for p in loaded.policy.parameters if p.name == "甲")
        assert parameter.value.value == Fraction(rate, 100)
