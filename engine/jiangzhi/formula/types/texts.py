"""Texts of applied functions, for spreadsheets and explanations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jiangzhi.formula.types.types import Type

Sheet = Callable[[Sequence[str], Sequence[Type]], str]
Words = Callable[[Sequence[str]], str]


def sheet_infix(sign: str) -> Sheet:
    """``a+b`` for a spreadsheet."""
    return lambda args, types: sign.join(args)


def sheet_call(name: str) -> Sheet:
    """``F(a,b)`` for a spreadsheet."""
    return lambda args, types: f"{name}({','.join(args)})"


def words_infix(sign: str) -> Words:
    """``a + b`` for an explanation."""
    return f" {sign} ".join


def words_call(name: str) -> Words:
    """``F(a, b)`` for an explanation."""
    return lambda args: f"{name}({', '.join(args)})"
