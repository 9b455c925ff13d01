"""The vectors computed so far over one layout, and how a level reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass

from jiangzhi.evaluate.columns.expressions import evaluate
from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers.vectors import Array, Book, Flags, Numbers, Vector
from jiangzhi.evaluate.columns.rows.layout import Layout, taken
from jiangzhi.formula.expr import Expr


@dataclass(slots=True)
class Result:
    """A step's vector, and the case that decided each row (``None``: no step with cases)."""

    vector: Vector
    rules: Array | None = None


@dataclass(slots=True)
class Frame:
    """A layout and the results over it. ``levels`` names each step's level; ``compiled``
    lets compiled code share out pools."""

    layout: Layout
    book: Book
    levels: Mapping[str, str]
    results: MutableMapping[str, Result]
    compiled: bool = False

    def read(self, name: str, level: str) -> Vector:
        """A step's vector as seen from the rows of its own or a lower level."""
        vector, own = self.results[name].vector, self.levels[name]
        if own == level or self.layout.above[own] is None:
            return vector
        return taken(vector, self.layout.owners(level, own))

    def reader(self, level: str) -> Callable[[str], Vector]:
        """How an expression on a level reads."""
        return lambda name: self.read(name, level)

    def value(self, expr: Expr, level: str) -> Vector:
        """An expression's vector over the rows of a level."""
        return evaluate(expr, self.reader(level), self.book)

    def numbers(self, name: str, level: str) -> Numbers:
        """A step that is a number."""
        return number(self.read(name, level))

    def flags(self, name: str, level: str) -> Flags:
        """A step that is a condition."""
        found = self.read(name, level)
        assert isinstance(found, Flags)
        return found
