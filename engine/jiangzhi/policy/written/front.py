"""The front matter of a policy: its name, period, unit of money and levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from jiangzhi.diagnostic import Diagnostic, TextPlace
from jiangzhi.document.model import Document, Text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Level, Period
from jiangzhi.policy.written.levels import read_levels
from jiangzhi.policy.written.period import read_day, read_period
from jiangzhi.policy.written.text import nearest

KEYS: Final[Mapping[str, str]] = {
    "办法": "办法", "policy": "办法",
    "名称": "名称", "title": "名称",
    "施行": "施行", "in force": "施行",
    "金额单位": "金额单位", "money": "金额单位",
    "层级": "层级", "levels": "层级",
    "整体": "整体", "whole": "整体",
    "主体": "主体", "subject": "主体",
    "分类": "分类", "class": "分类",
    "系列": "系列", "family": "系列",
    "基准日": "基准日", "as of": "基准日",
    "首年": "首年", "first year": "首年",
}  # fmt: skip
REQUIRED: Final = ("办法", "名称", "施行", "金额单位")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says. ``subject`` and ``class_name`` may be left open;
    ``first_year`` is the year without a year before."""

    name: str
    title: str
    family: str
    period: Period
    as_of: date | None
    money_unit: str
    levels: tuple[Level, ...]
    subject: Text | None
    class_name: Text | None
    first_year: int | None = None


def read_front(document: Document, found: list[Diagnostic]) -> Front:
    """The front matter with all its problems collected in ``found``."""
    given: dict[str, Text] = {}
    for written, text in document.front.items():
        key = KEYS.get(written)
        if key is None:
            found.append(
                problems.FRONT_KEY_UNKNOWN.at(
                    text.place, key=written, known="、".join(dict.fromkeys(KEYS.values())),
                    **nearest(written, KEYS),
                )
            )  # fmt: skip
        else:
            given[key] = text
    top = TextPlace(document.file, 1)
    for key in REQUIRED:
        if key not in given or not given[key].text.strip():
            found.append(problems.FRONT_KEY_MISSING.at(top, key=key))
    blank = Text("", top)
    name = given.get("办法", blank)
    if name.text and not _is_slug(name.text):
        _bad(found, "办法", name, "小写字母、数字、连字符")
    money = given.get("金额单位", blank)
    if money.text and money.text not in ("元", "万元", "亿元"):
        _bad(found, "金额单位", money, "元、万元 或 亿元")
    as_of = None
    if "基准日" in given:
        as_of = read_day(given["基准日"].text)
        if as_of is None:
            _bad(found, "基准日", given["基准日"], "2020-12-31")
    first_year = None
    if "首年" in given:
        first_year = _year(given["首年"].text)
        if first_year is None:
            _bad(found, "首年", given["首年"], "2024")
    period = read_period(given["施行"], found) if "施行" in given else Period()
    return Front(
        name=name.text,
        title=given.get("名称", blank).text,
        family=given.get("系列", name).text,
        period=period,
        as_of=as_of,
        money_unit=money.text if money.text in ("元", "万元", "亿元") else "元",
        levels=read_levels(given, found),
        subject=given.get("主体"),
        class_name=given.get("分类"),
        first_year=first_year,
    )


def _is_slug(text: str) -> bool:
    return text.isascii() and all(c.isdigit() or c.islower() or c == "-" for c in text)


def _year(text: str) -> int | None:
    digits = text.strip().removesuffix("年")
    whole = len(digits) == len("2024") and digits.isascii() and digits.isdigit()
    return int(digits) if whole and digits > "0000" else None


def _bad(found: list[Diagnostic], key: str, text: Text, form: str) -> None:
    found.append(problems.FRONT_VALUE_BAD.at(text.place, key=key, value=text.text, form=form))
