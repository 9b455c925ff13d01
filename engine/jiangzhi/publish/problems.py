"""What may be wrong when a run is published or verified."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

NO_KEY = Problem(
    "U101", Severity.ERROR,
    "“{path}”不是可用的 Ed25519 密钥(PEM)。", "“{path}” is no usable Ed25519 key (PEM).",
    "用 openssl genpkey -algorithm ed25519 生成;私钥用于签名,公钥用于核对。",
    "Make one with openssl genpkey -algorithm ed25519; sign with the private key, check with "
    "the public one.",
)  # fmt: skip

OTHER_FAMILY = Problem(
    "U102", Severity.ERROR,
    "上年结果是系列“{found}”的,本办法是系列“{expected}”。",
    "Last year's run is of the family “{found}”, this policy of “{expected}”.",
    "换成同一系列的运行结果;确是同一个办法改了代号的,在两个文件头写相同的“系列”。",
    "Name a run of the same family; where only the name changed, give both the same “family”.",
)  # fmt: skip
