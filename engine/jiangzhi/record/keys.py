"""Keys in PEM: Ed25519 by the library, SM2 with SM3 by the system's ``openssl`` program.

A private key may be encrypted. Its password comes from whoever asks for it; it is never put on a
command line, where other users of the machine would read it.
"""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.record.problems import KEY_OPEN, NO_KEY, NO_OPENSSL, WRONG_PASSWORD

ED25519: Final = "Ed25519"
SM2: Final = "SM2-SM3"
#: Asks for the password of an encrypted key; ``None`` where there is nobody to ask.
Password = Callable[[], str | None]
#: Where the password is read from when nobody can be asked.
PASSWORD_VARIABLE: Final = "JIANGZHI_KEY_PASSWORD"
_WITH: Final = ("-digest", "sm3", "-pkeyopt", "distid:1234567812345678")
_SM2_CURVE: Final = bytes.fromhex("06082a811ccf5501822d")
_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class PublicKey:
    """``hex`` are the 32 bytes of an Ed25519 key, or the DER of an SM2 key."""

    algorithm: str
    hex: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key that is ready to sign."""

    public: PublicKey
    sign: Callable[[bytes], bytes]


def open_signer(path: Path, *, password: Password) -> Signer:
    """A private key in PEM. Raises ``Refused`` for what is none, for a wrong password, and where
    SM2 is wanted and the system has no ``openssl`` that knows it."""
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    word: str | None = None
    if b"ENCRYPTED" in pem:
        word = password()
        if word is None:
            raise Refused([WRONG_PASSWORD.at(FilePlace(str(path)), path=path)])
    try:
        key = load_pem_private_key(pem, password=None if word is None else word.encode())
    except UnsupportedAlgorithm:
        return _sm2_signer(path, pem, word)
    except (ValueError, TypeError) as error:
        if word is not None:
            raise Refused([WRONG_PASSWORD.at(FilePlace(str(path)), path=path)]) from error
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signer(PublicKey(ED25519, raw.hex()), key.sign)


def is_encrypted(path: Path) -> bool:
    """Whether a file holds a key that wants a password."""
    return path.is_file() and b"ENCRYPTED" in path.read_bytes()


def key_problems(path: Path) -> list[Diagnostic]:
    """A warning where others than its owner may read a private key. Windows keeps rights
    elsewhere: there nothing is said."""
    if os.name != "posix" or not path.is_file() or b"PRIVATE KEY" not in path.read_bytes():
        return []
    mode = path.stat().st_mode
    if not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [KEY_OPEN.at(FilePlace(str(path)), path=path, mode=f"{stat.S_IMODE(mode):o}")]


def public_key(pem: bytes, path: Path) -> PublicKey:
    """The public key in a PEM text; ``path`` is where it stands. Raises ``Refused``."""
    try:
        key = load_pem_public_key(pem)
    except UnsupportedAlgorithm:
        der = _openssl(["pkey", "-pubin", "-outform", "DER"], path, given=pem)
        if der is not None and _SM2_CURVE in der:
            return PublicKey(SM2, der.hex())
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from None
    except ValueError as error:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)]) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])
    return PublicKey(ED25519, key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex())


def holds(key: PublicKey, signature: bytes, data: bytes, path: Path) -> bool:
    """Whether a signature of some bytes is by a key. Raises ``Refused`` where that cannot be told
    on this machine; ``path`` is where the signature stands."""
    try:
        if key.algorithm == ED25519:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.hex)).verify(signature, data)
            return True
        if key.algorithm != SM2 or _SM2_CURVE not in bytes.fromhex(key.hex):
            return False
    except (ValueError, InvalidSignature):
        return False
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": bytes.fromhex(key.hex), "data": data, "signature": signature}
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        arguments = [
            "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{folder}/key",
            "-rawin", "-in", f"{folder}/data", *_WITH, "-sigfile", f"{folder}/signature",
        ]  # fmt: skip
        return _openssl(arguments, path) is not None


def _sm2_signer(path: Path, pem: bytes, word: str | None) -> Signer:
    opened = ["-passin", f"env:{PASSWORD_VARIABLE}"] if word is not None else []
    out = ["pkey", *opened, "-pubout", "-outform", "DER"]
    der = _openssl(out, path, given=pem, word=word)
    if der is None or _SM2_CURVE not in der:
        raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])

    def sign(data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "data").write_bytes(data)
            arguments = [
                "pkeyutl", "-sign", "-inkey", str(path), *opened, "-rawin",
                "-in", f"{folder}/data", *_WITH, "-out", f"{folder}/signature",
            ]  # fmt: skip
            if _openssl(arguments, path, word=word) is None:
                raise Refused([NO_KEY.at(FilePlace(str(path)), path=path)])
            return (Path(folder) / "signature").read_bytes()

    return Signer(PublicKey(SM2, der.hex()), sign)


def _openssl(
    arguments: list[str], path: Path, *, given: bytes = b"", word: str | None = None
) -> bytes | None:
    """What the system's program prints, ``None`` where it says no. Raises ``Refused`` where there
    is no such program, or one that does not know SM2."""
    environment = {**os.environ, **({} if word is None else {PASSWORD_VARIABLE: word})}
    try:
        done = subprocess.run(
            ["openssl", *arguments], input=given, capture_output=True, env=environment,
            timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused([NO_OPENSSL.at(FilePlace(str(path)))]) from error
    if done.returncode == 0:
        return done.stdout
    if _knows_sm2():
        return None
    raise Refused([NO_OPENSSL.at(FilePlace(str(path)))])


def _knows_sm2() -> bool:
    listed = subprocess.run(
        ["openssl", "ecparam", "-list_curves"], capture_output=True, timeout=_SECONDS, check=False
    )
    return b"SM2" in listed.stdout
