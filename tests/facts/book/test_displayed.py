from __future__ import annotations

import pytest

from jiangzhi.facts.book.displayed import altered
from jiangzhi.facts.book.formats import Shown, shown_as
from jiangzhi.facts.grid import Formatted


@pytest.mark.parametrize(
    ("code", "number", "shift", "words"),
    [
        ('0!.0,"万元"', 5e6, 4, "万元"),
        ('0\\.0,"万"', 5e6, 4, "万"),
        ('0"."0,', 5e6, 4, ""),
        ("#,##0,", 5e6, 3, ""),
        ("#,##0.00,,", 5e6, 6, ""),
        ('0"元"', 5.0, 0, "元"),
        ('#,##0.00"亿元"', 5.0, 0, "亿元"),
        ('0"%"', 5.0, 0, "%"),
        ("0\\%", 5.0, 0, "%"),
        ("[$$-409]#,##0.00", 5.0, 0, "$"),
        ('"$"#,##0', 5.0, 0, "$"),
        ("[$€-2] #,##0", 5.0, 0, "€"),
        ("[$USD] 0", 5.0, 0, "USD"),
        ("[$¥-411]0", 5.0, 0, "日元"),
        ('0"美元"', 5.0, 0, "美元"),
        ('[>=10000]0!.0,"万";0', 5e6, 4, "万"),
        ('0;0!.0,"万"', -5e6, 4, "万"),
        ('General"万元"', 5.0, 0, "万元"),
        ('G/通用格式"元"', 5.0, 0, "元"),
        ('0"万人"', 5.0, 0, "万"),
    ],
)
def test_formats_that_show_another_number(code: str, number: float, shift: int, words: str) -> None:
    shown = shown_as(200, code)
    assert not isinstance(shown, Shown)
    assert shown.read(number) == Formatted(number, shift, words, otherwise=False)
    assert shown.read(0.0) == 0


@pytest.mark.parametrize("code", ['"1"0', '0"00"', ";;;", '"已完成"', "0\\5"])
def test_formats_that_show_something_else(code: str) -> None:
    shown = altered(code)
    assert shown is not None
    read = shown.read(5.0)
    assert isinstance(read, Formatted)
    assert read.otherwise


@pytest.mark.parametrize(
    "code",
    [
        "General", "0", "0.00", "#,##0.00", "#,##0.00;[Red]-#,##0.00", '0"人"', '0"分"', "@",
        '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00E+00", "# ?/?", "[$¥-804]#,##0.00",
        '"¥"#,##0', "[$￥-804]0.00", "[$-804]0", "0_);(0)", "[Red]0", "#,##0;-#,##0;\"-\"", "0!个",
        "[>100]0;0.0", "G/通用格式", "[$CNY] 0",
    ],
)  # fmt: skip
def test_formats_that_only_lay_a_number_out(code: str) -> None:
    assert shown_as(200, code) is Shown.PLAIN
