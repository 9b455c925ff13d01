"""What can be wrong with workbooks, and what is noted where they were read with care."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

FILE_UNREADABLE = Problem(
    "W101",
    Severity.ERROR,
    "打不开文件:{reason}",
    "the file cannot be opened: {reason_en}",
    "核对文件名和所在的文件夹;文件若正在别的程序里打开,先关闭",
    "check the name and the folder; close the file where another program holds it",
)
NOT_A_WORKBOOK = Problem(
    "W102",
    Severity.ERROR,
    "这不是能读的表格:{what}",
    "this is no table that can be read: {what_en}",
    "用 Excel 或 WPS 打开,“另存为”Excel 工作簿(.xlsx),再读新文件",
    "open it in Excel or WPS, save it as an Excel workbook (.xlsx), and give the new file",
)
PASSWORD = Problem(
    "W103",
    Severity.ERROR,
    "文件设了打开密码",
    "the file is locked by a password",
    "用 Excel 或 WPS 打开,去除密码(文件 → 信息 → 保护工作簿),保存后再读",
    "open it in Excel or WPS, take the password off, save, and give it again",
)
DAMAGED = Problem(
    "W104",
    Severity.ERROR,
    "文件已损坏:{reason}",
    "the file is damaged: {reason_en}",
    "用 Excel 或 WPS 打开并修复,“另存为”.xlsx;打不开就向报送单位重新要一份",
    "open and repair it in Excel or WPS, save it as .xlsx; or ask for the file again",
)
TOO_BIG = Problem(
    "W105",
    Severity.ERROR,
    "文件超过安全限度:{reason}",
    "the file exceeds a safety limit: {reason_en}",
    "只留下要读的工作表和行列,“另存为”新的 .xlsx",
    "keep only the sheets, rows and columns to be read, and save them as a new .xlsx",
)
DTD_REFUSED = Problem(
    "W106",
    Severity.ERROR,
    "文件里的 {part} 含有文档类型定义(DTD),正常的工作簿没有,不读",
    "part {part} holds a document type definition (DTD), which no proper workbook has",
    "核对文件来历;确实可信的,用 Excel 或 WPS 打开后“另存为”.xlsx",
    "check where the file comes from; if it is sound, open it in Excel and save it as .xlsx",
)
ENCODING = Problem(
    "W107",
    Severity.ERROR,
    "文字编码认不出:第 {line} 行有既不是 UTF-8 也不是 GB18030 的字节",
    "the encoding is unknown: line {line} holds bytes of neither UTF-8 nor GB18030",
    "导出时编码选 UTF-8,或“另存为”.xlsx",
    "export it as UTF-8, or save it as .xlsx",
)
NO_SHEET = Problem(
    "W110",
    Severity.ERROR,
    "没有找到“{level}”的表:要有一行表头写着 {wanted}",
    "no sheet for “{level}” was found: a heading row must hold {wanted}",
    "核对表头;表头叫法不同的,在“列对应”表里写(列:量、表头),或用 --sheet {level}=表名 指定;"
    "jiangzhi template 可生成空白表",
    "check the headings; name other headings in a sheet 列对应 (columns 量, 表头), or give "
    "--sheet {level}=NAME; jiangzhi template makes a blank workbook",
)
SHEETS_COMPETE = Problem(
    "W111",
    Severity.ERROR,
    "有几张表都像是“{level}”的表:{sheets}",
    "several sheets fit “{level}”: {sheets}",
    "用 --sheet {level}=表名 说明用哪一张;几张合用写成 甲表、乙表,文件不同写成 文件名!表名",
    "say which with --sheet {level}=NAME; several as A、B, in another file as FILE!NAME",
)
COLUMNS_COMPETE = Problem(
    "W112",
    Severity.ERROR,
    "有几列都像是“{name}”:{headings}",
    "several columns fit “{name}”: {headings}",
    "在工作簿里加一张“列对应”表,两列:量、表头;写一行:{name}、所用那一列的表头(或列号,如 D)",
    "add a sheet 列对应 with the columns 量 and 表头 and a row: {name}, and the heading "
    "(or letter, such as D) of the column to use",
)
COLUMN_MISSING = Problem(
    "W113",
    Severity.ERROR,
    "缺少“{name}”列{nearest}",
    "column “{name}” is missing{nearest_en}",
    "加上这一列;已有而叫法不同的,在“列对应”表里写:{name}、实际的表头",
    "add the column; where it has another heading, write {name} and the heading in a sheet 列对应",
)
UNIT_UNKNOWN = Problem(
    "W114",
    Severity.ERROR,
    "不知道“{name}”的金额单位{found}",
    "the unit of money of “{name}” is not known{found_en}",
    "在表头写明,如“{name}(万元)”,或在表上方写“单位:万元”",
    "state it in the heading, such as “{name}(万元)”, or above the table: 单位:万元",
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
    "this row of the sheet 列对应 fits nothing: {reason_en}",
    "“量”写办法里的名字,“表头”写表里的表头(或列号,如 D)",
    "write the policy's name under 量, the heading (or letter) in the table under 表头",
)
HEADING_SERVES_TWO = Problem(
    "W118",
    Severity.ERROR,
    "表头“{heading}”可以是几个量:{names}",
    "the heading “{heading}” may mean several inputs: {names}",
    "把表头改成其中一个量的名字,或在“列对应”表里写明",
    "change the heading to the name of one of them, or say so in a sheet 列对应",
)
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
    "“{key}”出现了两次",
    "“{key}” stands twice",
    "删去重复的一行;确是两个地方的,把上一级的名字写清楚",
    "remove one of the rows; where they are two places, state what they belong to",
)
NAME_MISSING = Problem(
    "W131",
    Severity.ERROR,
    "这一行有数,却没有{level}的名字",
    "this row has figures but no name of {level}",
    "补上名字;是合计就在名字一格写“合计”;不要的行删去",
    "fill in the name; write 合计 there if it is a total; remove the row if it is not wanted",
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
    "核对各行和合计,是不是漏了行、改了数没有重算;不需要合计就删去这一行",
    "check the rows and the total; remove the total if it is not needed",
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
OUTPUT_IS_INPUT = Problem(
    "W150",
    Severity.ERROR,
    "{file} 是要读的文件(或已经存在),不能写在它上面",
    "{file} is a file to be read (or exists already) and is not written over",
    "换一个文件名",
    "choose another name",
)
UNIT_SLIP = Problem(
    "W201",
    Severity.WARNING,
    "“{name}”是 {found},约为本列中位数({median})的 {times},是不是单位弄错了?",
    "“{name}” is {found}, about {times} of the column's median ({median}): a slip of the unit?",
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
MORE_NOTES = Problem(
    "W205",
    Severity.WARNING,
    "“{name}”还有 {count} 格有同类的提示,没有逐格列出",
    "{count} more cells of “{name}” have notes of this kind, not listed one by one",
    "",
    "",
)
CHANGED = Problem(
    "W301",
    Severity.NOTE,
    "“{name}”的“{found}”读作 {value}:{how}",
    "“{found}” of “{name}” was read as {value}: {how_en}",
    "",
    "",
)
ROUNDED = Problem(
    "W302",
    Severity.NOTE,
    "“{name}”的 {found} 小于一分的部分四舍五入,读作 {value}",
    "the part below one 分 of {found} (“{name}”) was rounded: {value}",
    "",
    "",
)
NOTHING = Problem(
    "W303",
    Severity.NOTE,
    "“{name}”的“{found}”当作没有填",
    "“{found}” of “{name}” was read as left blank",
    "确实为零的填 0",
    "write 0 where it is zero",
)
NAME_FROM = Problem(
    "W304",
    Severity.NOTE,
    "{level}的名字“{key}”取自{where}",
    "the name “{key}” of {level} is taken from {where_en}",
    "",
    "",
)
FILLED_DOWN = Problem(
    "W305",
    Severity.NOTE,
    "“{level}”空着的 {count} 格取上面一格的名字",
    "{count} blank cells of “{level}” take the name above",
    "",
    "",
)
COLUMNS_IGNORED = Problem(
    "W306",
    Severity.NOTE,
    "没有用到的列:{columns}",
    "columns not used: {columns}",
    "",
    "",
)
ROWS_SKIPPED = Problem(
    "W307",
    Severity.NOTE,
    "跳过的行({what}):{rows}",
    "rows skipped ({what_en}): {rows}",
    "",
    "",
)
SHEETS_IGNORED = Problem(
    "W308",
    Severity.NOTE,
    "没有用到的表:{sheets}",
    "sheets not used: {sheets}",
    "",
    "",
)
WITHOUT_DETAIL = Problem(
    "W309",
    Severity.NOTE,
    "在“{level}”里没有行的:{keys}",
    "without rows in “{level}”: {keys}",
    "",
    "",
)
UNLOCKED = Problem(
    "W310",
    Severity.NOTE,
    "文件是用 Excel 自带的默认密码加密的,已解开",
    "the file was encrypted with Excel's built-in password and has been opened",
    "",
    "",
)
HEADING_READ = Problem(
    "W311",
    Severity.NOTE,
    "表头“{heading}”读作“{name}”",
    "the heading “{heading}” was read as “{name}”",
    "",
    "",
)
