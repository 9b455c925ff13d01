"""What can be wrong: the meaning of formulas."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR

CYCLE = Problem(
    "P118",
    _E,
    "循环引用:{loop}",
    "a cycle: {loop}",
    "改其中一个公式,使它不再依赖自己;用上年的值写 上年(量){way}",
    "change one formula; for last year's value write “上年(量)”{way_en}",
)

TYPES_MISMATCH = Problem(
    "P119",
    _E,
    "{where}:{reason}",
    "{where}: {reason_en}",
    "照上面的写法改,使两边同类;金额要带单位(如 100万元)",
    "make both sides of one kind; money needs a unit (“100万元”)",
)

LEVELS_UNRELATED = Problem(
    "P120",
    _E,
    "“{one}”在{level_one}、“{other}”在{level_other},不能写在一个公式里",
    "“{one}” is on {level_one}, “{other}” on {level_other}: they cannot meet in one formula",
    "下层的量先用 SUM 等汇总,如 SUM({level_other}[{other}])",
    "aggregate the lower one first: SUM({level_other}[{other}])",
)

COLUMN_MISUSED = Problem(
    "P121",
    _E,
    "整列 {text} 不能用在这里:{reason}",
    "the column {text} cannot stand here: {reason_en}",
    "列只能写在 SUM、COUNTIFS、RANK 等列函数里",
    "columns belong into SUM, COUNTIFS, RANK …",
)

WHOSE_IS_UNSAID = Problem(
    "P159",
    _E,
    "列是{within}的各行,“{name}”在{level}:是各行自己的,还是本行的?",
    "the rows are those of “{within}”, “{name}” stands on “{level}”: each row's own, or this "
    "row's?",
    "各行自己的写 [{name}](列的前缀照写,如 全部[{name}]);本行的写 本行.{name}",
    "write [{name}] for each row's own, with the same prefix; “本行.{name}” for this row's",
)

CHOICE_UNKNOWN = Problem(
    "P134",
    _E,
    "“{word}”不是“{name}”的选项{nearest}",
    "“{word}” is not a choice of “{name}”{nearest_en}",
    "可选:{known}",
    "choices: {known}",
)

SPECIAL_NESTED = Problem(
    "P137",
    _E,
    "{function}要单独成句,不能写在公式里面",
    "“{function}” must be a statement of its own",
    "先写“名称 = {function}(…)”,再用这个名称",
    "write “name = {function}(…)” first, then use the name",
)

RANK_COLUMN = Problem(
    "P138",
    _E,
    "{function}的第一个参数要与列相同:{reason}",
    "the first argument of “{function}” must match the column: {reason_en}",
    "写成 {function}(x, [x], …)",
    "write {function}(x, [x], …)",
)

OPTION_UNKNOWN = Problem(
    "P139",
    _E,
    "{function}不认识“{word}”",
    "“{function}” does not know “{word}”",
    "可用:{known}",
    "use: “{known}”",
)

CONSTANT_NEEDED = Problem(
    "P140",
    _E,
    "这里要写常数",
    "a constant is needed here",
    "写数字,不写量",
    "write a number",
)

ARGUMENTS_BAD = Problem(
    "P145",
    _E,
    "{function}的参数不对:{reason}",
    "the arguments of “{function}” are wrong: {reason_en}",
    "见写法第 5 节",
    "see the reference, section 5",
)

UNIT_OR_NAME = Problem(
    "P148",
    _E,
    "“{text}”里的“{name}”既是量词,又是一个量的名字",
    "in “{text}”, “{name}” is both a unit and the name of a quantity",
    "要除以这个量,斜线两边加空格;要写单价,给量换个名字,表头写在别名里",
    "to divide by the quantity, put spaces round the stroke; else rename the quantity",
)

RANK_UNSAID = Problem(
    "P149",
    _E,
    "RANK 没有写明次序或并列规则",
    "RANK does not say its order or its rule for ties",
    "写成 RANK(x, [x], 降序, 同名次);这里可用:{known}",
    "write “RANK(x, [x], 降序, 同名次)”; here: “{known}”",
)

OWN_ROW_MISPLACED = Problem(
    "P170",
    _E,
    "本行.{name} 不能用在这里{reason}",
    "“本行.{name}” cannot stand here{reason_en}",
    "“本行”只写在列函数的条件里,如 COUNTIFS([得分] > 本行.得分);别处直接写 {name}",
    "write it in the conditions of a column function only: “COUNTIFS([x] > 本行.x)”; else {name}",
)
