"""What an unknown name was probably meant to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from jiangzhi.policy.model import Input
from jiangzhi.policy.written.text import nearest

#: Comparisons in words, by the sign that says it here; longer words first.
COMPARING_WORDS: Final[Mapping[str, str]] = {
    "大于或等于": ">=", "小于或等于": "<=", "大于等于": ">=", "小于等于": "<=", "不低于": ">=",
    "不少于": ">=", "不小于": ">=", "不高于": "<=", "不超过": "<=", "不大于": "<=", "不等于": "<>",
    "大于": ">", "高于": ">", "超过": ">", "小于": "<", "低于": "<", "不足": "<", "等于": "=",
}  # fmt: skip
_LAST_YEAR: Final = ("上年", "去年", "上一年")
_POINTS: Final = re.compile(r"(\d+)个?百分点", re.ASCII)


def meant(name: str, inputs: Mapping[str, Input], known: Iterable[str]) -> dict[str, Any]:
    """Arguments ``nearest`` and ``nearest_en`` of a message about an unknown name."""
    names = set(known)
    if name in names:
        return nearest(name, names)
    of = next((given.name for given in inputs.values() if name in given.type.choices), None)
    if of is not None:
        return _said(f':它是“{of}”的选项,写成 "{name}"', f': a choice of “{of}”, write "{name}"')
    for word in _LAST_YEAR:
        rest = name.removeprefix(word)
        if rest != name and rest in names:
            return _said(f":上年的值写成 上年({rest})", f": last year's value is 上年({rest})")
    points = _POINTS.fullmatch(name)
    if points is not None:
        n = points[1]
        return _said(f":写成 {n}%(与比例算)或 {n}(与百分点数算)", f": write {n}% or {n}")
    for word, sign in COMPARING_WORDS.items():
        left, found, right = name.partition(word)
        if found and left in names and right:
            return _said(f":写成 {left} {sign} {right}", f": write {left} {sign} {right}")
    return nearest(name, names)


def _said(zh: str, en: str) -> dict[str, Any]:
    return {"nearest": zh, "nearest_en": en}
