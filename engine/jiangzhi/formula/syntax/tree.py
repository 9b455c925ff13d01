"""The syntax tree of a formula: what was written, not yet what it means."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.diagnostic import TextPlace
from jiangzhi.formula.types.types import Scalar, Type


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: number, percentage, money, text, date, flag. Its type is certain."""

    value: Scalar
    type: Type
    place: TextPlace
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity, parameter, table, level or option word, by its name."""

    name: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Column:
    """``[x]``, ``层[x]`` or ``全部[x]``; also ``表[分类]`` before names are resolved."""

    qualifier: str | None
    inner: Node
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Own:
    """``本行.x``: one's own row's value, beside a column."""

    name: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Apply:
    """A function or operator applied to arguments.

    ``function`` is the registry's canonical name; operators are functions too:
    add subtract multiply divide power negate percent eq ne lt le gt ge.
    """

    function: str
    args: tuple[Node, ...]
    place: TextPlace
    text: str


Node = Literal | Name | Own | Column | Apply
