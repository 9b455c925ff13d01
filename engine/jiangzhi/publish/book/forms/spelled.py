"""Functions that spreadsheets compute as the engine does: the text of the call is all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jiangzhi.publish.book.form import Bind, Form

Spell = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Spelled:
    """``spell`` makes the text from the arguments' atoms. ``computes``: the value is a new
    number, not one of the arguments and no count, truth or date."""

    spell: Spell
    computes: bool = False

    def form(self, args: Sequence[Form], form: Form) -> Form:
        """The form with its text."""
        clean = not self.computes and all(arg.clean for arg in args)
        text = self.spell([arg.atom for arg in args])
        return replace(form, text=text, bind=Bind.COMPARE, clean=clean)


def _called(name: str) -> Spell:
    return lambda args: f"{name}({','.join(args)})"


def _one_of(args: Sequence[str]) -> str:
    return f"OR({','.join(f'{args[0]}={other}' for other in args[1:])})"


def _products(args: Sequence[str]) -> str:
    return "+".join(f"{a}*{b}" for a, b in zip(args[::2], args[1::2], strict=True))


#: The six comparisons; those of two numbers are ``compare``'s.
SIGNS: Final = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
SPELLED: Final[Mapping[str, Spelled]] = {
    **{name: Spelled(sign.join) for name, sign in SIGNS.items()},
    **{name: Spelled(_called(name)) for name in (
        "DATE", "DATEDIF", "DAY", "EDATE", "MONTH", "YEAR",
    )},
    **{name: Spelled(_called(name), computes=True) for name in ("AVERAGE", "MEDIAN", "SUM")},
    "SUMPRODUCT": Spelled(_products, computes=True),
    "power": Spelled("^".join, computes=True),
    "属于": Spelled(_one_of),
    "百分点": Spelled(lambda args: f"{args[0]}*100", computes=True),
    "限定": Spelled(lambda args: f"MIN(MAX({args[0]},{args[1]}),{args[2]})"),
}  # fmt: skip
