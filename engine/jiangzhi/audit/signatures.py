"""The signature beside ``run.json``, and what it establishes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiangzhi.audit import problems
from jiangzhi.audit.claims import Claim, Subject, Verdict
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.record.manifest import MANIFEST, SIGNATURE
from jiangzhi.record.signature import signed_by


@dataclass(frozen=True, slots=True)
class Signed:
    """``key`` is the public key (hex) whose signature holds."""

    key: str | None = None
    claims: tuple[Claim, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def check_signature(folder: Path, wanted: str | None) -> Signed:
    """The public key whose signature holds; and what is wrong with the signature, or that it
    is not by the key that is wanted."""
    path = folder / SIGNATURE
    if not path.is_file():
        if wanted is None:
            return Signed()
        lacking = problems.NOT_SIGNED_BY.at(FilePlace(str(folder)))
        zh, en = "没有签名", "there is none"
        return Signed(None, (_claim(Verdict.DIFFERS, zh, en),), (lacking,))
    key = signed_by(folder / MANIFEST, path)
    if key is None:
        false = problems.SIGNATURE_FALSE.at(FilePlace(str(path)))
        return Signed(None, (_claim(Verdict.DIFFERS, "不成立", "it does not hold"),), (false,))
    if wanted is None:
        zh = f"签名成立,是谁的没有查(公钥 {key})"
        en = f"it holds; whose it is was not asked (public key {key})"
        return Signed(key, (_claim(Verdict.CONSISTENT, zh, en),))
    if key != wanted:
        other = problems.NOT_SIGNED_BY.at(FilePlace(str(path)))
        zh, en = "不是所给的公钥的", "not by the given key"
        return Signed(key, (_claim(Verdict.DIFFERS, zh, en),), (other,))
    zh, en = "由所给的公钥核对成立", "by the given key"
    return Signed(key, (_claim(Verdict.AS_ORIGINAL, zh, en),))


def _claim(verdict: Verdict, zh: str, en: str) -> Claim:
    return Claim(Subject.SIGNATURE, SIGNATURE, verdict, zh, en)
