"""From the text of a formula to its syntax tree: a Pratt parser over tokens."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.diagnostic import Diagnostic, Refused, TextPlace
from jiangzhi.document.model import Text
from jiangzhi.formula import problems
from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.registry import find_function, function_names
from jiangzhi.formula.syntax import unexpected
from jiangzhi.formula.syntax.lex import OWN_SIGN, tokens_of
from jiangzhi.formula.syntax.operators import COMPARISONS, INFIX, NEGATE, PERCENT, TIGHTNESS
from jiangzhi.formula.syntax.special import Special
from jiangzhi.formula.syntax.token import Kind, Span, Token, place_between, place_of, text_between
from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name, Node, Own

#: Deeper formulas would exhaust the stack of whoever walks the tree.
MOST_LEVELS: Final = 100
_CLOSING: Final = {"(": ")", "[": "]"}


def parse_formula(pieces: Sequence[Text]) -> Node:
    """The syntax tree of a formula written over one or more lines.

    Raises ``Refused`` with everything that is wrong with the text.
    """
    return _Parser(pieces).formula()


@dataclass(frozen=True, slots=True)
class _Part:
    """A parsed part, where it starts and ends with its brackets, and how deep it nests."""

    node: Node
    first: Span
    last: Span
    depth: int


class _Parser:
    def __init__(self, pieces: Sequence[Text]) -> None:
        self.pieces = pieces
        self.tokens = tokens_of(pieces)
        self.at = 0
        self.level = 0
        self.found: list[Diagnostic] = []

    def formula(self) -> Node:
        if self.token.sign == "=":
            self.at += 1
        if self.ended:
            place = self.pieces[0].place if self.pieces else None
            raise Refused([problems.FORMULA_EMPTY.at(place)])
        part = self.expression(0)
        if not self.ended:
            raise self.refusal_of_token()
        if self.found:
            raise Refused(self.found)
        return part.node

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    @property
    def ended(self) -> bool:
        return self.token.kind is Kind.END

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def place(self, first: Span, last: Span) -> TextPlace:
        return place_between(self.pieces, first, last)

    def expression(self, tightness: int) -> _Part:
        """The longest expression whose operators bind tighter than ``tightness``."""
        self.level += 1
        self.refuse_depth(self.level, self.token.span)
        left = self.operand()
        while True:
            sign = self.token.sign
            if sign == "%" and TIGHTNESS[PERCENT] > tightness:
                token = self.take()
                left = self.applied(PERCENT, (left,), left.first, token.span)
            elif sign in INFIX and TIGHTNESS[INFIX[sign]] > tightness:
                left = self.infix(left)
            else:
                break
        self.level -= 1
        return left

    def infix(self, left: _Part) -> _Part:
        name = INFIX[self.take().sign]
        right = self.expression(TIGHTNESS[name])
        if sign := self.chained(name):
            first = text_between(self.pieces, left.first, right.last)
            raise self.refusal(
                problems.COMPARISON_CHAINED.at(
                    place_of(self.pieces, self.token.span),
                    first=first,
                    middle=text_between(self.pieces, right.first, right.last),
                    sign=sign,
                )
            )
        return self.applied(name, (left, right), left.first, right.last)

    def chained(self, name: str) -> str:
        sign = self.token.sign
        return sign if name in COMPARISONS.values() and sign in COMPARISONS else ""

    def operand(self) -> _Part:
        token = self.take()
        if token.kind is Kind.LITERAL:
            assert token.value is not None
            assert token.type is not None
            place = place_of(self.pieces, token.span)
            node = Literal(token.value, token.type, place, token.text)
            return _Part(node, token.span, token.span, 1)
        if token.sign == OWN_SIGN:
            return self.own(token)
        if token.kind is Kind.NAME:
            if self.token.sign == "(":
                return self.call(token)
            if self.token.sign == "[":
                return self.column(token, self.take())
            node_of_name = Name(token.text, place_of(self.pieces, token.span))
            return _Part(node_of_name, token.span, token.span, 1)
        if token.sign == "(":
            inner = self.expression(0)
            closing = self.close(token)
            return _Part(inner.node, token.span, closing.span, inner.depth)
        if token.sign == "[":
            return self.column(None, token)
        if token.sign == "-":
            inner = self.expression(TIGHTNESS[NEGATE])
            return self.applied(NEGATE, (inner,), token.span, inner.last)
        if token.sign == "+":
            return self.expression(TIGHTNESS[NEGATE])
        self.at -= 1
        raise self.refusal(unexpected.operand_missing(self.pieces, self.tokens, self.at))

    def own(self, word: Token) -> _Part:
        name = self.token
        if name.kind is not Kind.NAME or name.sign:
            place = place_of(self.pieces, word.span)
            raise self.refusal(problems.OWN_NAME_MISSING.at(place, word=word.text))
        self.at += 1
        node = Own(name.text, self.place(word.span, name.span))
        return _Part(node, word.span, name.span, 1)

    def column(self, qualifier: Token | None, opening: Token) -> _Part:
        inner = self.expression(0)
        closing = self.close(opening)
        first = opening.span if qualifier is None else qualifier.span
        place = self.place(first, closing.span)
        node = Column(None if qualifier is None else qualifier.text, inner.node, place)
        return _Part(node, first, closing.span, inner.depth + 1)

    def close(self, opening: Token) -> Token:
        closing = _CLOSING[opening.sign]
        if self.token.sign == closing:
            return self.take()
        if self.ended or self.token.sign in _CLOSING.values():
            raise self.refusal(
                problems.BRACKET_UNCLOSED.at(
                    place_of(self.pieces, opening.span), open=opening.text, close=closing
                )
            )
        raise self.refusal_of_token()

    def call(self, name: Token) -> _Part:
        opening = self.take()
        function = find_function(name.text)
        if function is None or function.name in TIGHTNESS:
            function = None
            self.found.append(self.unknown(name))
        separators = (",", ":") if isinstance(function, Special) and function.parted else (",",)
        parts: list[_Part] = []
        if self.token.sign != ")":
            parts.append(self.expression(0))
            while self.token.sign in separators:
                self.take()
                parts.append(self.expression(0))
        closing = self.close(opening)
        part = self.applied(
            name.text if function is None else function.name, parts, name.span, closing.span
        )
        if function is not None and isinstance(part.node, Apply):
            self.check_arguments(function, name, part.node)
        return part

    def unknown(self, name: Token) -> Diagnostic:
        close = difflib.get_close_matches(name.text.upper(), function_names(), n=1, cutoff=0.5)
        return problems.FUNCTION_UNKNOWN.at(
            place_of(self.pieces, name.span),
            name=name.text,
            nearest=f",是不是 {close[0]}?" if close else "",
            nearest_en=f" – did you mean {close[0]}?" if close else "",
        )

    def check_arguments(self, function: Function | Special, name: Token, node: Apply) -> None:
        least, most = function.arity
        given = len(node.args)
        if given < least or (most is not None and given > most):
            wanted, wanted_en = _wanted(least, most)
            place = place_of(self.pieces, name.span)
            self.found.append(
                problems.ARGUMENTS_COUNTED.at(
                    place, name=function.name, wanted=wanted, wanted_en=wanted_en, given=given
                )
            )
            return
        if not isinstance(function, Function) or function.written is None:
            return
        try:
            function.written(node.args)
        except Mismatch as misfit:
            at_fault = misfit.args_at_fault
            place = node.args[at_fault[0]].place if at_fault else node.place
            self.found.append(
                problems.ARGUMENTS_MISFIT.at(
                    place, name=function.name, reason=misfit.reason, reason_en=misfit.reason_en
                )
            )

    def applied(self, name: str, parts: Sequence[_Part], first: Span, last: Span) -> _Part:
        depth = 1 + max((part.depth for part in parts), default=0)
        self.refuse_depth(depth, last)
        text = text_between(self.pieces, first, last)
        args = tuple(part.node for part in parts)
        return _Part(Apply(name, args, self.place(first, last), text), first, last, depth)

    def refuse_depth(self, depth: int, span: Span) -> None:
        if depth > MOST_LEVELS:
            raise self.refusal(problems.TOO_DEEP.at(place_of(self.pieces, span), most=MOST_LEVELS))

    def refusal_of_token(self) -> Refused:
        return self.refusal(unexpected.token_unexpected(self.pieces, self.tokens, self.at))

    def refusal(self, diagnostic: Diagnostic) -> Refused:
        return Refused([*self.found, diagnostic])


def _wanted(least: int, most: int | None) -> tuple[str, str]:
    if most is None:
        return f"至少 {least}", f"at least {least} arguments"
    if most == least:
        return f" {least}", f"{least} argument{'s' * (least > 1)}"
    return f" {least} 到 {most}", f"{least} to {most} arguments"
