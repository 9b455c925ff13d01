"""A detached signature beside ``run.json``, by an ordinary key in PEM."""

from __future__ import annotations

import json
import os
from pathlib import Path

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.record.keys import (
    PASSWORD_VARIABLE,
    Password,
    PublicKey,
    holds,
    open_signer,
    public_key,
)
from jiangzhi.record.problems import NO_KEY


def password_of_environment() -> str | None:
    """The password where nobody is asked."""
    return os.environ.get(PASSWORD_VARIABLE)


def sign_file(
    path: Path, signature: Path, *, key: Path, password: Password = password_of_environment
) -> None:
    """Sign the bytes of a file. Raises ``Refused`` for a key that is none."""
    signer = open_signer(key, password=password)
    data = _form(signer.public, signer.sign(path.read_bytes()))
    signature.write_text(json.dumps(data, sort_keys=True) + "\n", encoding="ascii", newline="")


def signed_by(path: Path, signature: Path) -> str | None:
    """The public key (hex) whose signature of the file holds, ``None`` where it does not. Raises
    ``Refused`` where that cannot be told on this machine."""
    try:
        data = json.loads(signature.read_text(encoding="ascii"))
        key = PublicKey(str(data["algorithm"]), bytes.fromhex(data["public_key"]).hex())
        seal = bytes.fromhex(data["signature"])
        one_form = json.dumps(_form(key, seal), sort_keys=True) + "\n"
        if signature.read_bytes() != one_form.encode("ascii"):
            return None
        signed = path.read_bytes()
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return key.hex if holds(key, seal, signed, signature) else None


def _form(key: PublicKey, seal: bytes) -> dict[str, str]:
    return {"algorithm": key.algorithm, "public_key": key.hex, "signature": seal.hex()}


def public_key_of(path: Path) -> str:
    """The public key (hex) in a PEM file. Raises ``Refused``."""
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    return public_key(pem, path).hex
