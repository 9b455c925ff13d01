"""A function applied to typed arguments: its types fit, its words are among the choices."""

from __future__ import annotations

from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.syntax.tree import Apply, Node
from jiangzhi.formula.types.types import RATE, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest


def call(function: Function, args: tuple[Expr, ...], node: Node, context: Context) -> Expr | None:
    """A function applied to typed arguments, its types and choices checked."""
    if not _choices_are_known(args, node, context):
        return None
    try:
        kind = function.result([arg.type for arg in args])
    except Mismatch as mismatch:
        context.report_mismatch(node, args, mismatch)
        return None
    if function.name in ("add", "subtract") and _is_rate_beside_one(args):
        kind = RATE
    return Call(function.name, args, kind, node.place)


def _is_rate_beside_one(args: tuple[Expr, ...]) -> bool:
    """``完成率 - 1`` and ``1 - 完成率``: a growth or a shortfall is still a rate."""
    kinds = {arg.type.kind for arg in args}
    one = any(isinstance(arg, Const) and arg.value == 1 for arg in args)
    return one and kinds == {Kind.RATE, Kind.NUMBER}


def _choices_are_known(args: tuple[Expr, ...], node: Node, context: Context) -> bool:
    choice = next((arg for arg in args if arg.type.kind is Kind.CHOICE), None)
    if choice is None:
        return True
    good = True
    for index, arg in enumerate(args):
        if (
            isinstance(arg, Const)
            and arg.type.kind is Kind.TEXT
            and isinstance(arg.value, str)
            and _compares(node)
            and arg.value not in choice.type.choices
        ):
            place = node.args[index].place if isinstance(node, Apply) else node.place
            name = choice.name if isinstance(choice, Read) else "选项"
            context.report(
                problems.CHOICE_UNKNOWN.at(
                    place, word=arg.value, name=name, known="、".join(choice.type.choices),
                    **nearest(arg.value, choice.type.choices),
                )
            )  # fmt: skip
            good = False
    return good


def _compares(node: Node) -> bool:
    """Whether a node compares its arguments with one another."""
    return isinstance(node, Apply) and node.function in ("eq", "ne", "属于")
