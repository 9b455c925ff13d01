"""What may be wrong when a run is published or verified."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_RESTORE = "这一部分不是当时写出的样子:从备份恢复,或重新运行并比较。"
_RESTORE_EN = "This is not as it was written: restore it from a copy, or run again and compare."

NO_KEY = Problem(
    "U101", _E,
    "“{path}”不是可用的 Ed25519 密钥(PEM)。", "“{path}” is no usable Ed25519 key (PEM).",
    "用 openssl genpkey -algorithm ed25519 生成;私钥用于签名,公钥用于核对。",
    "Make one with openssl genpkey -algorithm ed25519; sign with the private key, check with "
    "the public one.",
)  # fmt: skip
OTHER_FAMILY = Problem(
    "U102", _E,
    "上年结果是系列“{found}”的,本办法是系列“{expected}”。",
    "Last year's run is of the family “{found}”, this policy of “{expected}”.",
    "换成同一系列的运行结果;确是同一个办法改了代号的,在两个文件头写相同的“系列”。",
    "Name a run of the same family; where only the name changed, give both the same “family”.",
)  # fmt: skip
FILE_ALTERED = Problem(
    "U110", _E,
    "{file} 被改动过:与 run.json 记下的哈希不符。",
    "{file} has been altered: its hash is not the one in run.json.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
MANIFEST_ALTERED = Problem(
    "U111", _E,
    "run.json 被改动过:{what}。", "run.json has been altered: {what_en}.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
COLUMN_ALTERED = Problem(
    "U112", _E,
    "trace.parquet 的列“{column}”被改动过:与 run.json 记下的哈希不符。",
    "Column “{column}” of trace.parquet has been altered: its hash is not the one in run.json.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
VALUE_DIFFERS = Problem(
    "U113", _E,
    "{town} 的“{quantity}”:记录 {recorded},重算 {recomputed}。",
    "“{quantity}” of {town}: recorded {recorded}, recomputed {recomputed}.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
CELL_DIFFERS = Problem(
    "U114", _E,
    "工作簿的格子:记录 {recorded},重算 {recomputed}。",
    "A cell of the workbook: recorded {recorded}, recomputed {recomputed}.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
OUTPUT_DIFFERS = Problem(
    "U115", _E,
    "{file} 与重新写出的不一致。", "{file} differs from what is written anew.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
SIGNATURE_FALSE = Problem(
    "U116", _E,
    "签名不成立:run.json 不是签名时的样子,或签名文件被改动。",
    "The signature does not hold: run.json or the signature has been altered.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
NOT_SIGNED_BY = Problem(
    "U117", _E,
    "没有用所给的公钥核对成立的签名。", "There is no signature by the given key.",
    "向发出结果的单位索取签名的运行目录和公钥。",
    "Ask who issued the results for the signed run folder and the public key.",
)  # fmt: skip
WORKBOOK_OTHER = Problem(
    "U118", _E,
    "{file} 不是这次运行读过的工作簿:哈希不符。",
    "{file} is not a workbook that this run read: its hash differs.",
    "找出运行时的那一份;run.json 的 workbooks 记着文件名和哈希。",
    "Find the one that was read; workbooks in run.json has names and hashes.",
)  # fmt: skip
OTHER_ENGINE = Problem(
    "U201", Severity.WARNING,
    "这次运行由引擎 {found} 写出,现在用 {own} 重算;数值照比,输出文件只比哈希。",
    "Engine {found} wrote this run and {own} recomputes it: values are compared, output files "
    "by hash only.",
    "要逐字节比较,用同一版本的引擎核对。", "To compare byte by byte, verify with that version.",
)  # fmt: skip
