import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.model import Document
from jiangzhi.document.read import read_document


def read(front: str) -> Document:
    return read_document(f"---\n{front}---\n", file="x.md")


@pytest.mark.parametrize(
    ("line", "text", "column"),
    [
        ("名称: 云浮 (示例)", "云浮 (示例)", 5),
        ("名称：云浮", "云浮", 4),
        ("名称： 云浮", "云浮", 5),
        ("名称:云浮", "云浮", 4),
        ("名称 ： 云浮", "云浮", 6),
        ('名称: "甲: 乙"', "甲: 乙", 6),
        ("名称: '甲'", "甲", 6),
        ("名称: 2015-12-31  # 注", "2015-12-31", 5),
        ("名称: 08%", "08%", 5),
        ("名称:", "", 3),
    ],
)
def test_values_and_their_columns(line: str, text: str, column: int) -> None:
    value = read(f"办法: x\n{line}\n单位: 元\n").front["名称"]
    assert (value.text, value.place.line, value.place.column) == (text, 3, column)
    assert value.place.excerpt == line


def test_keys_are_kept_as_written_and_in_order() -> None:
    assert list(read("in force: 2020\n办法: x\n").front) == ["in force", "办法"]


def test_a_folded_value_is_one_text() -> None:
    assert read("名称: >\n  云浮\n  办法\n").front["名称"].text == "云浮 办法"


@pytest.mark.parametrize(
    ("front", "code", "line", "column"),
    [
        ("办法: [甲\n名称: 乙\n", "D105", 2, 5),
        ("办法: 甲: 乙\n", "D105", 2, 6),
        ("名称：甲: 乙\n", "D105", 2, 5),
        ("办法: x\n只有一行字\n名称: y\n", "D105", 3, 1),
        ("- 甲\n", "D105", 2, 1),
        ("[甲]: 乙\n", "D105", 2, 1),
        ("办法: \x01\n", "D105", 2, 1),
        ("办法: x\n名称: y\n办法: z\n", "D106", 4, 1),
        ("办法: [甲]\n", "D107", 2, 1),
    ],
)
def test_refused(front: str, code: str, line: int, column: int) -> None:
    with pytest.raises(Refused) as refused:
        read(front)
    (diagnostic,) = refused.value.diagnostics
    place = diagnostic.place
    assert (diagnostic.code, place.line, place.column) == (code, line, column)


def test_a_key_written_twice_shows_the_first() -> None:
    with pytest.raises(Refused) as refused:
        read("办法: x\n办法: z\n")
    (because,) = refused.value.diagnostics[0].because
    assert because.place is not None
    assert because.place.line == 2


def test_a_deep_value_is_refused_and_does_not_exhaust_the_stack() -> None:
    with pytest.raises(Refused):
        read("办法: " + "[" * 100_000 + "\n")
