"""A function applied to typed arguments: its types fit, its words are among the choices."""

from __future__ import annotations

from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.syntax.tree import Apply, Node
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.names.as_written import types_as_written
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.written.text import nearest


def call(function: Function, args: tuple[Expr, ...], node: Node, context: Context) -> Expr | None:
    """A function applied to typed arguments, its types and choices checked."""
    if not _choices_are_known(args, node, context):
        return None
    try:
        kind = function.result(types_as_written(args, context.scope))
        _fail_if_whole_part_of_a_rate(function, args)
    except Mismatch as mismatch:
        context.report_mismatch(node, args, mismatch)
        return None
    return Call(function.name, args, kind, node.place)


def _fail_if_whole_part_of_a_rate(function: Function, args: tuple[Expr, ...]) -> None:
    """The whole part of a growth of 17.4 % is 0; that of a quotient is a number of times."""
    (arg, *_) = args
    if function.name != "INT" or arg.type.kind is not Kind.RATE:
        return
    if isinstance(arg, Call) and arg.function == "divide":
        return
    raise Mismatch(
        "比例的整数部分几乎总是 0:取整个百分点写成 INT(百分点(…)),取整倍数写成 INT(… / 100%)",
        "the whole part of a rate is almost always 0: write “INT(百分点(…))” for whole points, "
        "INT(… / 100%) for whole times",
        (0,),
    )


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
