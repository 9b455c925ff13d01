"""The texts of functions in the generated workbook."""

from __future__ import annotations

import pytest

from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import NUMBER

#: Forms that a spreadsheet computes wrongly on a product of doubles, or does not have.
UNSAFE = ("ROUNDUP(", "ROUNDDOWN(", "TRUNC(", "CEILING(", "FLOOR(", "MROUND(", "IFS(", "ISBLANK(")


@pytest.mark.parametrize(
    ("name", "args", "wanted"),
    [
        ("add", ["A1", "B1"], "A1+B1"),
        ("ne", ["A1", "B1"], "A1<>B1"),
        ("percent", ["A1"], "A1/100"),
        ("MAX", ["0", "(A1-B1)"], "MAX(0,(A1-B1))"),
        ("IFS", ["A1", "1", "B1", "2", "TRUE", "3"], "IF(A1,1,IF(B1,2,3))"),
        ("IFS", ["TRUE", "3"], "3"),
        ("属于", ["A1", '"甲"', '"乙"'], 'OR(A1="甲",A1="乙")'),
        ("限定", ["A1", "B1", "C1"], "MIN(MAX(A1,B1),C1)"),
        ("SUMPRODUCT", ["A1", "2", "B1", "3"], "A1*2+B1*3"),
        ("INT", ["A1"], "INT(ROUND(A1,6))"),
        ("MOD", ["A1", "B1"], "A1-B1*INT(ROUND(A1/B1,9))"),
        ("ROUNDDOWN", ["A1", "2"], "SIGN(A1)*INT(ROUND(ABS(A1)*10^2,6))/10^2"),
        ("ROUNDUP", ["A1", "2"], "SIGN(A1)*-INT(-ROUND(ABS(A1)*10^2,6))/10^2"),
        ("ISBLANK", ["A1"], 'A1=""'),
        ("IFBLANK", ["A1", "0"], 'IF(A1="",0,A1)'),
        ("百分点", ["A1"], "A1*100"),
    ],
)
def test_function_has_its_text(name, args, wanted):
    spreadsheet = FUNCTIONS[name].spreadsheet
    assert spreadsheet is not None
    assert spreadsheet(args, [NUMBER] * len(args)) == wanted


def test_no_unsafe_form_is_written():
    for function in FUNCTIONS.values():
        args = ["A1", "B1", "C1", "D1"][: function.arity[1] or 4]
        assert function.spreadsheet is not None
        text = function.spreadsheet(args, [NUMBER] * len(args))
        assert not any(unsafe in text for unsafe in UNSAFE), text
