"""What is noted of a reading that went well."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

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
    "the part below one “分” of {found} (“{name}”) was rounded: {value}",
    "",
    "",
)
NOTHING = Problem(
    "W303",
    Severity.NOTE,
    "“{name}”的“{found}”当作没有填{default}",
    "“{found}” of “{name}” was read as left blank{default_en}",
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
MERGED_DOWN = Problem(
    "W331",
    Severity.NOTE,
    "“{name}”的合并单元格盖住 {count} 行,每行都按它的内容读",
    "merged cells of “{name}” cover {count} rows; each was read as they say",
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
LAID_OUT = Problem(
    "W330",
    Severity.NOTE,
    "{how}",
    "{how_en}",
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
BY_FIFTEEN_DIGITS = Problem(
    "W312",
    Severity.NOTE,
    "“{name}”有 {count} 格存的数有零头误差,按表格软件显示的 15 位数字读,如 {found} 读作 {value}",
    "{count} cells of “{name}” are stored with binary noise and read by the 15 significant digits "
    "that spreadsheets show and compare by, such as {found} as {value}",
    "",
    "",
)
TOTAL_ROUNDED = Problem(
    "W313",
    Severity.NOTE,
    "“{label}”行的“{name}”是 {found},各行相加是 {sum}:差额是四舍五入的尾差",
    "“{name}” of the total “{label}” is {found} and its rows add up to {sum}: the difference is "
    "one of rounding",
    "",
    "",
)
