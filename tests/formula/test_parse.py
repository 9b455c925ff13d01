"""The shape and the places of syntax trees."""

from __future__ import annotations

import pytest

from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name
from jiangzhi.formula.types.types import MONEY, RATE


def shape(node):
    if isinstance(node, Literal):
        return node.text
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Column):
        return f"{node.qualifier or ''}[{shape(node.inner)}]"
    return f"({' '.join([node.function, *(shape(arg) for arg in node.args)])})"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("-a^b", "(power (negate a) b)"),
        ("a^b^c", "(power (power a b) c)"),
        ("a^-b", "(power a (negate b))"),
        ("a+b*c-d/e", "(subtract (add a (multiply b c)) (divide d e))"),
        ("a*b%", "(multiply a (percent b))"),
        ("-a%", "(negate (percent a))"),
        ("a<b+c", "(lt a (add b c))"),
        ("(a<b)=c", "(eq (lt a b) c)"),
        ("a≠b", "(ne a b)"),
        ("a≥b", "(ge a b)"),
        ("=a", "a"),
        ("+a", "a"),
        ("max(a，b)", "(MAX a b)"),
        ("SUM([a]-[b])", "(SUM (subtract [a] [b]))"),
        ("SUM([a - b])", "(SUM [(subtract a b)])"),
        ("SUM(超支事项[金额])", "(SUM 超支事项[金额])"),
        ("SUM( 全部 [ 金额 ] )", "(SUM 全部[金额])"),
        ("sumifs([a]，[b]＝“甲”)", "(SUMIFS [a] (eq [b] “甲”))"),
        ("超额累进(a, b, 奖励比例［类别］)", "(超额累进 a b 奖励比例[类别])"),
        ("奖励比例[IF(a, 甲, 乙)]", "奖励比例[(IF a 甲 乙)]"),
        ("RANK(a, [a], 降序, 同名次)", "(RANK a [a] 降序 同名次)"),
        ("分成(a, 10:20:70)", "(分成 a 10 20 70)"),
        ("分成(a, 30%:b：c+1)", "(分成 a 30% b (add c 1))"),
        ("分成(a, 1, 2)", "(分成 a 1 2)"),
        ("上年(a)", "(上年 a)"),
        ("100万元/人口", "100万元/人口"),
        ("100万元 / 人口", "(divide 100万元 人口)"),
        ("100万元/人", "100万元/人"),
        ("100万元 / 人", "(divide 100万元 人)"),
        ("a\u3000+\tb", "(add a b)"),
        ("MAX(a,\n  b)\n + c", "(add (MAX a b) c)"),
    ],
)
def test_text_has_its_tree(parse, text, wanted):
    assert shape(parse(text)) == wanted


def test_literal_keeps_its_text_and_type(parse):
    money, rate = parse("5元/担 * 8 ％").args
    assert (money.text, money.type, money.value) == ("5元/担", MONEY, 500)
    assert (rate.text, rate.type) == ("8 ％", RATE)


def test_place_covers_the_whole_part_without_outer_brackets(parse):
    node = parse("(甲 + 乙) * 丙")
    assert isinstance(node, Apply)
    assert (node.place.column, node.place.length) == (5, 11)
    assert node.text == "(甲 + 乙) * 丙"
    inner = node.args[0]
    assert (inner.place.column, inner.place.length, inner.text) == (6, 5, "甲 + 乙")


def test_place_in_a_later_line_is_in_that_line(parse):
    node = parse("MAX(甲,\n  乙)")
    assert (node.place.line, node.place.column, node.place.length) == (1, 5, 6)
    assert node.text == "MAX(甲, 乙)"
    assert (node.args[1].place.line, node.args[1].place.column) == (2, 7)
    assert node.args[1].place.excerpt == "      乙)"


def test_place_of_a_column_begins_with_its_qualifier(parse):
    node = parse("1 + 超支事项[金额]").args[1]
    assert (node.place.column, node.place.length) == (9, 8)
