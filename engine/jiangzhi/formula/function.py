"""What a function of the language is: its meaning in one value, one file a function.

How columns, spreadsheets and explanations carry it out stands with those readers; a test
holds that none of them lacks one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiangzhi.formula.logic import Term
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
    ``written`` raises ``Mismatch`` where the arguments as written cannot be meant, beyond
    their number and types.
    ``term`` is the meaning for a solver; ``None`` where proofs take the value for any at all.
    """

    name: str
    aliases: tuple[str, ...]
    arity: tuple[int, int | None]
    result: Callable[[Sequence[Type]], Type]
    exact: Callable[[Sequence[Value], Sequence[Type]], Value]
    bounds: Callable[[Sequence[Bounds], Sequence[Type]], Bounds]
    written: Callable[[Sequence[Node]], None] | None = None
    term: Term | None = None
