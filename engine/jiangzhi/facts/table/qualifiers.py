"""What stands in a heading beside the name: units, and words that may make it another column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.facts.table.units import tail_unit, unit_in
from jiangzhi.facts.units_of_money import foreign_in

_BRACKETED: Final = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$")
_IN_FRONT: Final = re.compile(r"^[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕](?=.)")
_SEPARATORS: Final = re.compile(r"[,，、;；|]")
YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年|$|-)")
_OF_YEAR: Final = re.compile(r"^(?:截至|截止)?(?:19|20)\d\d(?:年度?|-)?")
#: Words that leave the column what its name says.
_PLAIN: Final = re.compile(
    r"(?:(?:本年度?|当年|今年|本期|全年|全年度|年度|年末|年底|末|底|1-12月|12月末|一至十二月)(?:累计)?)?"
    r"(?:合计|小计|总计|总额|总数|金额|数值|数额?|值|额|决算|实际|实绩|完成|执行|发生|到位|入库|审定|核定)*数?"
    r"|(?:本年度?|当年|今年|本期)(?:实际|实绩|完成|决算|数)*"
    r"|单位.*|必填|选填|可不填|.*填[写报]?|自动.*|.*小数|保留.*|.*位|注\d*|见.{0,3}注|\d+|[a-z]|[甲乙丙丁戊己庚辛]"
    r"|[\d=+\-*/÷×.()a-z<>~至到]+|百分制|满分\d+分?|\d+分制?|[分个人户项亩次件名家条万%‰]|是/否|是或否|可为负|[+-]?"
)
#: Words that make it another column, by what they tell of; a name with a word of the same kind
#: means it.
_OTHER: Final = tuple(
    map(
        re.compile,
        (
            r"上年|去年|上期|同期|以前年度|上一年|前年|次年|明年|下年|往年|历年|上年度|年初",
            r"[上下]半年|[一二三四1-4]季度?|季度|本月|当月|上月|\d{1,2}(?:-|至|~)\d{1,2}月|\d{1,2}月|[一二三四五六七八九十]+月|累计|至今|截至",
            r"预算|计划|目标|任务|预计|预测|估计|测算|调整前|应[收支]",
            r"增减|增幅|增长|增速|增量|增加|减少|下降|变动|变化|同比|环比|[比较]上|差额|差异|差距|超[收支]",
            r"占比|比重|比例|百分比|[率%]$|进度|幅度|完成比",
            r"排名|位次|名次|排序|名列|序号|等级|评级",
            r"不含|不包括|剔除|扣除|除外|其中|扣减|免抵",
            r"平均|人均|均值|中位|最[大小高低]",
            r"税收|非税|(?<![含价])税$|本级|上级|省级|市级|县级|中央|留成|分成|基数|得分|扣分|加分|折算",
            r"备注|说明|依据|文号|来源",
        ),
    )
)


class Meaning(Enum):
    """What words beside a name say of the column."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """A heading: its words, the units that it states, and what else stands beside the words."""

    words: str
    units: tuple[str, ...]
    beside: tuple[str, ...]


def say(heading: str) -> Said:
    """A comparable heading taken apart."""
    words, units, beside = heading, [], []
    pieces: list[str] = []
    while (match := _BRACKETED.search(words)) is not None:
        pieces = [match.group(1), *pieces]
        words = words[: match.start()]
        if not words:
            break
    while (match := _IN_FRONT.search(words)) is not None:
        pieces.append(match.group(1))
        words = words[match.end() :]
    tail = tail_unit(words)
    if tail is not None:
        words, unit = tail
        units.append(unit)
    for piece in pieces:
        unit = unit_in(piece)
        if unit:
            units.append(unit)
            continue
        for part in _SEPARATORS.split(piece):
            unit = unit_in(part)
            if unit:
                units.append(unit)
            elif part:
                beside.append(part)
    return Said(words, tuple(dict.fromkeys(units)), tuple(beside))


def meaning(words: str, spellings: Iterable[str], year: int | None) -> Meaning:
    """What words beside a field's name say; ``year`` is the one that the sheet is about."""
    stated = YEAR.search(words)
    if stated is not None and year is not None and int(stated.group()) != year:
        return Meaning.OTHER
    rest = _OF_YEAR.sub("", words).strip("-:,的")
    if _PLAIN.fullmatch(rest):
        return Meaning.SAME
    known = tuple(spellings)
    if rest in known:
        return Meaning.SAME
    for kind in _OTHER:
        if kind.search(rest):
            own = any(kind.search(each.replace("公共预算", "")) for each in known)
            return Meaning.SAME if own else Meaning.OTHER
    return Meaning.UNKNOWN


def is_unit_of_something(words: str) -> bool:
    """Whether words beside a name are a unit that is not known here (万美元, 元/亩)."""
    return bool(foreign_in(words)) or re.search(r"[元圆镑]", words) is not None
