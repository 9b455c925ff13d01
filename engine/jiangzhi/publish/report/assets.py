"""The page's style and script, kept as files of their own and put into the page as text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_STYLES = ("style.css", "derivation.css", "print.css")
_SCRIPTS = ("table.js", "derivation.js", "navigate.js", "print.js")


@cache
def style() -> str:
    """The style sheet."""
    return _joined(_STYLES)


@cache
def script() -> str:
    """The script; its parts run in this order and see each other's names."""
    return '"use strict";\n' + _joined(_SCRIPTS)


def _joined(names: tuple[str, ...]) -> str:
    folder = files("jiangzhi.publish.report")
    # a carriage return would be read as a line feed by the browser, and spoil the hash
    texts = [(folder / name).read_text(encoding="utf-8").replace("\r\n", "\n") for name in names]
    return "".join(texts)
