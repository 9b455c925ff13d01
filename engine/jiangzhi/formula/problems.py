"""What can be wrong with the text of a formula."""

from __future__ import annotations

from typing import Final

from jiangzhi.diagnostic import Problem, Severity

_E: Final = Severity.ERROR

CHARACTER_STRAY: Final = Problem(
    "F101", _E,
    "公式里不能用“{char}”{hint}", "“{char}” has no place in a formula{hint_en}",
    "公式由名字、数、金额、文字、函数和运算符 + - * / ^ % = <> < <= > >= 组成",
    "a formula is made of names, numbers, money, texts, functions and + - * / ^ % = <> < <= > >=",
)  # fmt: skip
TEXT_UNCLOSED: Final = Problem(
    "F102", _E,
    "文字没有收尾的引号", "the text has no closing quotation mark",
    "文字写在同一行的一对引号里,如 \"生态保护\"",
    "write a text between two quotation marks on one line",
)  # fmt: skip
NUMBER_MALFORMED: Final = Problem(
    "F103", _E,
    "“{text}”不是数:{reason}", "“{text}” is no number: {reason_en}",
    "数写成 1200、0.5 或 8%,金额写成 100万元",
    "write numbers as 1200, 0.5 or 8%, money as “100万元”",
)  # fmt: skip
THOUSANDS_SEPARATED: Final = Problem(
    "F104", _E,
    "数里不能有千分位逗号:“{text}”", "“{text}”: a number has no commas",
    "写成 {plain}", "write {plain}",
)  # fmt: skip
DATE_MALFORMED: Final = Problem(
    "F105", _E,
    "“{text}”不是日期:{reason}", "“{text}” is no date: {reason_en}",
    "日期写成 2024-01-31 或 2024年1月31日;减号两边加空格才是减法",
    "write dates as 2024-01-31 or “2024年1月31日”; subtraction needs spaces around its signs",
)  # fmt: skip
CELL_ADDRESS: Final = Problem(
    "F106", _E,
    "“{text}”是格子地址", "“{text}” is a cell address",
    "公式里写量的名字,不写格子地址;量真叫这个名字的,改成带汉字的名字",
    "formulas use the names of quantities; rename a quantity that looks like a cell address",
)  # fmt: skip
BRACKET_UNCLOSED: Final = Problem(
    "F107", _E,
    "“{open}”没有对应的“{close}”", "“{open}” is never closed by “{close}”",
    "补上“{close}”", "add “{close}”",
)  # fmt: skip
BRACKET_UNOPENED: Final = Problem(
    "F108", _E,
    "多了一个“{close}”", "“{close}” closes nothing",
    "删去“{close}”,或在前面补上“{open}”", "remove “{close}”, or open “{open}” before it",
)  # fmt: skip
OPERAND_MISSING: Final = Problem(
    "F109", _E,
    "{where}少一个值", "a value is missing {where_en}",
    "补上一个名字、数或函数", "add a name, a number or a function",
)  # fmt: skip
OPERATOR_MISSING: Final = Problem(
    "F110", _E,
    "“{before}”和“{after}”之间少一个运算符",
    "there is no operator between “{before}” and “{after}”",
    "补上运算符{hint}", "add an operator{hint_en}",
)  # fmt: skip
COMPARISON_CHAINED: Final = Problem(
    "F111", _E,
    "比较不能连写", "comparisons cannot be chained",
    "写成 AND({first}, {middle} {sign} …)", "write AND({first}, {middle} {sign} …)",
)  # fmt: skip
FUNCTION_UNKNOWN: Final = Problem(
    "F112", _E,
    "没有函数“{name}”{nearest}", "there is no function “{name}”{nearest_en}",
    "可用的函数见《办法的写法》第 5 节",
    "the functions are listed in section 5 of the language page",
)  # fmt: skip
ARGUMENTS_COUNTED: Final = Problem(
    "F113", _E,
    "函数 {name} 要{wanted} 个参数,这里有 {given} 个",
    "{name} takes {wanted_en}, {given} given",
    "照《办法的写法》第 5 节写全参数", "see section 5 of the language page",
)  # fmt: skip
ARGUMENTS_MISFIT: Final = Problem(
    "F114", _E,
    "函数 {name}:{reason}", "{name}: {reason_en}",
    "照《办法的写法》第 5 节改", "see section 5 of the language page",
)  # fmt: skip
FORMULA_EMPTY: Final = Problem(
    "F115", _E,
    "这里要写公式", "a formula is needed here",
    "写上公式,如 实际收入 - 收入目标", "write a formula, such as “实际收入 - 收入目标”",
)  # fmt: skip
TOO_DEEP: Final = Problem(
    "F116", _E,
    "公式太长,层次超过 {most} 层", "the formula nests deeper than {most} levels",
    "拆成几个量,一句写一个", "split it into several quantities",
)  # fmt: skip
OWN_NAME_MISSING: Final = Problem(
    "F120", _E,
    "“{word}.”后面要紧跟一个名字", "a name must follow “{word}.”",
    "写成 本行.得分,点两边不空格", "write “本行.得分”, without spaces around the full stop",
)  # fmt: skip
