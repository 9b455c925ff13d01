"""From the text of a formula to tokens with exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.document.model import Text
from jiangzhi.formula import problems
from jiangzhi.formula.syntax.characters import (
    half_width,
    is_name_character,
    is_space,
    name_continues,
)
from jiangzhi.formula.syntax.literals import Found, Malformed, read_date, read_number
from jiangzhi.formula.syntax.token import Kind, Span, Token, place_of
from jiangzhi.formula.types.types import FLAG, TEXT

#: The value of the words that are flags.
FLAG_WORDS: Final[Mapping[str, bool]] = {
    "是": True, "真": True, "TRUE": True, "否": False, "假": False, "FALSE": False,
}  # fmt: skip
_SIGNS: Final[Mapping[str, str]] = {
    "<>": "<>", "<=": "<=", ">=": ">=", "≠": "<>", "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=",
    **{sign: sign for sign in "+-*/^%=<>(),:[]"},
}  # fmt: skip
#: What closes a text, by what opened it. Typists take either of the curved marks for both.
_QUOTES: Final[Mapping[str, str]] = {'"': '"', "＂": "＂", "“": "“”", "”": "“”"}
_ADDRESS: Final = re.compile(r"\$?[A-Za-z]{1,3}\$\d+|\$[A-Za-z]{1,3}\d+|[A-Za-z][1-9]\d*", re.ASCII)
#: ``本行.x`` is x of one's own row.
OWN_WORDS: Final = ("本行", "own")
OWN_SIGN: Final = "."
_HINTS: Final[Mapping[str, tuple[str, str]]] = {
    ";": (";参数之间用逗号", "; arguments are separated by commas"),
    "、": (";参数之间用逗号", "; arguments are separated by commas"),
    "&": (";“而且”写 AND(甲, 乙)", "; write AND(a, b)"),
    "|": (";“或者”写 OR(甲, 乙)", "; write OR(a, b)"),
    "!": (";“不等于”写 <>,“不”写 NOT(甲)", "; write <> or NOT(a)"),
    "'": (";文字用双引号", "; texts stand between double quotation marks"),
    "‘": (";文字用双引号", "; texts stand between double quotation marks"),
    "’": (";文字用双引号", "; texts stand between double quotation marks"),
    "‰": (";写成百分数或小数", "; write a percentage or a decimal"),
    "￥": (";金额写成 100元", "; write money as 100元"),
    "¥": (";金额写成 100元", "; write money as 100元"),
    ".": (";名字里不能有点", "; a name has no full stop"),
    "—": (";减号写 -", "; write - to subtract"),
    "–": (";减号写 -", "; write - to subtract"),
    "【": (";整列用 [ ]", "; columns stand between [ ]"),
    "】": (";整列用 [ ]", "; columns stand between [ ]"),
}


def tokens_of(pieces: Sequence[Text]) -> tuple[Token, ...]:
    """The tokens of a formula, the end last. Raises ``Refused`` with all that is malformed."""
    found: list[Diagnostic] = []
    tokens: list[Token] = []
    for index in range(len(pieces)):
        tokens += _tokens_of_line(pieces, index, found)
    if found:
        raise Refused(found)
    last = tokens[-1].span if tokens else Span(0, 0, 0)
    tokens.append(Token(Kind.END, "", Span(last.piece, last.end, last.end)))
    return tuple(tokens)


def _tokens_of_line(pieces: Sequence[Text], index: int, found: list[Diagnostic]) -> Iterator[Token]:
    written = pieces[index].text
    line = half_width(written)
    at = 0
    while at < len(line):
        if is_space(line[at]):
            at += 1
            continue
        try:
            token = _token_at(written, line, Span(index, at, at))
        except Malformed as malformed:
            span = Span(index, at, malformed.end)
            args = {"text": written[at : malformed.end], **malformed.words}
            found.append(Diagnostic(malformed.problem, place_of(pieces, span), args=args))
            at = malformed.end
            continue
        yield token
        at = token.span.end


def _token_at(written: str, line: str, here: Span) -> Token:
    at = here.start
    if line[at] in _QUOTES:
        return _text_at(written, here)
    literal = _literal_at(line, at)
    if literal is not None:
        span = Span(here.piece, at, literal.end)
        text = written[at : literal.end]
        return Token(Kind.LITERAL, text, span, value=literal.value, type=literal.type)
    address = _ADDRESS.match(line, at)
    if address is not None and not name_continues(line, address.end()):
        raise Malformed(problems.CELL_ADDRESS, address.end())
    if is_name_character(line[at]):
        return _name_at(written, line, here)
    for sign in (line[at : at + 2], line[at]):
        if sign in _SIGNS:
            span = Span(here.piece, at, at + len(sign))
            return Token(Kind.SIGN, written[at : span.end], span, sign=_SIGNS[sign])
    hint, hint_en = _HINTS.get(line[at], ("", ""))
    raise Malformed(problems.CHARACTER_STRAY, at + 1, char=written[at], hint=hint, hint_en=hint_en)


def _literal_at(line: str, at: int) -> Found | None:
    return read_date(line, at) or read_number(line, at)


def _text_at(written: str, here: Span) -> Token:
    closing = _QUOTES[written[here.start]]
    doubled = closing * 2 if len(closing) == 1 else ""
    end = here.start + 1
    while end < len(written):
        if doubled and written.startswith(doubled, end):
            end += 2
        elif written[end] in closing:
            break
        else:
            end += 1
    else:
        raise Malformed(problems.TEXT_UNCLOSED, len(written))
    span = Span(here.piece, here.start, end + 1)
    value = written[here.start + 1 : end]
    if doubled:
        value = value.replace(doubled, closing)
    return Token(Kind.LITERAL, written[span.start : span.end], span, value=value, type=TEXT)


def _name_at(written: str, line: str, here: Span) -> Token:
    end = here.start
    while end < len(line) and is_name_character(line[end]):
        end += 1
    span, text = Span(here.piece, here.start, end), written[here.start : end]
    flag = FLAG_WORDS.get(text.upper())
    if flag is not None:
        return Token(Kind.LITERAL, text, span, value=flag, type=FLAG)
    if text in OWN_WORDS and line.startswith(OWN_SIGN, end):
        after = Span(here.piece, here.start, end + len(OWN_SIGN))
        return Token(Kind.NAME, text, after, sign=OWN_SIGN)
    return Token(Kind.NAME, text, span)
