"""What can be wrong with a task list, with a batch, and with the shelf and ledger of runs."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

RUN_UNKNOWN = Problem(
    "B110", E,
    "{out} 里没有叫“{text}”的运行{nearest}。", "{out} holds no run called “{text}”{nearest_en}.",
    "用 jiangzhi list 看有哪些运行;也可以写“最近”。",
    "jiangzhi list shows the runs; 最近 means the latest.",
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
