"""Indented lines that are no clause: what they continue, or what their writer meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Text
from jiangzhi.policy import problems
from jiangzhi.policy.written.text import cut, nearest, plain

#: What regulations and other tools say, by the clause word that says it here.
_SAID_ELSEWHERE: Final[Mapping[str, str]] = {
    "封顶": "上限", "最高": "上限", "不超过": "上限", "max": "cap",
    "保底": "下限", "最低": "下限", "不低于": "下限", "min": "floor",
    "如果": "当", "若": "当", "如": "当", "if": "when",
    "其他": "否则", "其余": "否则", "else": "otherwise",
    "四舍五入": "取整", "尾差": "余额",
}  # fmt: skip
_OPERATORS: Final = "+-*/^&<>=≥≤≠×÷,、:;"


def line_refused(
    line: Text, before: Sequence[Text], clause: str, words: Sequence[str], statements: Sequence[str]
) -> Diagnostic | None:
    """The problem of an indented line that is no clause, ``None`` where it continues a formula.

    ``before`` is what stands before it: the formula so far, or, where ``clause`` is not empty,
    what follows that clause word, which takes no second line.
    """
    if not clause and not _is_whole(before):
        return None
    piece = cut(line, 0)
    reason = _meant(plain(piece.text), words, statements)
    if reason is None and clause:
        reason = f"“{clause}”只写一行,这里接不上", f"“{clause}” takes one line only"
    if reason is None:
        return None
    known = "、".join(word for word in words if not word.isascii())
    return problems.CLAUSE_UNKNOWN.at(
        piece.place, reason=reason[0], reason_en=reason[1], known=known,
        known_en=", ".join(word for word in words if word.isascii()),
    )  # fmt: skip


def _meant(shape: str, words: Sequence[str], statements: Sequence[str]) -> tuple[str, str] | None:
    first = shape.split(maxsplit=1)[0]
    if first.rstrip(":") in statements:
        return f"“{first}”起头的句子顶格写", f"a statement “{first}” is not indented"
    glued = next((word for word in words if shape.startswith(word) and first != word), None)
    if glued is not None and not (glued.isascii() and shape[len(glued)].isalpha()):
        return f"“{glued}”后面要空一格", f"a space follows “{glued}”"
    meant = _SAID_ELSEWHERE.get(first.lower())
    if meant is None:
        lead = [said for said in _SAID_ELSEWHERE if not said.isascii() and first.startswith(said)]
        meant = _SAID_ELSEWHERE[max(lead, key=len)] if lead else None
    if meant is None and first.lower() in words:
        meant = first.lower()
    if meant is None:
        close = nearest("".join(char for char in first if char.isalpha()), words)
        if not close["nearest"]:
            return None
        return f"没有从句“{first}”{close['nearest']}", f"no clause “{first}”{close['nearest_en']}"
    return f"没有从句“{first}”,是不是“{meant}”?", f"no clause “{first}” – did you mean “{meant}”?"


def _is_whole(before: Sequence[Text]) -> bool:
    shape = plain("\n".join(piece.text for piece in before)).rstrip()
    depth, quoted = 0, False
    for char in shape:
        if char in '"“”':
            quoted = not quoted
        elif not quoted:
            depth += (char in "([") - (char in ")]")
    return bool(shape) and depth <= 0 and not quoted and shape[-1] not in _OPERATORS
