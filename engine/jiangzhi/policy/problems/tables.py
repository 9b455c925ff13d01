"""What can be wrong: decision tables and scales."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_W = Severity.WARNING

CONDITION_CELL_BAD = Problem(
    "P129",
    _E,
    "条件格“{text}”看不懂:{reason}",
    "cannot read the condition “{text}”: {reason_en}",
    "写区间 (0, 5%]、比较 >= 60、所列的值 甲、乙、“非 甲”、任意 或 其他",
    "see the reference, section 6.1",
)

TABLE_HAS_NO_RESULT = Problem(
    "P130",
    _E,
    "表“{name}”没有结果列",
    "the table “{name}” has no result column",
    "结果列写“值”或“= 名称”,或以选项的值作表头",
    "head a result column “值” or “= name”",
)

TABLE_GAP = Problem(
    "P131",
    _E,
    "表“{name}”有空档:{row}",
    "the table “{name}” has a gap: {row}",
    "补上包含这种情形的一行,或加一行“其他”",
    "add a row for this case, or a row “其他”",
)

TABLE_OVERLAP = Problem(
    "P132",
    _E,
    "表“{name}”第 {one} 行与第 {other} 行重叠:{row}",
    "rows {one} and {other} of “{name}” overlap: {row}",
    "改其中一行;若要从上往下取第一行,在表名后写(依次)",
    "change one, or write “(依次)” after the table's name",
)

RULES_OVERLAP = Problem(
    "P164",
    _E,
    "“{name}”的第 {one} 句与第 {other} 句会同时成立:{row}",
    "rules {one} and {other} of “{name}” can hold at once: {row}",
    "改其中一句的“当”;要从上往下取第一句,各句的名字后写(依次);要相加,写(累加)",
    "change the guard of one, or write “(依次)” or “(累加)” after the name in each",
)

TABLE_ROW_UNREACHABLE = Problem(
    "P202",
    _W,
    "表“{name}”第 {row} 行永远用不到",
    "row {row} of the table “{name}” can never apply",
    "删去这一行,或调整上面的行",
    "remove the row or change those above",
)

BANDS_NOT_ADJOINING = Problem(
    "P133",
    _E,
    "表“{name}”的各档不相接:{reason}",
    "the bands of “{name}” do not adjoin: {reason_en}",
    "累进的各档要从小到大、首尾相接,每一类都是;前一档的上边与后一档的下边写成一样的",
    "bands must ascend and adjoin",
)

ERROR_WORD_MISPLACED = Problem(
    "P171",
    _E,
    "“错误”不能写在这一行:只有整行都是“其他”时,结果才能写 错误",
    "“错误” cannot stand in this row: only a row of “其他” throughout may be an error",
    "去掉这一行,在最后加一行,条件都写 其他,结果写 错误",
    "leave the row out and end the table with a row of “其他” whose result is “错误”",
)

NOT_TO_BE_COLLECTED = Problem(
    "P172",
    _E,
    "{where}:({hit})的结果要是{wanted},这里是{kind}",
    "{where}: what counts together as “({hit})” must be {wanted}, not {kind_en}",
    "(最大)、(最小)用于金额、数、日期,(列出)用于文字;是否用 (依次)",
    "take the greatest or least of amounts, numbers or days; list texts",
)
