"""What can be wrong with data handed to the evaluator over columns."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

OUT_OF_RANGE = Problem(
    "E150",
    Severity.ERROR,
    "{key}的“{name}”超出声明的范围 {range},不予计算",
    "“{name}” of {key} is outside its declared range {range} and is not computed with",
    "核对数据;数据无误的,改输入表中这一列的范围",
    "check the data; where they are right, change the range in the table of inputs",
)
