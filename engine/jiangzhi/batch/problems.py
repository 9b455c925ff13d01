"""What can be wrong with a task list, with a batch, and with the shelf and ledger of runs."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

RUN_UNKNOWN = Problem(
    "B110", E,
    "{out} 里没有叫“{text}”的运行{nearest}", "{out} holds no run called “{text}”{nearest_en}",
    "用 jiangzhi list 看有哪些运行;也可以写“最近”。",
    "jiangzhi list shows the runs; “最近” means the latest.",
)  # fmt: skip

RUN_AMBIGUOUS = Problem(
    "B111", E,
    "“{text}”可以指 {count} 次运行。", "“{text}” may mean {count} runs.",
    "写长一些,或写出完整的名字。", "Write more of it, or the whole name.",
)  # fmt: skip

RUN_KEPT = Problem(
    "B112", E,
    "“{name}”标为保留,不删。", "“{name}” is marked as kept and stays.",
    "先用 jiangzhi runs keep --off 取消保留。", "First undo it with jiangzhi runs keep --off.",
)  # fmt: skip

LEDGER_NEWER = Problem(
    "B120", E,
    "台账是更新的程序写的(格式 {found},本程序读 {expected})。",
    "The ledger was written by a newer program (format {found}; this one reads {expected}).",
    "用那个版本打开;运行结果本身不受影响。",
    "Open it with that version; the runs are not affected.",
)  # fmt: skip

LEDGER_TROUBLE = Problem(
    "B121", E,
    "台账不能读写:{reason}。", "The ledger cannot be read or written: {reason}.",
    "看磁盘是否已满、文件夹能不能写、是否被别的程序占用;坏了用 jiangzhi runs rebuild 重建。",
    "See whether the disk is full, the folder writable, or another program holds it; jiangzhi runs "
    "rebuild makes a damaged one anew.",
)  # fmt: skip

ROW_ALTERED = Problem(
    "B122", E,
    "台账第 {seq} 行({run})被改动过。", "Row {seq} of the ledger ({run}) was altered.",
    "从备份恢复台账,或查明是谁改的。", "Restore the ledger from a copy; find out who did it.",
)  # fmt: skip

ROW_MISSING = Problem(
    "B123", E,
    "台账缺少{which}。", "The ledger lacks {which_en}.",
    "从备份恢复台账;缺的行记着哪次运行,备份里有。",
    "Restore the ledger from a copy, which says which run the row was of.",
)  # fmt: skip

RUN_GONE = Problem(
    "B124", E,
    "台账记着“{run}”,文件夹里没有它,也没有删除的记录。",
    "The ledger has “{run}”; it lies nowhere, and no removal is recorded.",
    "从备份恢复这次运行;要删除的用 jiangzhi runs rm。",
    "Restore the run from a copy; jiangzhi runs rm is the way to remove one.",
)  # fmt: skip

RUN_OTHERWISE = Problem(
    "B125", E,
    "“{run}”的印记和台账记的不同。", "“{run}” has another seal than the ledger records.",
    "用 jiangzhi verify 核对这次运行。", "Check it with jiangzhi verify.",
)  # fmt: skip

RUN_UNRECORDED = Problem(
    "B126", Severity.WARNING,
    "台账里没有“{run}”。", "The ledger does not have “{run}”.",
    "下一次 jiangzhi batch 或 run 会补记。", "The next jiangzhi batch or run records it.",
)  # fmt: skip
TASKS_EMPTY = Problem(
    "B101", E,
    "任务表里没有任务:{reason}。", "The task list holds no task: {reason_en}.",
    "用 jiangzhi batch --template 任务表.xlsx 写一张空表,一行填一次计算。",
    "jiangzhi batch --template tasks.xlsx writes an empty one; each row is a run.",
)  # fmt: skip

COLUMN_UNKNOWN = Problem(
    "B102", E,
    "任务表没有“{name}”这一列{nearest}", "A task list has no column “{name}”{nearest_en}",
    "可以有的列:{known}。", "It may have: “{known}”.",
)  # fmt: skip

COLUMN_MISSING = Problem(
    "B103", E,
    "缺少“{name}”。", "“{name}” is missing.",
    "办法、工作簿两列每行都要填。", "Every row needs a policy (“办法”) and a workbook (“工作簿”).",
)  # fmt: skip

FILE_MISSING = Problem(
    "B104", E,
    "没有这个文件:{path}。", "There is no such file: {path}.",
    "路径从任务表所在的文件夹算起;改成实际的位置。",
    "Paths start at the task list's folder; write where the file lies.",
)  # fmt: skip

TASK_TWICE = Problem(
    "B105", E,
    "{what}写了两次。", "{what_en} stands twice.",
    "删去一行,或填不同的阶段、名称。", "Leave one out, or give another stage or title.",
)  # fmt: skip

PRIOR_UNKNOWN = Problem(
    "B106", E,
    "上年“{name}”既不是本表的一行,也不是已有的运行{nearest}",
    "“{name}” is neither a row of this list nor a run{nearest_en}",
    "填本表某行的名称、已有运行的名字或文件夹;没有上年的写“无”。",
    "Name a row's title, a run or its folder; write “无” where there is none.",
)  # fmt: skip

PRIOR_CIRCLE = Problem(
    "B107", E,
    "这些任务互相要对方的结果:{names}。", "These tasks need each other's results: {names}.",
    "改其中一行的“上年”。", "Change one row's “上年”.",
)  # fmt: skip

VALUE_BAD = Problem(
    "B108", E,
    "“{name}”的值不对:{reason}。", "“{name}” is wrong: {reason_en}.",
    "{help}", "{help_en}",
)  # fmt: skip

CONFIRMED_NOTHING = Problem(
    "B113", E,
    "确认的提示没有出现:{text}。", "A confirmed warning did not come up: {text}.",
    "删去这条确认,或改成实际的代号和格子。",
    "Remove the confirmation, or give the code and cell as they are.",
)  # fmt: skip

NOT_CONFIRMED = Problem(
    "B114", E,
    "有 {count} 条提示没有人确认,按 --strict 不写结果。",
    "{count} warnings are not confirmed; with --strict nothing is written.",
    "改正数据,或在任务表“确认”列写:代号 工作表!格子 姓名 理由。",
    "Correct the data, or write in “确认”: code, sheet!cell, name, reason.",
)  # fmt: skip

WORKER_DIED = Problem(
    "B115", E,
    "计算它的进程中途结束了(多半是内存不够,或被系统终止)。",
    "The process that computed it ended (out of memory, most likely, or killed).",
    "用 --processes 1 再做一次:jiangzhi batch --retry。",
    "Try again with --processes 1: jiangzhi batch --retry.",
)  # fmt: skip

PRIOR_FAILED = Problem(
    "B116", E,
    "没有做:它要的上年“{name}”没有算成。", "Not tried: “{name}”, which it needs, failed.",
    "先改好那一行,再用 jiangzhi batch --retry。", "Mend that one, then jiangzhi batch --retry.",
)  # fmt: skip

DISK_TROUBLE = Problem(
    "B117", E,
    "文件读写失败:{reason}。", "Reading or writing failed: {reason}.",
    "看磁盘是否已满、有没有权限、文件是否在别的程序里打开着;腾出来以后用 jiangzhi batch --retry。",
    "See whether the disk is full, permission is missing, or another program holds the file; then "
    "jiangzhi batch --retry.",
)  # fmt: skip
