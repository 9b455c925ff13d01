"""What the first words of a row say that it is: a name, a total, a statistic, a note."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final


class Label(Enum):
    """What a label says. ``PART`` begins with 其中; ``SIGNED`` is a note whatever stands beside
    it, ``NOTE`` one only where there are no figures."""

    NAME = "name"
    TOTAL = "total"
    STATISTIC = "statistic"
    PART = "part"
    SIGNED = "signed"
    NOTE = "note"


_NUMBERS: Final = "一二三四五六七八九十"
_ALL_OF: Final = r"(?:全[市县区省州旗盟国]|全辖区?|各?[镇乡村县区市]街?道?|总体|本[市县区])"
_SUM: Final = (
    r"(?:合计|总计|小计|共计|累计|汇总|总和)(?:数|额|金额|值|栏|行|\(.*\))?"
    r"|(?:grand|sub)?[\s-]*total|sum"
)
_TOTAL: Final = re.compile(
    rf"^(?:[{_NUMBERS}]+、|\(.\)|\d+[、.])?.{{0,12}}?(?:{_SUM})[::]?$"
    r"|^总?计[::]?$|^总(?:数|额|量)[::]?$|^[∑Σσ][::]?$|^合$"
    r"|^全(?:市|县|区|省|州|镇|乡|旗|盟|国|体|部|辖区?|街道)(?:总?数|总体|范围|口径)?[::]?$"
    r"|^(?:各|所有|全部)(?:[镇乡村县区市]|街道?|乡镇|镇街|\(.*\)|、|单位|地区)+[::]?$",
    re.IGNORECASE,
)
_STATISTIC: Final = re.compile(
    rf"^{_ALL_OF}?的?(?:"
    r"(?:算术|加权)?平均(?:数|值|水平|分|增幅|增速)?|均值|人均\S{0,4}|[中众]位?数|"
    r"最[大小高低](?:值|数|分|者)?|[极方]差|标准差|标准偏差|极值|"
    r"(?:上|去|前)一?年(?:同期|度)?(?:数|实绩|实际数?|完成数?|决算数?|累计数?|水平)?|上期数?|同期数?|"
    r"(?:同比|环比|增减|[比较](?:上年|去年|上期|同期|预算|年初|目标|计划)).{0,10}|"
    r"增(?:幅|速|长|长率|长额|减)|占比|比重|占.{0,8}(?:比|比重|比例|%)|"
    r"完成(?:率|进度|比例|预算.{0,4}|目标.{0,4})|进度|排名|排位|位次|名次|差[额异距]|偏差|校验|核对|"
    r"(?:average|avg|mean|median|max|min|maximum|minimum|stdev|check)"
    r")(?:\(.*\)|[%‰])?[::]?$",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(?:主管|分管|单位|部门|主要|财政|财务)?(?:领导|负责人)|(?:填表|制表|编制|填报|审核|复核|审批|经办|报送|统计|联系)人"
    r"|制表|填表|编制|审核|复核|经办|审批|[镇乡局科股所县区市]长|财政所长"
    r"|(?:填表|制表|填报|报送|打印|报表|编报|上报|截止|统计|制|填)(?:日期|时间|单位)|联系电话|电话|日期|时间"
    r"|签字|签章|盖章|公章|附注|备注|说明|注释?"
)
_SIGNED: Final = re.compile(
    rf"^(?:{_WHO})(?:\(.*\)|\d)?[::]|^(?:填表|制表|审核|复核|经办|联系)人$|^联系电话$"
)
#: How the rows begin that stand beside a table and hold no figures.
_NOTE: Final = re.compile(
    r"^(?:备?注(?:\d|[::、.]|$)|说明|填表|制表|制单|编制|审核|复核|经办|报送|填报|联系|电话|负责人|单位负责人|"
    r"单位[::(（]|财政所长|分管|主管|主要领导|领导|局长|科长|股长|签字|签章|盖章|\(?盖章|日期[::]|打印|数据来源|"
    r"资料来源|来源[::]|以上|以下|本表|此表|上表|第\d+页|共\d+页|附[::件]|\(?续[上前]?表?\)?|[接转][上下]页|"
    r"报表|单位[::])"
)
_DATE: Final = re.compile(
    r"^(?:\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?)?)?|\d{4}年度?|[二〇○零一三四五六七八九]{4}年.{0,6})$"
)
_SENTENCE: Final = re.compile(r"[。;!?…,:]|\S[,]\D")
_BRACKETED: Final = re.compile(r"^[(\[【〔《<].*[)\]】〕》>]$")
_MARKED: Final = re.compile(r"^[*※★☆△▲#•◆◇●○■□→✱†‡]+")
_COUNTED: Final = re.compile(rf"^(?:\(?\d{{1,2}}\)?[、.)]?|[①-⑳]|\(?[{_NUMBERS}]+\)?、?)(?=\D)")
_PLACE: Final = re.compile(
    r"(?:镇|乡|街道?|办事处|街道办|苏木|嘎查|[村社]区?|[寨屯场团园旗州县市区]|管委会|公司|[局厂所站院校办处委]|学|中心)(?:\(.*\))?$"
)
#: What parts of an amount are called, as no town is.
_OF_AMOUNTS: Final = re.compile(
    r"税|收入|支出|费|款|资金|项目|补助|基金|债|利息|奖励|返还|转移|土地|股份?$"
)
_GROUP: Final = re.compile(rf"^(?:\S{{1,6}}|第?[{_NUMBERS}\d]+)片区?$|^\S{{1,4}}[片组]小区$")
#: Longer than any name.
_NAME_AT_MOST: Final = 20
#: Every label but a plain name holds one of these; a test says so. Most names hold none and
#: need no closer look.
TELLING: Final = re.compile(
    r"[计总汇全各所合均位众最极差年期同环比较增占重率度名排偏验核其人话:"
    r"∑Σσ%‰*※(]|total|sum|average|avg|mean|median|max|min|stdev|check",
    re.IGNORECASE,
)


def label_of(text: str) -> Label:
    """What a row's label says; ``text`` has half-width signs and no blanks."""
    if text.startswith("其中") and not _PLACE.fullmatch(text[2:3]):
        return Label.PART
    if _TOTAL.match(text):
        return Label.TOTAL
    if _STATISTIC.match(text):
        return Label.STATISTIC
    if _SIGNED.match(text):
        return Label.SIGNED
    return Label.NOTE if _is_note(text) else Label.NAME


def _is_note(text: str) -> bool:
    if _NOTE.match(text) or _DATE.match(text) or _BRACKETED.match(text) or _SENTENCE.search(text):
        return len(text) > 4 or _PLACE.search(text) is None
    rest = _COUNTED.sub("", _MARKED.sub("", text))
    if rest != text and _PLACE.search(rest) is None:
        return len(rest) > 4 or _MARKED.match(text) is not None
    return len(text) > _NAME_AT_MOST and _PLACE.search(text) is None


def after_of_which(text: str) -> str:
    """What stands behind 其中:, or the text itself. A town may be called 其中镇."""
    if not text.startswith("其中") or label_of(text) is not Label.PART:
        return text
    return text.removeprefix("其中").lstrip(":")


def is_of_amounts(text: str) -> bool:
    """Whether words behind 其中 are a part of an amount (税收), no town."""
    return _OF_AMOUNTS.search(text) is not None and _PLACE.search(text) is None


def is_group(text: str) -> bool:
    """Whether a name is that of a group of towns (北部片区)."""
    return _GROUP.match(text) is not None


def is_place(text: str) -> bool:
    """Whether a name ends as names of places do."""
    return _PLACE.search(text) is not None
