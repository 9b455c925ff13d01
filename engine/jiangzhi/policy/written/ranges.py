"""Conditions as regulations say them – 60-80、不低于 60、5% 以上 – and how a cell writes them."""

from __future__ import annotations

import re
from typing import Final

from jiangzhi.policy.written.text import plain

_AMOUNT: Final = r"[-+]?\d+(?:\.\d+)?\s*(?:%|[^\d\s\-~至到—–、,()\[\]<>=]{0,6})"
_BETWEEN: Final = re.compile(
    rf"(?P<low>{_AMOUNT}?)\s*(?:-|~|～|〜|至|到|—+|–+|－|\.\.+|…+)\s*(?P<high>{_AMOUNT})", re.ASCII
)
_LETTER: Final = re.compile(r"[~～〜至—–－…]|\.\.")
_BEFORE: Final = (
    ("大于等于", ">="), ("大于或等于", ">="), ("不低于", ">="), ("不少于", ">="), ("不小于", ">="),
    ("至少", ">="), ("达到", ">="), ("小于等于", "<="), ("小于或等于", "<="), ("不高于", "<="),
    ("不超过", "<="), ("不大于", "<="), ("不多于", "<="), ("至多", "<="), ("大于", ">"),
    ("高于", ">"), ("超过", ">"), ("多于", ">"), ("小于", "<"), ("低于", "<"), ("少于", "<"),
    ("不足", "<"), ("不到", "<"), ("未达到", "<"), ("未达", "<"), ("等于", "="), ("不等于", "<>"),
)  # fmt: skip
_BEHIND: Final = (
    ("(含)以上", ">="), ("及以上", ">="), ("(含)以下", "<="), ("及以下", "<="), ("(不含)以上", ">"),
    ("(不含)以下", "<"), ("以上", ">="), ("以下", "<"), ("以内", "<="), ("以外", ">"),
)  # fmt: skip


def as_interval(text: str) -> tuple[str, str] | None:
    """How a cell writes what a text says of a range, in Chinese and English; ``None`` where it
    says none."""
    shape = plain(text).strip()
    between = _BETWEEN.fullmatch(shape)
    if between is not None and between["low"]:
        low, high = between["low"].strip(), between["high"].strip()
        unit = high.lstrip("+-0123456789. ")
        if unit and low.replace(".", "").isdecimal() and low.strip("0."):
            low += unit
        first, second = f"[{low}, {high})", f"({low}, {high}]"
        return (
            f"区间的边要写明含不含,写成 {first} 或 {second}",
            f"say whether ends belong: “{first}” or “{second}”",
        )
    for words, at_front in ((_BEFORE, True), (_BEHIND, False)):
        for word, sign in sorted(words, key=lambda pair: -len(pair[0])):
            rest = shape.removeprefix(word) if at_front else shape.removesuffix(word)
            if rest != shape and rest.strip()[:1].isdecimal():
                form = f"{sign} {rest.strip()}"
                other = {">=": f",不含就写 > {rest.strip()}", "<": f",含就写 <= {rest.strip()}"}
                unsure = "" if at_front else other.get(sign, "")
                return f"写成 {form}{unsure}", f"write “{form}”"
    return None


def has_range_sign(text: str) -> bool:
    """Whether a sign stands in a text that only a range has (``~``, ``至``, ``—``)."""
    return _LETTER.search(text) is not None
