"""What a function of the language is: all its meanings in one value, one file a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Bounds, Value


class Mismatch(Exception):
    """The arguments' types do not fit. ``args_at_fault`` are indexes of arguments.

    ``reason`` and ``reason_en`` finish the sentence "in F(...): …".
    """

    def __init__(self, reason: str, reason_en: str, args_at_fault: Sequence[int] = ()) -> None:
        self.reason = reason
        self.reason_en = reason_en
        self.args_at_fault = tuple(args_at_fault)
        super().__init__(reason_en)


@dataclass(frozen=True, slots=True)
class Function:
    """A function or operator.

    ``arity`` is (least, most) numbers of arguments, most ``None`` for any number.
    ``result`` gives the result's type or raises ``Mismatch``.
    ``exact`` gives the value; it is handed unknown values too.
    ``bounds`` gives what the value lies between, from what the arguments lie between.
    ``spreadsheet`` gives the text of the formula, from the texts of the arguments (each an
    atom or parenthesised); ``None`` where the plan must expand it.
    ``words`` gives the formula as the explanation shows it, from the arguments' texts.
    ``written`` raises ``Mismatch`` where the arguments as written cannot be meant, beyond
    their number and types.
    """

    name: str
    aliases: tuple[str, ...]
    arity: tuple[int, int | None]
    result: Callable[[Sequence[Type]], Type]
    exact: Callable[[Sequence[Value], Sequence[Type]], Value]
    bounds: Callable[[Sequence[Bounds], Sequence[Type]], Bounds]
    spreadsheet: Callable[[Sequence[str], Sequence[Type]], str] | None
    words: Callable[[Sequence[str]], str]
    written: Callable[[Sequence[Node]], None] | None = None
