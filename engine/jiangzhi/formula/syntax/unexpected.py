"""The message for a token that cannot stand where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Text
from jiangzhi.formula import problems
from jiangzhi.formula.syntax.characters import half_width
from jiangzhi.formula.syntax.token import Kind, Span, Token, place_between, place_of

_OPENING: Final = {")": "(", "]": "["}
_GROUP: Final = re.compile(r"\d{3}(\.\d+)?", re.ASCII)
_HEAD: Final = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_CONNECTIVES: Final = {
    "且": "AND", "并且": "AND", "而且": "AND", "AND": "AND",
    "或": "OR", "或者": "OR", "OR": "OR",
}  # fmt: skip


_COMPARING: Final = {
    "大于或等于": ">=", "小于或等于": "<=", "大于等于": ">=", "小于等于": "<=", "不低于": ">=",
    "不少于": ">=", "不小于": ">=", "不高于": "<=", "不超过": "<=", "不大于": "<=", "不等于": "<>",
    "大于": ">", "高于": ">", "超过": ">", "小于": "<", "低于": "<", "不足": "<", "等于": "=",
}  # fmt: skip


def operand_missing(pieces: Sequence[Text], tokens: Sequence[Token], at: int) -> Diagnostic:
    """What to say where a value is needed and ``tokens[at]`` is none."""
    token = tokens[at]
    if token.sign in _OPENING and _is_unopened(tokens, at):
        return _unopened(pieces, token)
    if at == 0:
        where, where_en = f"“{token.text}”前面", f"before “{token.text}”"
    else:
        where, where_en = f"“{tokens[at - 1].text}”后面", f"after “{tokens[at - 1].text}”"
    place = place_of(pieces, token.span)
    return problems.OPERAND_MISSING.at(place, where=where, where_en=where_en)


def token_unexpected(pieces: Sequence[Text], tokens: Sequence[Token], at: int) -> Diagnostic:
    """What to say where an expression has ended and ``tokens[at]`` cannot follow."""
    token, before = tokens[at], tokens[at - 1]
    place = place_of(pieces, token.span)
    if token.sign in _OPENING:
        return _unopened(pieces, token)
    if token.sign == ",":
        last = _end_of_thousands(tokens, at)
        if last is not None:
            text = pieces[before.span.piece].text[before.span.start : last.end]
            plain = half_width(text).replace(",", "")
            whole = place_between(pieces, before.span, last)
            return problems.THOUSANDS_SEPARATED.at(whole, text=text, plain=plain)
        return problems.CHARACTER_STRAY.at(
            place, char=token.text, hint=";逗号只用在函数的参数之间", hint_en=" outside a function"
        )
    if token.sign == ":":
        return problems.CHARACTER_STRAY.at(
            place, char=token.text, hint=";冒号只用在 分成 的份数之间", hint_en=" outside 分成"
        )
    sign = next((s for word, s in _COMPARING.items() if token.text.startswith(word)), None)
    if sign is not None:
        return problems.OPERATOR_MISSING.at(
            place, before=before.text, after=token.text, hint=f":“{token.text}”写成 {sign}",
            hint_en=f": write {sign} for “{token.text}”",
        )  # fmt: skip
    connective = _CONNECTIVES.get(token.text.upper())
    return problems.OPERATOR_MISSING.at(
        place,
        before=before.text,
        after=token.text,
        hint=f";“{token.text}”写成 {connective}(甲, 乙)" if connective else ",如 + - * /",
        hint_en=f"; write {connective}(a, b)" if connective else " such as + - * /",
    )


def _is_unopened(tokens: Sequence[Token], at: int) -> bool:
    opening = [token.sign for token in tokens[:at] if token.sign in _OPENING.values()]
    closing = [token.sign for token in tokens[:at] if token.sign in _OPENING]
    return len(closing) >= len(opening)


def _unopened(pieces: Sequence[Text], token: Token) -> Diagnostic:
    return problems.BRACKET_UNOPENED.at(
        place_of(pieces, token.span), close=token.text, open=_OPENING[token.sign]
    )


def _end_of_thousands(tokens: Sequence[Token], at: int) -> Span | None:
    head, last = tokens[at - 1], None
    if not _HEAD.fullmatch(half_width(head.text)):
        return None
    while (
        at + 1 < len(tokens)
        and tokens[at].sign == ","
        and tokens[at].span.start == tokens[at - 1].span.end
        and tokens[at + 1].kind is Kind.LITERAL
        and tokens[at + 1].span.start == tokens[at].span.end
        and _GROUP.fullmatch(half_width(tokens[at + 1].text).rstrip("%"))
    ):
        last = tokens[at + 1].span
        at += 2
    return last
