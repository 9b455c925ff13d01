"""What can be wrong with a stored run, or with the key it is signed with."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

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

ALTERED_PART = Problem(
    "X118", E,
    "“{part}”和 run.json 记的 SHA-256 不符:它被改动过,不能据此说明。",
    "“{part}” does not have the SHA-256 that run.json records: it was altered; nothing is told"
    " from it.",
    "用 jiangzhi verify 看改动了什么;从备份恢复,或重新运行。",
    "jiangzhi verify says what was altered; restore it from a copy or run again.",
)  # fmt: skip

NO_KEY = Problem(
    "U101", E,
    "“{path}”不是可用的 Ed25519 密钥(PEM)。", "“{path}” is no usable Ed25519 key (PEM).",
    "用 openssl genpkey -algorithm ed25519 生成;私钥用于签名,公钥用于核对。",
    "Make one with openssl genpkey -algorithm ed25519; sign with the private key, check with "
    "the public one.",
)  # fmt: skip
