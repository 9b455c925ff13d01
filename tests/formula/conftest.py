"""Formulas resolved and evaluated without a policy: names are given their values directly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import settings

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Text
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.parse import parse_formula
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.syntax.tree import Apply, Literal, Name, Node
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import State, Unknown, Value

# Time limits on single examples fail at random on a busy machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@dataclass(frozen=True)
class Given:
    """A quantity's value and type."""

    value: Value
    type: Type


def pieces_of(text: str) -> list[Text]:
    lines = text.split("\n")
    return [
        Text(line, TextPlace("rules.md", number, 5, max(len(line), 1), "    " + line))
        for number, line in enumerate(lines, 1)
    ]


def resolve(node: Node, given: Mapping[str, Given]) -> Expr:
    if isinstance(node, Literal):
        return Const(node.value, node.type, node.text)
    if isinstance(node, Name):
        return Read(node.name, given[node.name].type)
    assert isinstance(node, Apply), node
    args = tuple(resolve(arg, given) for arg in node.args)
    function = FUNCTIONS[node.function]
    return Call(function.name, args, function.result([arg.type for arg in args]), node.place)


def given_of(text: str) -> dict[str, Given]:
    """``a=5万元, b=缺:金额, c=DIVIDED_BY_ZERO:数`` as values."""
    found = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, value = part.partition("=")
        word, _, kind = value.partition(":")
        if kind:
            state = State.MISSING if word == "缺" else State[word]
            found[name] = Given(Unknown(state), Type(Kind(kind)))
        else:
            expr = resolve(parse_formula(pieces_of(value)), {})
            found[name] = Given(value_of(expr, lambda name: Unknown(State.MISSING)), expr.type)
    return found


def evaluated(expression: str, inputs: str) -> tuple[Value, Type]:
    given = given_of(inputs)
    expr = resolve(parse_formula(pieces_of(expression)), given)
    return value_of(expr, lambda name: given[name].value), expr.type


@pytest.fixture(scope="session")
def evaluate() -> Callable[[str, str], tuple[Value, Type]]:
    """The value and type of an expression with its inputs."""
    return evaluated


@pytest.fixture(scope="session")
def typed() -> Callable[[str, str], tuple[Expr, Mapping[str, Value]]]:
    """An expression resolved, and the values of its inputs."""

    def make(expression: str, inputs: str) -> tuple[Expr, Mapping[str, Value]]:
        given = given_of(inputs)
        expr = resolve(parse_formula(pieces_of(expression)), given)
        return expr, {name: one.value for name, one in given.items()}

    return make


@pytest.fixture(scope="session")
def pieces() -> Callable[[str], Sequence[Text]]:
    """The lines of a formula, placed as if indented by four in a file."""
    return pieces_of


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Node]:
    """The syntax tree of a text."""
    return lambda text: parse_formula(pieces_of(text))
