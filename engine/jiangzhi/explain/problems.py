"""What may be wrong with a question about a run, and what cannot be compared."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

UNKNOWN_TOWN = Problem(
    "X101", E,
    "这次运行里没有“{name}”。{nearest}", "The run has no “{name}”. {nearest_en}",
    "核对名称;同名的写成“县区/镇街”。", "Check the name; write “县区/镇街” where it stands twice.",
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
    "Name the unit of money: “5300万元”; a rate is 8%, a choice one of its "
    "words, a date 2024-01-31.",
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
OTHER_POLICIES = Problem(
    "X117", Severity.WARNING,
    "两次运行用的不是同一个办法(“{one}”与“{other}”):差额不是同一笔钱的增减,不能据以补付、收回。",
    "The runs are of different policies (“{one}” and “{other}”): the differences are no change of "
    "one amount, and settle nothing.",
    "比较同一办法的两次运行;确是同一个办法改了代号的,在两个文件头写相同的“系列”。",
    "Compare runs of one policy; where only the name changed, give both the same “family”.",
)  # fmt: skip
