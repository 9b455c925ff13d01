"""What can be wrong with single cells and with rows."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

CELL_ERROR = Problem(
    "W120",
    Severity.ERROR,
    "“{name}”的单元格是错误值 {found}",
    "the cell of “{name}” holds the error {found}",
    "改正公式,或直接填{type}",
    "mend the formula, or fill in {type} itself",
)
FORMULA_UNCOMPUTED = Problem(
    "W121",
    Severity.ERROR,
    "“{name}”的单元格是公式,但文件里没有存它的结果",
    "the cell of “{name}” is a formula whose result is not stored in the file",
    "用 Excel 或 WPS 打开一次,重新计算后保存;或把公式改成数值",
    "open the file in Excel or WPS once, recalculate and save; or replace the formula by its value",
)
CELL_BAD = Problem(
    "W122",
    Severity.ERROR,
    "“{name}”应填{type},这里是“{found}”:{reason}",
    "“{name}” takes {type}, this is “{found}”: {reason_en}",
    "{right}",
    "{right_en}",
)
OUT_OF_RANGE = Problem(
    "W123",
    Severity.ERROR,
    "“{name}”是 {found},不在范围 {range} 之内",
    "“{name}” is {found}, outside of {range}",
    "核对数字和单位;范围是办法里定的",
    "check the figure and its unit; the policy states the range",
)
CHOICE_UNKNOWN = Problem(
    "W124",
    Severity.ERROR,
    "“{name}”不能是“{found}”,只能是:{known}{nearest}",
    "“{name}” cannot be “{found}”, only: {known}{nearest_en}",
    "改成所列之一",
    "change it to one of them",
)
NAME_TWICE = Problem(
    "W130",
    Severity.ERROR,
    "“{key}”出现了两次{codes}",
    "“{key}” stands twice{codes}",
    "重复的只留一个(并排的表不要整行删除);确是两个地方的,把上一级的名字写清楚",
    "keep one of them; where they are two places, state what they belong to",
)
NAME_MISSING = Problem(
    "W131",
    Severity.ERROR,
    "这一行有数,却没有{level}的名字",
    "this row has figures but no name of {level}",
    "补上名字;是合计就在名字一格写“合计”;不要的数清空",
    "fill in the name; write “合计” there if it is a total; clear the figures if they are "
    "not wanted",
)
NAME_UNKNOWN = Problem(
    "W132",
    Severity.ERROR,
    "“{key}”不在“{parent}”的表里{nearest}",
    "“{key}” is not in the sheet of “{parent}”{nearest_en}",
    "两张表的名字要一致:改正名字,或在“{parent}”的表里加上它",
    "the names in both sheets must agree: mend the name, or add it to the sheet of “{parent}”",
)
NAME_AMBIGUOUS = Problem(
    "W133",
    Severity.ERROR,
    "“{key}”不止一个:{candidates}",
    "there are several “{key}”: {candidates}",
    "在这张表里加上“{column}”列",
    "add the column “{column}” to this sheet",
)
TOTAL_DISAGREES = Problem(
    "W134",
    Severity.ERROR,
    "“{label}”行的“{name}”是 {found},而各行相加是 {sum}{unit},差 {difference}",
    "“{name}” of the total “{label}” is {found}, but its rows add up to {sum}{unit} "
    "(difference {difference})",
    "核对各行和合计,是不是漏了行、改了数没有重算;不需要合计就清空这个数",
    "check the rows and the total; clear the figure if it is not needed",
)
NO_ROWS = Problem(
    "W135",
    Severity.ERROR,
    "“{level}”的表里只有表头,没有数据",
    "the sheet of “{level}” has headings but no rows",
    "填上数据再读",
    "fill in the rows",
)
PARAMETER_UNKNOWN = Problem(
    "W140",
    Severity.ERROR,
    "办法里没有参数“{name}”{nearest}",
    "the policy has no parameter “{name}”{nearest_en}",
    "参数的名字照办法原样写;按分类的写成 名称[类别]",
    "write the parameter's name as in the policy; by class: NAME[CLASS]",
)
PARAMETER_TWICE = Problem(
    "W141",
    Severity.ERROR,
    "参数“{name}”写了两次",
    "the parameter “{name}” is given twice",
    "只留一行",
    "keep one of the rows",
)
ROW_UNCLEAR = Problem(
    "W142",
    Severity.ERROR,
    "“{label}”有数,说不清是一个{level},还是上一行里的一部分",
    "“{label}” has figures: it may be a {level}, or a part of the row above",
    "是一个{level}就去掉“其中”二字;是上一行的一部分就删去这一行",
    "write the name without “其中” if it is a “{level}”; remove the row if it is a "
    "part of that above",
)
NAME_LOST = Problem(
    "W143",
    Severity.ERROR,
    "{level}的名字“{key}”里有丢失的字({codes}),认不出是哪一个",
    "the name “{key}” of {level} has a character that was lost ({codes})",
    "照原件改正名字;文件是转换来的,重新转换一次",
    "correct the name from the original; convert the file anew if it was converted",
)
