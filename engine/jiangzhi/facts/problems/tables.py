"""What can be wrong with sheets, headings and units."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

NO_SHEET = Problem(
    "W110",
    Severity.ERROR,
    "没有找到“{level}”的表:要有一行表头写着 {wanted}",
    "no sheet for “{level}” was found: a heading row must hold {wanted}",
    "核对表头;表头叫法不同的,在“列对应”表里写(列:量、表头),或用 --sheet {level}=表名 指定;"
    "jiangzhi template 可生成空白表",
    "check the headings; name other headings in a sheet “列对应” (columns “量”, “表头”), or give "
    "--sheet {level}=NAME; jiangzhi template makes a blank workbook",
)
SHEETS_COMPETE = Problem(
    "W111",
    Severity.ERROR,
    "有几张表都像是“{level}”的表:{sheets}",
    "several sheets fit “{level}”: {sheets}",
    "用 --sheet {level}=表名 说明用哪一张;几张合用写成 甲表、乙表,文件不同写成 文件名!表名",
    "say which with --sheet {level}=NAME; several as “A、B”, in another file as FILE!NAME",
)
COLUMNS_COMPETE = Problem(
    "W112",
    Severity.ERROR,
    "有几列都像是“{name}”:{headings}",
    "several columns fit “{name}”: {headings}",
    "在工作簿里加一张“列对应”表,两列:量、表头;写一行:{name}、所用那一列的表头(或列号,如 D)",
    "add a sheet “列对应” with the columns “量” and “表头” and a row: “{name}”, and the heading "
    "(or letter, such as D) of the column to use",
)
COLUMN_MISSING = Problem(
    "W113",
    Severity.ERROR,
    "缺少“{name}”列{nearest}",
    "column “{name}” is missing{nearest_en}",
    "加上这一列;已有而叫法不同的,在“列对应”表里写:{name}、实际的表头(上下两行的写 上/下),或列号",
    "add the column; where it has another heading, write “{name}” and the heading in a sheet "
    "“列对应”",
)
UNIT_UNKNOWN = Problem(
    "W114",
    Severity.ERROR,
    "不知道“{name}”的金额单位{found}",
    "the unit of money of “{name}” is not known{found_en}",
    "在表头写明,如“{name}(万元)”,或在表上方写“单位:万元”",
    "state it in the heading, such as “{name}(万元)”, or above the table: “单位:万元”",
)
UNITS_DISAGREE = Problem(
    "W115",
    Severity.ERROR,
    "“{name}”的单位有几种说法:{units}",
    "the unit of “{name}” is stated in several ways: {units}",
    "在该列表头写明它自己的单位,如“{name}(万元)”",
    "state the column's own unit in its heading, such as “{name}(万元)”",
)
SHEET_UNKNOWN = Problem(
    "W116",
    Severity.ERROR,
    "--sheet 里的“{name}”没有找到;有的是:{known}",
    "“{name}” given by --sheet was not found; there are: {known}",
    "写法是 --sheet 层=表名,层和表名都照原样写",
    "write --sheet LEVEL=NAME, both as they stand in the policy and the workbook",
)
MAPPING_BAD = Problem(
    "W117",
    Severity.ERROR,
    "“列对应”表这一行用不上:{reason}",
    "this row of the sheet “列对应” fits nothing: {reason_en}",
    "“量”写办法里的名字,“表头”写表里的表头(或列号,如 D)",
    "write the policy's name under “量”, the heading (or letter) in the table under “表头”",
)
HEADING_SERVES_TWO = Problem(
    "W118",
    Severity.ERROR,
    "表头“{heading}”可以是几个量:{names}",
    "the heading “{heading}” may mean several inputs: {names}",
    "把表头改成其中一个量的名字,或在“列对应”表里写明",
    "change the heading to the name of one of them, or say so in a sheet “列对应”",
)
FIGURE_TWICE = Problem(
    "W154",
    Severity.ERROR,
    "“{key}”的“{name}”填了两次",
    "“{name}” of “{key}” is given twice",
    "重复的只留一个;是两期的数,只留要算的那一期",
    "keep one of them; of two periods keep the one that counts",
)
TABLES_COMPETE = Problem(
    "W155",
    Severity.ERROR,
    "“{sheet}”里有几个表都像是“{level}”的表,说不清用哪一个:{places}",
    "several tables in “{sheet}” fit “{level}”: {places}",
    "把它们分到几张工作表里,再用 --sheet {level}=表名 说明用哪一张;合用写成 甲表、乙表",
    "put them on sheets of their own and say which with --sheet {level}=NAME; several as “A、B”",
)
NAMES_BESIDE = Problem(
    "W156",
    Severity.ERROR,
    "“{name}”的名字排成了几列:{headings},看不出各自的数在哪几列",
    "the names of “{name}” stand in several columns: {headings}; whose figures are which?",
    "改成每个{name}一行、名字在同一列;并排的几个表上下接起来",
    "give each {name} a row of its own with the names in one column",
)
ROWS_OF_NOTHING = Problem(
    "W158",
    Severity.ERROR,
    "“{sheet}”有 {count} 行只写了“{stated}”,没有写“{missing}”,也没有“{parent}”的名单,"
    "不知道是哪一个{parent}的",
    "{count} rows of “{sheet}” state “{stated}” but no “{missing}”, and there is no list of "
    "“{parent}”: whose are they?",
    "在这张表里加上“{missing}”列;或另加一张“{parent}”的名单,表头写 {wanted}",
    "add the column “{missing}” to this sheet, or a list of each “{parent}”, headed {wanted}",
)
NOTHING_COMPUTED = Problem(
    "W159",
    Severity.ERROR,
    "没有一个“{level}”可算:各张表里都没有它的名字",
    "there is no “{level}” to compute: no sheet names one",
    "加一张“{level}”的名单,表头写 {wanted},一行一个名字;或在其他表里填上数据",
    "add a list of each “{level}”, headed {wanted}, a name in each row; or fill in the rows",
)
EXAMPLE_ROW = Problem(
    "W119",
    Severity.ERROR,
    "“{name}”是空白表里的示例行",
    "“{name}” is the example row of the template",
    "把这一行改成真实数据,或删去",
    "replace the row by real data, or remove it",
)
