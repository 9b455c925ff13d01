"""Headings that their writer meant and Markdown does not see."""

from __future__ import annotations

import re
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document import problems
from jiangzhi.document.source import Source

_MEANT: Final = re.compile(r"(?P<signs>[#＃]{1,6})(?P<blank>[\s　]*)(?P<name>[^\s#＃].*)")
_ARTICLE: Final = re.compile(r"第[^条]{1,6}条")


def find_heading_not_read(source: Source, start: int, end: int) -> Diagnostic | None:
    """The problem of a paragraph line that was meant as a heading, if there is one."""
    for line in range(start, end):
        meant = _MEANT.fullmatch(source.lines[line].strip())
        if meant is None:
            continue
        if "＃" in meant["signs"]:
            reason, reason_en = "＃ 是全角的", "the sign ＃ is full-width"
        elif not meant["blank"] and (len(meant["signs"]) > 1 or _ARTICLE.match(meant["name"])):
            reason, reason_en = "# 后面没有空格", "there is no space after #"
        elif "　" in meant["blank"]:
            reason, reason_en = "# 后面的空格是全角的", "the space after # is full-width"
        else:
            continue
        place = source.whole_line(line).place
        return problems.HEADING_BAD.at(place, reason=reason, reason_en=reason_en)
    return None
