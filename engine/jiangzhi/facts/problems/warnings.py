"""What is read, though someone should look at it."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

UNIT_SLIP = Problem(
    "W201",
    Severity.WARNING,
    "“{name}”是 {found},约为本列中位数({median})的 {times},是不是单位弄错了?",
    "“{name}” is {found}, about {times} the column's median ({median}): a slip of the unit?",
    "核对该格是不是按另一种单位(元、万元)填的;没错就不用改",
    "check whether the cell was filled in another unit; leave it if it is right",
)
NOT_IN_BOTH = Problem(
    "W202",
    Severity.WARNING,
    "“{sheet}”里没有:{keys}",
    "“{sheet}” has no rows for: {keys}",
    "核对两张表的名字;没有的一方按缺数处理",
    "check the names in both sheets; what is absent counts as missing",
)
COLUMN_DEFAULTED = Problem(
    "W203",
    Severity.WARNING,
    "没有“{name}”列,全部按“{value}”算",
    "there is no column “{name}”; all rows count as “{value}”",
    "办法规定空白按此计算;有数就加上这一列",
    "the policy says so for blanks; add the column if there are values",
)
HIDDEN_USED = Problem(
    "W204",
    Severity.WARNING,
    "隐藏的{what}也读了:{which}",
    "hidden {what_en} were read too: {which}",
    "取消隐藏,核对是不是要算的数据;不要的请删去",
    "unhide and check them; remove what is not wanted",
)
SHEET_IS_TINY = Problem(
    "W206",
    Severity.WARNING,
    "按“{unit}”读,{names}都很小(“{name}”的中位数只有 {typical}),办法以{money}计:单位是不是写错了?",
    "read as {unit}, {names} are all small (the median of “{name}” is {typical}); the policy "
    "counts in {money}: is the unit wrong?",
    "核对表上写的单位;金额其实以{money}计的,把单位改过来",
    "check the unit that the sheet states; if the figures are in {money}, correct it",
)
TABLE_UNUSED = Problem(
    "W220",
    Severity.WARNING,
    "“{sheet}”的 {where} 也有同样的表头和 {count} 行数据,没有读",
    "{where_en} of “{sheet}” have the same headings and {count} rows of data, which were not read",
    "也要算的,从“列对应”表里删去列号,几个表会合起来读;不要的不用改",
    "to read them too remove the letters from the sheet “列对应”; leave it if they are not wanted",
)
MORE_NOTES = Problem(
    "W205",
    Severity.WARNING,
    "“{name}”还有 {count} 格是同样的情况({code}),没有逐格列出",
    "{count} more cells of “{name}” are alike ({code}) and not listed one by one",
    "",
    "",
)
ROW_IS_A_SUM = Problem(
    "W207",
    Severity.WARNING,
    "“{key}”的{names}正好是{which}相加,按一个{level}读了:是不是合计?",
    "{names} of “{key}” are the sums of {which_en}; it was read as a {level}: is it a total?",
    "是合计就在名字一格写“{total}”;确是一个{level}就不用改",
    "write {total} as its name if it is a total; leave it if it is a {level}",
)
ROW_IS_A_GROUP = Problem(
    "W208",
    Severity.WARNING,
    "“{key}”像是几个{level}合起来的名字,按一个{level}读了",
    "“{key}” looks like the name of several {level}; it was read as one",
    "是几个{level}的小计,就在名字后面加上“小计”;确是一个{level}就不用改",
    "add “小计” to the name if it is a subtotal; leave it if it is a “{level}”",
)
NAME_OF_OWN_SIGNS = Problem(
    "W209",
    Severity.WARNING,
    "{level}的名字“{key}”里有自造的字({codes}),换一台机器可能显示成别的字",
    "the name “{key}” of {level} has a private character ({codes}), which may look otherwise "
    "elsewhere",
    "改用标准的字(Unicode 已收的生僻字),各张表写成同一个字",
    "use the standard character, the same in all sheets",
)
HEADING_QUALIFIED = Problem(
    "W210",
    Severity.WARNING,
    "表头“{heading}”里的“{words}”不知道是什么意思,按“{name}”读了",
    "it is not known what “{words}” in the heading “{heading}” means; it was read as “{name}”",
    "核对这一列是不是办法要的“{name}”;是就把“{words}”去掉,或在办法的别名里写上这个表头",
    "check whether the column is “{name}”; if so, remove “{words}” or make the heading an alias",
)
SHEET_IS_HUGE = Problem(
    "W211",
    Severity.WARNING,
    "按“{unit}”读,{names}都太大(“{name}”的中位数有 {typical}):单位是不是写错了?",
    "read as “{unit}”, {names} are all too large (the median of “{name}” is “{typical}”): is "
    "the unit wrong?",
    "核对表上写的单位;金额其实是元的,把单位改成元",
    "check the unit that the sheet states; if the figures are in “元”, say so",
)
COLUMNS_APART = Problem(
    "W212",
    Severity.WARNING,
    "“{name}”差不多每一行都是“{other}”的一万倍:两列的单位是不是不同?",
    "“{name}” is about ten thousand times “{other}” in nearly every row: do their units differ?",
    "核对两列的单位,在各自的表头写明,如“{name}(元)”;没错就不用改",
    "check both units and state each in its heading, such as “{name}(元)”; leave it if it is right",
)
APART_FROM_LAST_YEAR = Problem(
    "W213",
    Severity.WARNING,
    "“{name}”差不多每一行都是上年的{times}:单位是不是弄错了?",
    "“{name}” is {times} last year's in nearly every row: is the unit wrong?",
    "核对这一列的单位,和上年那次运行的数比一比;没错就不用改",
    "check the unit of the column against last year's run; leave it if it is right",
)
DETAIL_WITHOUT_SHEET = Problem(
    "W214",
    Severity.WARNING,
    "没有“{level}”的表,按今年一条也没有算",
    "there is no sheet of “{level}”; it was taken to have no rows this year",
    "今年确实没有就不用改;有就加上这张表,表头写 {wanted}",
    "leave it if there are none this year; else add the sheet, headed {wanted}",
)
