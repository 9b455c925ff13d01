"""``MAX(…)``: the greatest of the arguments."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.intervals import greatest
from jiangzhi.formula.kleene import strict
from jiangzhi.formula.texts import sheet_call, words_call
from jiangzhi.formula.typerules import unify_ordered

FUNCTION: Final = Function(
    name="MAX",
    aliases=(),
    arity=(1, None),
    result=unify_ordered,
    exact=strict(max),
    bounds=lambda bounds, types: greatest(bounds),
    spreadsheet=sheet_call("MAX"),
    words=words_call("最大"),
)
