"""A detached Ed25519 signature beside ``run.json``, by an ordinary key in PEM."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.record.problems import NO_KEY


def sign_file(path: Path, signature: Path, *, key: Path) -> None:
    """Sign the bytes of a file. Raises ``Refused`` for a key that is none."""
    private = _private(key)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    data = _form(public, private.sign(path.read_bytes()))
    signature.write_text(json.dumps(data, sort_keys=True) + "\n", encoding="ascii", newline="")


def signed_by(path: Path, signature: Path) -> str | None:
    """The public key (hex) whose signature of the file holds, ``None`` where it does not."""
    try:
        data = json.loads(signature.read_text(encoding="ascii"))
        public, seal = bytes.fromhex(data["public_key"]), bytes.fromhex(data["signature"])
        one_form = json.dumps(_form(public, seal), sort_keys=True) + "\n"
        if signature.read_bytes() != one_form.encode("ascii"):
            return None
        Ed25519PublicKey.from_public_bytes(public).verify(seal, path.read_bytes())
    except (OSError, ValueError, LookupError, TypeError, RecursionError, InvalidSignature):
        return None
    return public.hex()


def _form(public: bytes, seal: bytes) -> dict[str, str]:
    return {"algorithm": "Ed25519", "public_key": public.hex(), "signature": seal.hex()}


def public_key_of(path: Path) -> str:
    """The public key (hex) in a PEM file. Raises ``Refused``."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])
    return key
