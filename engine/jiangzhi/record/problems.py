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
    "“{path}”不是可用的 Ed25519 或 SM2 密钥(PEM)。",
    "“{path}” is no usable key of Ed25519 or SM2 (PEM).",
    "用 openssl genpkey -algorithm ed25519 生成;私钥用于签名,公钥用于核对。",
    "Make one with openssl genpkey -algorithm ed25519; sign with the private key, check with "
    "the public one.",
)  # fmt: skip

WRONG_PASSWORD = Problem(
    "U131", E,
    "“{path}”有密码,没有给出对的。", "“{path}” has a password, and the right one was not given.",
    "在问密码时输入;不能问的地方,先设环境变量 JIANGZHI_KEY_PASSWORD。",
    "Type it when asked; where nobody can be asked, set JIANGZHI_KEY_PASSWORD.",
)  # fmt: skip

NO_OPENSSL = Problem(
    "U132", E,
    "SM2 的签名要用系统的 openssl 程序,这台电脑上没有,或它不认识 SM2。",
    "Signatures by SM2 need the system's openssl program; there is none here that knows SM2.",
    "装上 OpenSSL 1.1.1 或以后的版本;或改用 Ed25519 的密钥。",
    "Install OpenSSL 1.1.1 or later, or use a key of Ed25519.",
)  # fmt: skip

KEY_OPEN = Problem(
    "U206", Severity.WARNING,
    "私钥“{path}”别人也能读(权限 {mode}):谁读了都能替你签。",
    "Others may read the private key “{path}” (mode {mode}), and sign in your name.",
    "chmod 600 这个文件;怀疑已被读走的,停用它,换一把。",
    "chmod 600 the file; if it may have been read, retire it and make another.",
)  # fmt: skip

ROSTER_BAD = Problem(
    "U140", E,
    "签批名册不对:{what}。", "The roster of sign-offs is not right: {what_en}.",
    "照 docs/for-auditors.md 的“签批”一节改。", "See “签批” in docs/for-auditors.md.",
)  # fmt: skip

ROLE_UNKNOWN = Problem(
    "U141", E,
    "签批名册里没有角色“{role}”,有:{roles}。", "The roster has no role “{role}” but {roles}.",
    "用名册里的角色。", "Use a role of the roster.",
)  # fmt: skip

KEY_UNKNOWN = Problem(
    "U142", E,
    "这把公钥不是名册里{whose}的({key}…)。",
    "This public key is not {whose_en} in the roster ({key}…).",
    "用本人的私钥;新换的公钥先写进名册。",
    "Sign with your own key; a new public key goes into the roster first.",
)  # fmt: skip

NOT_THE_ROLE = Problem(
    "U143", E,
    "{person}没有角色“{role}”。", "{person} does not have the role “{role}”.",
    "由有这个角色的人签;名册要改的,先改名册。", "Let someone sign who has it.",
)  # fmt: skip

KEY_OUT_OF_TIME = Problem(
    "U144", E,
    "{person}的这把公钥在 {day} 不在有效期内({period})。",
    "This public key of {person} was not valid on {day} ({period}).",
    "用有效期内的密钥;早先在有效期内签的仍然成立。",
    "Sign with a key that is valid; what was signed while a key was valid still holds.",
)  # fmt: skip

SAME_PERSON = Problem(
    "U145", E,
    "{person}已经签过“{other}”,不能再签“{role}”:这两个角色须由不同的人。",
    "{person} has signed as “{other}” and cannot sign as “{role}”: these must be two persons.",
    "由另一个人签。", "Let another person sign.",
)  # fmt: skip

SIGNED_TWICE = Problem(
    "U146", E,
    "“{role}”已经由{person}签过。", "{person} has signed as “{role}” already.",
    "一个角色只签一次;结果要改的,重新运行,另签。",
    "A role signs once; to change the result, run again and sign that.",
)  # fmt: skip

OUT_OF_TURN = Problem(
    "U147", E,
    "还没有“{before}”,不能签“{role}”。", "“{before}” has not signed yet, so “{role}” cannot.",
    "按名册里角色的次序签。", "Sign in the order of the roster's roles.",
)  # fmt: skip

SIGN_OFF_FALSE = Problem(
    "U148", E,
    "签批“{file}”不成立:{what}。", "The sign-off “{file}” does not hold: {what_en}.",
    "它或它签的运行被改过:从备份恢复,或重新运行、重新签批。",
    "It or the run was altered: restore it from a copy, or run and sign again.",
)  # fmt: skip

NO_ROSTER = Problem(
    "U149", E,
    "找不到签批名册 签批.yaml。", "There is no roster of sign-offs (“签批.yaml”).",
    "在工作目录里写一个,或用 --roster 指出它。",
    "Write one in the workspace, or name it with --roster.",
)  # fmt: skip

DAY_BACKWARDS = Problem(
    "U133", E,
    "签批的日期 {day} 早于前一个签批的 {before}。",
    "The day {day} is before that of the sign-off before, {before}.",
    "写对日期。", "Give the right day.",
)  # fmt: skip
