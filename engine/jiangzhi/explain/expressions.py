"""Formulas in words: by names, and with marks where the numbers go.

Helper steps that only hold a piece of a formula are told as the piece itself, so that a
reader meets no name that the document does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiangzhi.explain.context import Context, once_an_expression
from jiangzhi.explain.placeholders import bare, clean
from jiangzhi.formula.expr import TIES_WORDS, Call, Const, Expr, Marginal, Read, Reduce
from jiangzhi.plan.model import AggregateStep, MatchStep, PriorStep, RankStep, RuleStep

_INFIX: Final = {
    "OR": (" 或 ", 0),
    "AND": (" 且 ", 1),
    "eq": (" = ", 2),
    "ne": (" ≠ ", 2),
    "lt": (" < ", 2),
    "le": (" ≤ ", 2),
    "gt": (" > ", 2),
    "ge": (" ≥ ", 2),
    "add": (" + ", 3),
    "subtract": (" − ", 3),
    "multiply": (" × ", 4),
    "divide": (" ÷ ", 4),
    "power": ("^", 5),
}
#: Functions that the policy language names in Chinese only.
_ENGLISH: Final = {
    "限定": "CLAMP",
    "属于": "IS ONE OF",
    "百分点": "PERCENTAGE POINTS",
    "每满": "WHOLE STEPS",
}
COMPARISONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
OPPOSITE: Final = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
_ATOM: Final = 9


def sign_text(comparison: str) -> str:
    """The sign of a comparison, with its spaces."""
    return _INFIX[comparison][0]


@once_an_expression
def in_names(context: Context, expr: Expr) -> str:
    """The formula by the names of its quantities."""
    return _text(context, expr, lambda read: read.name, 0)


def in_numbers(
    context: Context, expr: Expr, marginal: Callable[[Marginal], str] | None = None
) -> str:
    """The formula with marks in place of the names, and ``marginal`` in place of each 累进."""
    if marginal is None or not marginals(context, expr):
        return _in_numbers(context, expr)
    return _text(context, expr, lambda read: bare(read.name), 0, marginal)


@once_an_expression
def _in_numbers(context: Context, expr: Expr) -> str:
    return _text(context, expr, lambda read: bare(read.name), 0)


def inlined(context: Context, name: str) -> Expr | None:
    """The formula of a helper that only holds a piece of one; ``None`` for all other steps."""
    step = context.steps.get(name)
    if (
        isinstance(step, RuleStep)
        and not step.head.shown
        and len(step.cases) == 1
        and not step.cases[0].guards
        and step.rounding is None
    ):
        return step.cases[0].value
    return None


def _text(
    context: Context,
    expr: Expr,
    leaf: Callable[[Read], str],
    outer: int,
    marginal: Callable[[Marginal], str] | None = None,
) -> str:
    match expr:
        case Const():
            if isinstance(expr.value, bool):
                return context.show(expr.value, expr.type)
            return clean(expr.text) or context.show(expr.value, expr.type)
        case Read():
            piece = inlined(context, expr.name)
            if piece is not None:
                return _text(context, piece, leaf, outer, marginal)
            text = leaf(expr)
            return _helper(context, expr.name) if text == expr.name else text
        case Call():
            return _call(context, expr, leaf, outer, marginal)
        case Marginal() if marginal is not None:
            return marginal(expr)
        case Marginal():
            args = [_text(context, expr.amount, leaf, 0)]
            if expr.base is not None:
                args.append(_text(context, expr.base, leaf, 0))
            chosen = (
                f"[{_text(context, expr.selector, leaf, 0)}]" if expr.selector is not None else ""
            )
            args.append(f"{expr.table}{chosen}")
            return f"{context.say('超额累进', 'MARGINAL')}({', '.join(args)})"
        case _:
            raise TypeError(f"not an expression of a plan: {type(expr).__name__}")


def _helper(context: Context, name: str) -> str:
    step = context.steps[name]
    if isinstance(step, PriorStep):
        return context.say(f"上年({step.of})", f"last year's {step.of}")
    if step.head.shown:
        return name
    match step:
        case AggregateStep():
            return aggregate_text(context, step)
        case MatchStep():
            return match_text(context, step)
        case RankStep():
            return rank_text(context, step)
        case _:
            return clean(step.head.source) or name


def _call(
    context: Context,
    call: Call,
    leaf: Callable[[Read], str],
    outer: int,
    marginal: Callable[[Marginal], str] | None,
) -> str:
    def text(arg: Expr, rank: int) -> str:
        return _text(context, arg, leaf, rank, marginal)

    if call.function in ("AND", "OR"):
        rank = _INFIX[call.function][1]
        sign = context.say(_INFIX[call.function][0], f" {call.function.lower()} ")
        written = sign.join(text(arg, rank + 1) for arg in call.args)
        return f"({written})" if rank < outer else written
    if call.function == "NOT":
        return f"{context.say('非', 'not')} {text(call.args[0], _ATOM)}"
    if call.function in _INFIX:
        sign, rank = _INFIX[call.function]
        # one more on the right, so that a − (b − c) keeps its brackets
        written = f"{text(call.args[0], rank)}{sign}{text(call.args[1], rank + 1)}"
        return f"({written})" if rank < outer else written
    if call.function == "negate":
        return f"−{text(call.args[0], _ATOM)}"
    if call.function == "percent":
        return f"{text(call.args[0], _ATOM)}%"
    name = context.say(call.function, _ENGLISH.get(call.function, call.function))
    return f"{name}({', '.join(text(arg, 0) for arg in call.args)})"


@once_an_expression
def reads(context: Context, expr: Expr) -> tuple[str, ...]:
    """The steps a formula reads, helpers that are told in place replaced by what they read."""
    found: dict[str, None] = {}
    _collect(context, expr, found)
    return tuple(found)


def _collect(context: Context, expr: Expr, found: dict[str, None]) -> None:
    match expr:
        case Read():
            piece = inlined(context, expr.name)
            if piece is None:
                found[expr.name] = None
            else:
                _collect(context, piece, found)
        case Call():
            for arg in expr.args:
                _collect(context, arg, found)
        case Marginal():
            for part in (expr.amount, expr.base, expr.selector):
                if part is not None:
                    _collect(context, part, found)
            for rate in {rate for column in expr.rates for rate in column}:
                _collect(context, rate, found)
            for band in expr.bands:
                for edge in (band.low.at, band.high.at):
                    if edge is not None:
                        _collect(context, edge, found)
        case _:
            return


@once_an_expression
def marginals(context: Context, expr: Expr) -> tuple[Marginal, ...]:
    """The 累进 inside a formula, in order."""
    match expr:
        case Marginal():
            return (expr,)
        case Call():
            return tuple(one for arg in expr.args for one in marginals(context, arg))
        case Read():
            piece = inlined(context, expr.name)
            return () if piece is None else marginals(context, piece)
        case _:
            return ()


def step_text(context: Context, name: str) -> str:
    """A step by its name, or a helper by the piece of a formula that it stands for."""
    step = context.steps[name]
    return in_names(context, Read(name, step.head.type))


def aggregate_text(context: Context, step: AggregateStep) -> str:
    """A column function as the document would write it."""
    element = step_text(context, step.element)
    where = "" if step.where is None else f", {step_text(context, step.where)}"
    inside = f"{step.member}[{element}]" if step.how is not Reduce.COUNT else step.member
    last = "" if step.k is None else f", {in_names(context, step.k)}"
    return f"{step.how.value}({inside}{where}{last})"


def match_text(context: Context, step: MatchStep) -> str:
    """A column function over the rows that match one's own, as the document would write it."""
    element = step_text(context, step.element)
    parts = [] if step.how is Reduce.COUNT else [f"{step.member}[{element}]"]
    if step.where is not None:
        parts.append(step_text(context, step.where))
    own = context.say("本行", "own")
    for match in step.matches:
        sign = _INFIX[match.sign][0]
        theirs = f"{step.member}[{step_text(context, match.theirs)}]"
        parts.append(f"{theirs}{sign}{own}.{step_text(context, match.own)}")
    last = "" if step.k is None else f", {in_names(context, step.k)}"
    return f"{step.how.value}({', '.join(parts)}{last})"


def rank_text(context: Context, step: RankStep) -> str:
    """A ranking as the document would write it."""
    order = (
        context.say("降序", "descending") if step.descending else context.say("升序", "ascending")
    )
    where = "" if step.where is None else f", {step_text(context, step.where)}"
    value = step_text(context, step.value)
    ties = TIES_WORDS[step.ties].of(context.lang)
    return f"RANK({value}, {step.within}[{value}], {order}, {ties}{where})"


@once_an_expression
def divisors(context: Context, expr: Expr) -> tuple[Expr, ...]:
    """The divisors inside a formula, and the bases of its 累进."""
    match expr:
        case Call():
            own = (expr.args[1],) if expr.function == "divide" else ()
            return own + tuple(one for arg in expr.args for one in divisors(context, arg))
        case Marginal():
            return () if expr.base is None else (expr.base,)
        case Read():
            piece = inlined(context, expr.name)
            return () if piece is None else divisors(context, piece)
        case _:
            return ()
