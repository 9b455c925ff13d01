"""Marks: where a phrase wants the value of a step, so that one phrase serves every town.

A phrase with marks is the same text for all towns that were decided alike; only
``fill`` puts the numbers in. A mark stands between characters of Unicode's private use area,
which ``clean`` removes from all text that comes from outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

OPEN: Final = "\ue000"
BARE: Final = "\ue001"
FULL: Final = "\ue002"

_MARK: Final = re.compile(f"{OPEN}([^{OPEN}{BARE}{FULL}]*)([{BARE}{FULL}])")
_PRIVATE: Final = re.compile(f"[{OPEN}{BARE}{FULL}]")


def bare(step: str) -> str:
    """A mark for a step's value without its unit."""
    return f"{OPEN}{step}{BARE}"


def full(step: str) -> str:
    """A mark for a step's value with its unit."""
    return f"{OPEN}{step}{FULL}"


def clean(text: str) -> str:
    """Text from outside, without characters that could be taken for a mark."""
    return _PRIVATE.sub("", text)


def marked(text: str) -> tuple[str, ...]:
    """The steps whose values a phrase wants, in order, each once."""
    return tuple(dict.fromkeys(name for name, _ in _MARK.findall(text)))


def fill(text: str, value: Callable[[str, bool], str]) -> str:
    """The phrase with ``value(step, with_unit)`` in place of every mark."""
    return _MARK.sub(lambda mark: value(mark[1], mark[2] == FULL), text)
