"""Which language a user reads, decided once for a command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

import click

from jiangzhi.words import Language

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


def language_of_environment(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese, unless the locale says English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].startswith("en") else "zh"
    return "zh"


def current_language() -> Language:
    """The language of the command that runs, for use inside commands."""
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context else None
    return found if found in LANGUAGES else language_of_environment()


def say(zh: str, en: str) -> str:
    """The one of two wordings that the user reads."""
    return zh if current_language() == "zh" else en
