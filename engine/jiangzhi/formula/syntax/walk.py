"""Walks over syntax trees."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.formula.syntax.tree import Apply, Column, Name, Node, Own


def nodes_in(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text (outer before inner)."""
    yield node
    if isinstance(node, Column):
        yield from nodes_in(node.inner)
    elif isinstance(node, Apply):
        for arg in node.args:
            yield from nodes_in(arg)


def names_in(node: Node) -> Iterator[Name]:
    """The names in a formula, in the order of the text; not the names of its functions."""
    for found in nodes_in(node):
        if isinstance(found, Name):
            yield found
        elif isinstance(found, Own):
            yield Name(found.name, found.place)


def reads_own_row(node: Node) -> bool:
    """Whether ``本行.x`` stands in a formula."""
    return any(isinstance(found, Own) for found in nodes_in(node))
