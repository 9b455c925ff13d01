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
