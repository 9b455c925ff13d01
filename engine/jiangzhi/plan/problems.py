"""What can be said of a plan as such."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

TOO_ENTANGLED = Problem(
    "L201",
    Severity.WARNING,
    "“{name}”的条件组合太多,没有查完:有没有遗漏、重叠和永远轮不到的规则,这里没有说",
    "“{name}” has too many combinations of conditions to look through: "
    "its gaps, overlaps and rules that never apply were not looked for",
    "把它拆成几张表或几个量,各管几列",
    "divide it into several tables or quantities of fewer columns",
)

VALUE_TOO_LARGE = Problem(
    "L101",
    Severity.ERROR,
    "“{name}”按输入的范围可以长到几千位数字,超出了能算的限度",
    "“{name}” may grow to thousands of digits within the ranges of its inputs: beyond the limit",
    "看是不是一个量反复自乘;在中间取整也不会使它变小",
    "see whether a value is multiplied by itself again and again; rounding does not shorten it",
)
