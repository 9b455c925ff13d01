"""How a cell was read, in English: facts and trace keep the Chinese words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_WORDS: Final[Mapping[str, str]] = {
    "只有空格": "only blanks",
    "表示没有": "a mark for nothing",
    "写明还不知道": "said to be not known yet",
    "去掉脚注记号": "the mark of a footnote aside",
    "按15位有效数字": "by 15 significant digits",
    "文字形式的数字": "a number stored as text",
    "文字形式的百分数": "a percentage stored as text",
    "四舍五入到分": "rounded to 0.01 yuan",
    "数字当作文字": "a number as text",
    "去掉空格、全角等差别": "blanks and width aside",
    "去掉首尾空格": "blanks at the ends removed",
    "日期当作文字": "a date as text",
    "只取日期,不取时刻": "the time of day was dropped",
    "文字日期": "a date as text",
    "八位数字当作年月日": "eight digits as a date",
}
_FILLED: Final = (
    (re.compile("按格子里写的“(.*)”"), r"in the unit \1 written in the cell"),
    (re.compile("当作“(.*)”"), r"taken for “\1”"),
    (re.compile(r"(\d+) 日期系统的序号"), r"a serial number of the \1 date system"),
)


def reading_in_english(words: str) -> str:
    """The English of what became of a cell; words that are not known stay as they are."""
    for pattern, english in _FILLED:
        match = pattern.fullmatch(words)
        if match is not None:
            return match.expand(english)
    return _WORDS.get(words, words)
