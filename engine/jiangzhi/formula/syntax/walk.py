"""Walks over syntax trees."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.formula.syntax.tree import Apply, Column, Name, Node


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
    return (found for found in nodes_in(node) if isinstance(found, Name))
