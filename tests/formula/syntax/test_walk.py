from __future__ import annotations

from jiangzhi.formula.syntax.walk import names_in


def test_names_come_in_the_order_of_the_text(parse):
    node = parse("MAX(甲, 表[类别]) + SUM(全部[乙 - 丙]) - 甲 * 8%")
    assert [name.name for name in names_in(node)] == ["甲", "类别", "乙", "丙", "甲"]
