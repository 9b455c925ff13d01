"""What may be wrong with a question about a run, or with a run folder."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

UNKNOWN_TOWN = Problem(
    "X101", E,
    "这次运行里没有“{name}”。{nearest}", "The run has no “{name}”. {nearest_en}",
    "核对名称;同名的写成“县区/镇街”。", "Check the name; write 县区/镇街 where it stands twice.",
)  # fmt: skip
AMBIGUOUS_TOWN = Problem(
    "X102", E,
    "“{name}”不止一个:{candidates}。", "“{name}” stands more than once: {candidates}.",
    "写成“县区/镇街”,如“{example}”。", "Write it as “{example}”.",
)  # fmt: skip
UNKNOWN_QUANTITY = Problem(
    "X103", E,
    "办法里没有叫“{name}”的量。{nearest}", "The policy has no quantity “{name}”. {nearest_en}",
    "用 jiangzhi show plan 办法.md 列出全部名称。", "jiangzhi show plan POLICY lists all names.",
)  # fmt: skip
WRONG_LEVEL = Problem(
    "X104", E,
    "“{name}”是“{level}”一层的量,{town} 看不到单独一个值。",
    "“{name}” stands on level “{level}”; {town} has no single value of it.",
    "换成本层或上一层的量。", "Ask for a quantity of the town's own or a higher level.",
)  # fmt: skip
NOT_SETTABLE = Problem(
    "X105", E,
    "“{name}”不能假设:只有它自己和上级的输入、办法的参数可以。{nearest}",
    "“{name}” cannot be supposed: only its own inputs, those above it, and parameters can."
    " {nearest_en}",
    "写成 --set 输入=值,如 --set 实际收入=5300万元。", "Write --set INPUT=VALUE.",
)  # fmt: skip
UNREADABLE_SUPPOSITION = Problem(
    "X106", E,
    "“{name}”是{kind},“{text}”读不成。", "“{name}” is a {kind_en}; “{text}” is not one.",
    "金额写明单位,如 5300万元;比例写 8%;选项写所列的词;日期写 2024-01-31。",
    "Name the unit of money: 5300万元; a rate is 8%, a choice one of its words, a date 2024-01-31.",
)  # fmt: skip
SUPPOSED_OUT_OF_RANGE = Problem(
    "X108", E,
    "“{name}”假设为 {value},超出办法规定的范围 {range}。",
    "“{name}” supposed to be {value} lies outside the range {range} of the document.",
    "假设一个范围之内的数。", "Suppose a value within the range.",
)  # fmt: skip
NOTHING_PUBLISHED = Problem(
    "X109", E,
    "“{town}”没有自己的公布结果。", "“{town}” has no published results of its own.",
    "写明要说明的量,如“{example}”。", "Name the quantity to explain, such as “{example}”.",
)  # fmt: skip
NOT_COMPARABLE = Problem(
    "X107", E,
    "两次运行的结果不在同一层(“{one}”与“{other}”),不能逐个比较。",
    "The runs' results stand on different levels (“{one}” and “{other}”).",
    "比较主体相同的两次运行。", "Compare runs with the same subject.",
)  # fmt: skip
NOT_A_RUN = Problem(
    "X110", E,
    "“{path}”不是运行目录:没有 run.json。", "“{path}” is no run folder: it has no run.json.",
    "给出 outputs/ 下一次运行的目录。", "Name a folder below outputs/.",
)  # fmt: skip
MISSING_PART = Problem(
    "X111", E,
    "运行目录缺少“{part}”。", "The run folder lacks “{part}”.",
    "从备份补回,或重新运行。", "Restore it from a copy, or run again.",
)  # fmt: skip
UNREADABLE_PART = Problem(
    "X112", E,
    "“{part}”不能读:{reason}。", "“{part}” cannot be read: {reason}.",
    "它已损坏或被改动;从备份恢复,或重新运行。",
    "It is damaged or altered; restore it or run again.",
)  # fmt: skip
OTHER_FORMAT = Problem(
    "X113", E,
    "运行目录的格式{age}:是 {found},本程序读 {expected}(目录由引擎 {engine} 写出)。",
    "The run folder's format is {age_en}: {found}, where this program reads {expected} (it was"
    " written by engine {engine}).",
    "用写出它的版本打开,或用本版本重新运行。",
    "Open it with that version, or run again with this one.",
)  # fmt: skip
FOREIGN_PART = Problem(
    "X114", E,
    "运行目录里多出“{part}”,清单里没有它。",
    "The folder holds “{part}”, which its list does not name.",
    "移走它;核对是谁放进去的。", "Move it out, and find out who put it there.",
)  # fmt: skip
LINKED_PART = Problem(
    "X115", E,
    "运行目录里的“{part}”是一个链接,文件在别处,随时可能换掉。",
    "“{part}” in the run folder is a link: the file lies elsewhere and may be exchanged any time.",
    "把真正的文件复制到目录里。", "Copy the file itself into the folder.",
)  # fmt: skip
LITTER = Problem(
    "X116", Severity.WARNING,
    "运行目录里有电脑自己放的“{part}”,不属于结果。",
    "The folder holds “{part}”, which a desktop or office program left there.",
    "关闭打开着的工作簿;归档以前删掉它。", "Close what is open; remove it before filing the run.",
)  # fmt: skip
OTHER_POLICIES = Problem(
    "X117", Severity.WARNING,
    "两次运行用的不是同一个办法(“{one}”与“{other}”):差额不是同一笔钱的增减,不能据以补付、收回。",
    "The runs are of different policies (“{one}” and “{other}”): the differences are no change of "
    "one amount, and settle nothing.",
    "比较同一办法的两次运行;确是同一个办法改了代号的,在两个文件头写相同的“系列”。",
    "Compare runs of one policy; where only the name changed, give both the same “family”.",
)  # fmt: skip
ALTERED_PART = Problem(
    "X118", E,
    "“{part}”和 run.json 记的 SHA-256 不符:它被改动过,不能据此说明。",
    "“{part}” does not have the SHA-256 that run.json records: it was altered; nothing is told"
    " from it.",
    "用 jiangzhi verify 看改动了什么;从备份恢复,或重新运行。",
    "jiangzhi verify says what was altered; restore it from a copy or run again.",
)  # fmt: skip
