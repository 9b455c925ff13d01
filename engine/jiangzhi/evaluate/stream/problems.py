"""What can be wrong with Parquet files that are followed in runs."""

from __future__ import annotations

from typing import Final

from jiangzhi.diagnostic import Problem, Severity

NEEDS_ALL_ROWS: Final = Problem(
    "E130",
    Severity.ERROR,
    "“{step}”要看全部的行才能算,不能一段一段地算",
    "“{step}” needs all rows at once and cannot be computed run by run",
    "行数装得进内存的,用 jiangzhi run 或 api.evaluate 一次算完;只在组内计算的办法才能分段",
    "where the rows fit into memory, use jiangzhi run or api.evaluate; only a policy that looks "
    "no further than its groups can be computed in runs",
)
TABLE_MISSING: Final = Problem(
    "E131",
    Severity.ERROR,
    "没有给“{level}”的文件",
    "no file was given for “{level}”",
    "每一层一个 Parquet 文件,以层的名称为键",
    "give one Parquet file for each level, by the level's name",
)
LEVEL_UNKNOWN: Final = Problem(
    "E132",
    Severity.ERROR,
    "办法里没有“{level}”这一层,有的是:{known}",
    "the policy has no level “{level}”, only: {known}",
    "改成所列之一",
    "change it to one of them",
)
FIELD_MISSING: Final = Problem(
    "E133",
    Severity.ERROR,
    "“{level}”的文件缺少“{name}”列{nearest}",
    "the file of “{level}” has no column “{name}”{nearest_en}",
    "加上这一列,列名照办法原样写",
    "add the column, named as in the policy",
)
FIELD_TYPE: Final = Problem(
    "E134",
    Severity.ERROR,
    "“{name}”列的类型是 {found},应为{wanted}",
    "the type of column “{name}” is {found}, not {wanted_en}",
    "写文件时换成这个类型;浮点数不收,因为它不精确",
    "cast it when writing the file; floating point is not taken, since it is not exact",
)
ROWS_UNSORTED: Final = Problem(
    "E135",
    Severity.ERROR,
    "“{key}”排在“{before}”后面:各行没有按 {names} 从小到大排列",
    "“{key}” stands after “{before}”: the rows are not sorted by {names}",
    "按这几列的文字(码位)排好序再写文件,例如 DuckDB 的 ORDER BY",
    "sort the file by the text of these columns (by code points), such as by DuckDB's ORDER BY",
)
FIELD_BLANK: Final = Problem(
    "E136",
    Severity.ERROR,
    "这一行没有“{name}”",
    "this row has no “{name}”",
    "补上名字,或删去这一行",
    "fill in the name, or remove the row",
)
TOO_LARGE_TO_WRITE: Final = Problem(
    "E137",
    Severity.ERROR,
    "“{name}”有的值超过 92 千万亿元,写不进 64 位整数的列",
    "some value of “{name}” exceeds 92 quadrillion yuan and does not fit a column of 64 bits",
    "核对输入的单位:金额以分为单位",
    "check the unit of the inputs: money is in “分”",
)
NOT_ABOVE: Final = Problem(
    "E138",
    Severity.ERROR,
    "“{key}”在“{parent}”的文件里没有,或者没有排在它的位置上",
    "“{key}” is not in the file of “{parent}”, or not in its place there",
    "两个文件的名字要一致,各自按名字从小到大排好",
    "the names in both files must agree, and both must be sorted by them",
)
