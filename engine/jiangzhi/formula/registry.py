"""Every function of the language, found by looking into the folder ``functions``.

Adding a function is adding a file there that states ``FUNCTION`` (or ``SPECIALS``).
"""

from __future__ import annotations

import pkgutil
import unicodedata
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from jiangzhi.formula import functions
from jiangzhi.formula.function import Function
from jiangzhi.formula.syntax.operators import TIGHTNESS
from jiangzhi.formula.syntax.special import Special


def _discover() -> tuple[dict[str, Function], dict[str, Special]]:
    plain: dict[str, Function] = {}
    special: dict[str, Special] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(functions.__path__)):
        module = import_module(f"{functions.__name__}.{name}")
        if hasattr(module, "FUNCTION"):
            plain[module.FUNCTION.name] = module.FUNCTION
        for one in getattr(module, "SPECIALS", ()):
            special[one.name] = one
    return plain, special


def _by_any_name(all_of: Iterable[Function | Special]) -> dict[str, Function | Special]:
    found: dict[str, Function | Special] = {}
    for one in all_of:
        for name in (one.name, *one.aliases):
            if found.setdefault(name.upper(), one) is not one:
                raise ValueError(f"two functions are called {name}")
    return found


_PLAIN, _SPECIAL = _discover()
FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(_PLAIN)
SPECIALS: Final[Mapping[str, Special]] = MappingProxyType(_SPECIAL)
_NAMED: Final = _by_any_name((*_PLAIN.values(), *_SPECIAL.values()))


def find_function(name: str) -> Function | Special | None:
    """The function of a name or alias, in capitals or not; ``None`` where there is none."""
    return _NAMED.get(unicodedata.normalize("NFKC", name).upper())


def function_names() -> tuple[str, ...]:
    """All names and aliases by which a formula may call a function, sorted."""
    return tuple(
        sorted(
            name
            for one in _NAMED.values()
            for name in (one.name, *one.aliases)
            if one.name not in TIGHTNESS
        )
    )
