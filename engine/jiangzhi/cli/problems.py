"""What can go wrong on the command line itself."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

USAGE_WRONG = Problem(
    "C101",
    Severity.ERROR,
    "命令写得不对:{reason}",
    "the command is not right: {reason_en}",
    "用 {command} --help 看用法",
    "see {command} --help",
)
FILE_TROUBLE = Problem(
    "C102",
    Severity.ERROR,
    "文件读写失败:{reason}",
    "reading or writing failed: {reason_en}",
    "看文件是否被别的程序打开、磁盘是否已满、有没有权限",
    "see whether another program holds the file, the disk is full, or permission is missing",
)
INTERNAL = Problem(
    "C103",
    Severity.ERROR,
    "程序内部错误,没有写出任何结果:{reason}(在 {where})",
    "internal error, no result was written: {reason} (at {where})",
    "请把办法、工作簿和这条信息发给维护者;设 JIANGZHI_DEBUG=1 再运行可看详情",
    "send the policy, the workbook and this message to the maintainers; "
    "run again with JIANGZHI_DEBUG=1 for the details",
)
FOLDER_NOT_EMPTY = Problem(
    "C104",
    Severity.ERROR,
    "{folder} 里已有 {name},不覆盖",
    "{folder} already holds {name}, which is not overwritten",
    "换一个目录,或先把它移走",
    "choose another folder, or move it away first",
)
INTERRUPTED = Problem(
    "C105",
    Severity.NOTE,
    "已中断,没有写出任何结果",
    "interrupted, no result was written",
    "",
    "",
)
OUT_OF_MEMORY = Problem(
    "C109",
    Severity.ERROR,
    "内存不够,没有写出任何结果",
    "memory ran out, no result was written",
    "关掉别的程序;数据很多的,分县区算,或用 Parquet 文件成批算",
    "close other programs; compute large data county by county, or in batches from Parquet",
)
