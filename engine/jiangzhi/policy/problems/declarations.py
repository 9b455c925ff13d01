"""What can be wrong: inputs, parameters and names."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_W = Severity.WARNING

TABLE_MIXED = Problem(
    "P109",
    _E,
    "分档表“{text}”的列混用了",
    "the columns of the scale “{text}” are mixed",
    "按分类分列的表只有一个条件列,没有结果列,也不写(依次)(累加);要几个条件就用判定表",
    "a scale by class has one condition column, no result columns and no hit policy",
)

COLUMN_UNKNOWN = Problem(
    "P110",
    _E,
    "这一列“{text}”不认识{nearest}",
    "unknown column “{text}”{nearest_en}",
    "这张表可用的列:{known}",
    "columns of this table: “{known}”",
)

COLUMN_TWICE = Problem(
    "P160",
    _E,
    "“{text}”这一列写了两次",
    "the column “{text}” stands twice",
    "{help}",
    "{help_en}",
)

ALIASES_RUN_TOGETHER = Problem(
    "P161",
    _W,
    "别名“{text}”里有“{sign}”,整个当作一个表头",
    "the alias “{text}” with its “{sign}” is taken as one heading",
    "几个别名用“、”隔开:{way};表头里真有这个符号就写明豁免",
    "separate aliases by “、”: “{way}”; waive this where the heading has the sign",
)

LEVEL_UNKNOWN = Problem(
    "P111",
    _E,
    "没有“{name}”这一层{nearest}",
    "there is no level “{name}”{nearest_en}",
    "本办法的层级:{known}",
    "levels of this policy: “{known}”",
)

TYPE_UNKNOWN = Problem(
    "P112",
    _E,
    "类型“{text}”不认识",
    "“{text}” is no type",
    "可用:金额、比例、数、个数、选项(甲、乙)、是否、日期、文本、名称",
    "see the reference, section 3",
)

RANGE_BAD = Problem(
    "P113",
    _E,
    "范围“{text}”写法不对",
    "“{text}” is no range",
    "写成 >= 0、[0, 100] 或 (0, 5%] 这样的区间,边必须写明含不含",
    "write >= 0, [0, 100] or (0, 5%]",
)

VALUE_BAD = Problem(
    "P114",
    _E,
    "“{text}”不能作“{name}”的值:{reason}",
    "“{text}” is no value of “{name}”: {reason_en}",
    "按类型“{type}”填写",
    "write a value of type {type}",
)

NAME_TWICE = Problem(
    "P115",
    _E,
    "“{name}”定义了两次",
    "“{name}” is defined twice",
    "一个名字只指一个量:给其中一个换名字,表头写在别名里",
    "give one of them another name",
)

NAME_BAD = Problem(
    "P116",
    _E,
    "“{text}”不能作名字",
    "“{text}” is no name",
    "名字由汉字、字母、数字、下划线组成,不能全是数字,不能是保留的词,"
    "也不能夹外形相同的别种文字(如西里尔字母)",
    "letters, digits and underscores, not digits only, no reserved word, and no letters of a "
    "script that look like others (Cyrillic)",
)

NAME_UNKNOWN = Problem(
    "P117",
    _E,
    "没有叫“{name}”的量{nearest}",
    "there is no quantity “{name}”{nearest_en}",
    "检查写法;输入要在“输入”表里声明;文字要加引号",
    "check the spelling; text needs quotes",
)

PARAMETER_OUT_OF_RANGE = Problem(
    "P173",
    _E,
    "参数“{name}”的值不在它自己的范围 {range} 里",
    "the value of the parameter “{name}” is outside of its own range {range}",
    "改值,或改范围",
    "change the value or the range",
)

TO_BE_SET_WITHOUT_RANGE = Problem(
    "P174",
    _E,
    "参数“{name}”的值还待定,要在“范围”一列写明它能取的值",
    "the parameter “{name}” is still to be set: state its range",
    "加一列 范围,写区间,边上带单位,如 [0%, 10%]、[1万元, 5万元]",
    "add a column “范围” with an interval whose ends bear units: [0%, 10%]",
)
