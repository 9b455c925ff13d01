"""A sign-off as one file: who says what in which role, on which day, of which run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jiangzhi.record.keys import PublicKey
from jiangzhi.record.manifest import canonical

FORMAT: Final = 1
_PREFIX: Final = b"jiangzhi sign-off 1\n"


@dataclass(frozen=True, slots=True)
class Statement:
    """What was signed. ``manifest`` is the SHA-256 of ``run.json``, ``confirmed`` the warnings
    that the run says were confirmed, ``warnings`` how many it has in all, ``after`` the SHA-256 of
    the sign-off before it, nothing for the first. The day is the signer's word."""

    run: str
    seal: str
    manifest: str
    role: str
    person: str
    day: date
    note: str
    confirmed: tuple[str, ...]
    warnings: int
    after: str
    key: PublicKey

    @property
    def signed_bytes(self) -> bytes:
        """What the signature is of."""
        return _PREFIX + canonical(self.data()).encode()

    def data(self) -> dict[str, Any]:
        """The statement for its file, without the signature."""
        return {
            **asdict(self),
            "format": FORMAT,
            "day": self.day.isoformat(),
            "confirmed": list(self.confirmed),
        }


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement as it lies in its file."""

    path: Path
    sha256: str
    statement: Statement
    signature: bytes


def statement_text(statement: Statement, signature: bytes) -> str:
    """The one form of a sign-off's file."""
    return canonical({**statement.data(), "signature": signature.hex()}) + "\n"


def statement_from(data: Mapping[str, Any]) -> tuple[Statement, bytes]:
    """Back from a file's data. Raises ``ValueError``, ``LookupError`` or ``TypeError``."""
    if data["format"] != FORMAT or type(data["format"]) is not int:
        raise ValueError("format")
    texts = ("run", "seal", "manifest", "role", "person", "note", "after")
    if not all(isinstance(data[name], str) for name in texts) or type(data["warnings"]) is not int:
        raise TypeError("text")
    key = data["key"]
    statement = Statement(
        **{name: data[name] for name in texts},
        day=date.fromisoformat(data["day"]),
        confirmed=tuple(map(str, data["confirmed"])),
        warnings=data["warnings"],
        key=PublicKey(str(key["algorithm"]), bytes.fromhex(key["hex"]).hex()),
    )
    return statement, bytes.fromhex(data["signature"])


def read_statement(text: str) -> tuple[Statement, bytes] | None:
    """The statement in a file's text and its signature; ``None`` for any other text."""
    try:
        statement, signature = statement_from(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return (statement, signature) if statement_text(statement, signature) == text else None
