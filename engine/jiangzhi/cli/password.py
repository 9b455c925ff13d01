"""The password of an encrypted private key: from the environment, else asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jiangzhi.cli.language import say


def prepare_key(path: Path) -> None:
    """Warn where others may read a private key, and ask for its password before a long run."""
    from jiangzhi.cli.language import current_language
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.record.keys import PASSWORD_VARIABLE, is_encrypted, key_problems

    report_problems(key_problems(path), current_language())
    if is_encrypted(path):
        word = ask_password()
        if word is not None:
            os.environ[PASSWORD_VARIABLE] = word


def ask_password() -> str | None:
    """The password; ``None`` where it is not in the environment and nobody can be asked."""
    from jiangzhi.record.keys import PASSWORD_VARIABLE

    known = os.environ.get(PASSWORD_VARIABLE)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        return None
    word: str = click.prompt(say("私钥的密码", "Password of the key"), hide_input=True, err=True)
    return word
