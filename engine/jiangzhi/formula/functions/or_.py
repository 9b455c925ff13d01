"""``OR(…)``: true where one is true, however little is known of the others."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.intervals import greatest
from jiangzhi.formula.kleene import disjunction
from jiangzhi.formula.texts import sheet_call, words_infix
from jiangzhi.formula.typerules import want_flags

FUNCTION: Final = Function(
    name="OR",
    aliases=(),
    arity=(1, None),
    result=want_flags,
    exact=lambda values, types: disjunction(values),
    bounds=lambda bounds, types: greatest(bounds),
    spreadsheet=sheet_call("OR"),
    words=words_infix("或"),
)
