"""Functions of the language that are no plain functions of values: columns, scales, pools.

The parser knows their names and numbers of arguments; the policy stage gives them meaning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Special:
    """A function resolved by the policy. ``arity`` is (least, most), ``None`` for any number.

    ``parted``: a colon separates arguments as a comma does (``10:20:70``).
    """

    name: str
    arity: tuple[int, int | None]
    aliases: tuple[str, ...] = ()
    parted: bool = False
