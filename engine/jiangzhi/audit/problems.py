"""What verification may find."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_RESTORE = "这一部分不是当时写出的样子:从备份恢复,或重新运行并比较。"
_RESTORE_EN = "This is not as it was written: restore it from a copy, or run again and compare."

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
    "列“{column}”的值与 run.json 记下的哈希不符。",
    "The values of column “{column}” do not have the hash in run.json.",
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
ORIGINAL_OTHER = Problem(
    "U118", _E,
    "{file} 不是这次运行读过的那一份:哈希不符。",
    "{file} is not what this run read: its hash differs.",
    "找出运行时的那一份;run.json 的 workbooks 记着文件名和哈希。",
    "Find the one that was read; workbooks in run.json has names and hashes.",
)  # fmt: skip
VALUE_ALTERED = Problem(
    "U119", _E,
    "{town} 的“{quantity}”:文件里 {recorded},原来 {original}(哈希证实)。",
    "“{quantity}” of {town}: {recorded} in the file, {original} before (the hash proves it).",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
ORIGINAL_DIFFERS = Problem(
    "U120", _E,
    "{what}:原件 {original},运行里 {recorded}。", "{what_en}: {original} in the original, "
    "{recorded} in the run.",
    "原件没有改过的,就是运行结果里的数据被换过:用原件重新运行。",
    "If the original is unaltered, the run's data were exchanged: run again from the original.",
)  # fmt: skip
NOT_READ_AGAIN = Problem(
    "U124", _E,
    "工作簿不能像当时那样读。", "The workbooks cannot be read as they were.",
    "给齐当时的全部工作簿;改过的,换回原来的。", "Give all workbooks of the run, unaltered.",
)  # fmt: skip
OTHER_NAME = Problem(
    "U121", _E,
    "文件夹叫“{name}”,里面却是运行“{run}”。", "The folder is called “{name}” and holds “{run}”.",
    "名字末尾是结果的印记:查清是改了名字,还是里面的文件整个换过。",
    "A name ends with the seal of its results: find out whether the folder was renamed or all "
    "its files were exchanged.",
)  # fmt: skip
PART_DIFFERS = Problem(
    "U122", _E,
    "{file} 里的{part}与重新写出的不同。", "{part_en} in {file} differs from what is written anew.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
TEXT_DIFFERS = Problem(
    "U123", _E,
    "{what}:记录“{recorded}”,重新写出的是“{recomputed}”。",
    "{what_en}: recorded “{recorded}”, written anew “{recomputed}”.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
TEXT_MISFIT = Problem(
    "U125", _E,
    "{town} 的“{quantity}”:格子里写的是“{text}”,记下的值却是 {value}。",
    "“{quantity}” of {town}: the cell says “{text}”, the recorded value is {value}.",
    "原文和值有一个被换过:用原来的工作簿核对,或重新运行。",
    "Text or value was exchanged: verify with the original workbook, or run again.",
)  # fmt: skip
OTHER_LAST_YEAR = Problem(
    "U126", _E,
    "这里的“{run}”不是这次运行读过的上年结果:印记不同。",
    "“{run}” is not last year's run that was read: its seal differs.",
    "找出当时读的那一次运行;run.json 的 prior 记着它的名字和印记。",
    "Find the run that was read; prior in run.json has its name and seal.",
)  # fmt: skip
LAST_YEAR_ALTERED = Problem(
    "U127", _E,
    "上年结果“{run}”本身不符。", "Last year's run “{run}” does not agree itself.",
    "先查上年那次运行:jiangzhi verify 它的目录。",
    "Look into last year's run first: jiangzhi verify its folder.",
)  # fmt: skip
LAST_VALUE_DIFFERS = Problem(
    "U128", _E,
    "{town} 上年的“{quantity}”:上年结果 {original},这次运行里 {recorded}。",
    "“{quantity}” of {town} last year: {original} in last year's run, {recorded} in this one.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
GIVEN_DIFFERS = Problem(
    "U129", _E,
    "手工给的“{name}”:运行里是 {recorded},应当是 {expected}。",
    "“{name}”, given by hand: {recorded} in the run, {expected} is what it should be.",
    "查清运行时给的是哪一个:它没有写在办法和工作簿里。",
    "Find out which was given: it stands in neither the policy nor a workbook.",
)  # fmt: skip
READ_OTHERWISE = Problem(
    "U130", _E,
    "{file} 里的{part}别的程序会读成另一个样子。",
    "Other programs read {part_en} in {file} otherwise.",
    _RESTORE, _RESTORE_EN,
)  # fmt: skip
FOLDER_LINKED = Problem(
    "U205", Severity.WARNING,
    "“{folder}”是一个链接,核对的是它现在指向的“{target}”。",
    "“{folder}” is a link; what it leads to now, “{target}”, is verified.",
    "链接随时可以改指别处:核对真正的目录。",
    "A link may lead elsewhere any time: verify the folder itself.",
)  # fmt: skip
CANNOT_COMPARE = Problem(
    "U202", Severity.WARNING,
    "{file} 与这里写出的不同,不能断定有没有改动:它由 {found} 写出,这里是 {own}。",
    "{file} differs from what is written here, which proves nothing: {found} wrote it, here is "
    "{own}.",
    "装上写出它的版本再核对。", "Verify with the versions that wrote it.",
)  # fmt: skip
SAME_DATA = Problem(
    "U204", Severity.WARNING,
    "{file} 的哈希不是运行时的,读出的数据却逐格相符:它后来另存过。",
    "{file} has another hash than the one that was read, and the same data in every cell.",
    "有运行时的那一份,用那一份再核对。", "Verify with the one that was read, if there is one.",
)  # fmt: skip
PACKED_OTHERWISE = Problem(
    "U203", Severity.NOTE,
    "{file} 的内容逐项相符,只是打包不同:它由 {found} 写出,这里是 {own}。",
    "{file} has the same content, packed otherwise: {found} wrote it, here is {own}.",
    "", "",
)  # fmt: skip
OTHER_ENGINE = Problem(
    "U201", Severity.WARNING,
    "这次运行由引擎 {found} 写出,现在用 {own} 重算。",
    "Engine {found} wrote this run and {own} recomputes it.",
    "要逐字节比较,用同一版本的引擎核对。", "To compare byte by byte, verify with that version.",
)  # fmt: skip
