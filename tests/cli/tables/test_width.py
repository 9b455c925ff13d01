import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.cli.tables.width import padded, printable, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("ab", 2), ("奖支", 4), ("（，", 4), ("é", 1), ("榃滨", 4)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padded_reaches_the_column() -> None:
    assert padded("奖a", 5) == "奖a  "


def test_control_characters_are_harmless() -> None:
    assert printable("甲\u202e乙\u200b") == "甲\\u202e乙\\u200b"
    assert printable("a\tb\nc\x1b[31m\r") == "a b c�[31m�"


def test_a_word_is_not_broken_and_punctuation_does_not_begin_a_line() -> None:
    assert wrapped("按办法计算。写 outputs 里", 10) == ["按办法计", "算。写", "outputs 里"]


@given(st.text("奖支,。 ab", max_size=40), st.integers(12, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
