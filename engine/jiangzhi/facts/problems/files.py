"""What can be wrong with a file before anyone asks what it says."""

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
ENCODING_UNSTATED = Problem(
    "W151",
    Severity.ERROR,
    "旧版 Excel 文件没有写明文字编码,名字会读成乱码",
    "the old Excel file does not state the encoding of its texts; names would be garbled",
    "加上 --encoding gb18030(简体中文)或 --encoding big5(繁体);或用 Excel、WPS 打开后“另存为”.xlsx",
    "add --encoding gb18030 (simplified Chinese) or --encoding big5; or save it as .xlsx",
)
QUOTE_OPEN = Problem(
    "W152",
    Severity.ERROR,
    "第 {line} 行的引号不成对,后面的行会并进同一格",
    "the quotes of line {line} do not match; the lines below would run into one cell",
    "补上或删去第 {line} 行的引号;格子里要有引号的,写成两个引号",
    "close or remove the quote of line {line}; write a quote inside a cell twice",
)
ROW_LONGER = Problem(
    "W153",
    Severity.ERROR,
    "第 {line} 行有 {count} 格,表头只有 {width} 格,多出来的是“{rest}”",
    "row {line} has {count} cells, the headings have {width}; the rest is “{rest}”",
    "多半是千分位的逗号把一个数分成了两格:去掉千分位,或给这个数加上引号,再导出;多余的格子请删去",
    "mostly a thousands separator has cut a number in two: export without separators or with "
    "quotes; remove cells that are not wanted",
)
NOT_XLSX = Problem(
    "W157",
    Severity.ERROR,
    "写出的是 .xlsx 工作簿,“{file}”不是这样的文件名",
    "what is written is an .xlsx workbook; “{file}” is no such name",
    "文件名以 .xlsx 结尾",
    "give a name that ends in .xlsx",
)
OUTPUT_IS_INPUT = Problem(
    "W150",
    Severity.ERROR,
    "{file} 是要读的文件(或已经存在),不能写在它上面",
    "{file} is a file to be read (or exists already) and is not written over",
    "换一个文件名",
    "choose another name",
)
