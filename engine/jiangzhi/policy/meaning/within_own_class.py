"""``[类别] = 类别`` in a column's conditions: only the rows that share one's own word.

A rank or a mean among one's own class is worked out once for each word of the choice, and
each row takes the one of its word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.syntax.tree import Apply, Column, Literal, Name, Node
from jiangzhi.formula.types.types import FLAG, TEXT, Kind, Scalar, Type
from jiangzhi.policy.names.context import Context


@dataclass(frozen=True, slots=True)
class ByWord:
    """What came of it: ``None`` where a problem was reported."""

    expr: Expr | None


def resolve_by_word(node: Apply, context: Context) -> ByWord | None:
    """A column function whose conditions ask for one's own word; ``None`` where none does."""
    if context.member is not None:
        return None
    name = _own_word(node, context)
    if name is None:
        return None
    looked_up = context.scope.look_up(name.name, name.place)
    assert looked_up is not None
    kind = looked_up[0]
    words = _words_of(kind)
    branches: list[Expr] = []
    for number, word in enumerate(words):
        value = context.resolve(_with_word(node, name.name, word))
        if value is None:
            return ByWord(None)
        last = number == len(words) - 1
        mine: Expr = Const(True, FLAG, "TRUE") if last else _equals(name.name, kind, word)
        branches.extend((mine, value))
    if len(branches) == 2:
        return ByWord(branches[1])
    return ByWord(Call("IFS", tuple(branches), branches[1].type, node.place))


def _own_word(node: Apply, context: Context) -> Name | None:
    """The first choice or flag that a condition compares with its own column."""
    args = node.args
    pairs = list(pairwise(args))
    pairs += [(a.args[0], a.args[1]) for a in _equalities(node)]
    for one, other in pairs:
        for column, name in ((one, other), (other, one)):
            if _is_column_of(column, name, context) and isinstance(name, Name):
                return name
    return None


def _equalities(node: Node) -> list[Apply]:
    if not isinstance(node, Apply):
        return []
    found = [node] if node.function == "eq" else []
    if node.function in ("eq", "AND") or node.args:
        found += [e for arg in node.args for e in _equalities(arg)]
    return found


def _is_column_of(column: Node, name: Node, context: Context) -> bool:
    if not isinstance(column, Column) or not isinstance(name, Name):
        return False
    if not isinstance(column.inner, Name) or column.inner.name != name.name:
        return False
    scope = context.scope
    if name.name not in scope.defined_at or not context.holds_column(column):
        return False
    looked_up = scope.look_up(name.name, name.place)
    return looked_up is not None and looked_up[0].kind in (Kind.CHOICE, Kind.FLAG)


def _words_of(kind: Type) -> tuple[Scalar, ...]:
    return (True, False) if kind.kind is Kind.FLAG else kind.choices


def _with_word(node: Apply, name: str, word: Scalar) -> Apply:
    """The node with one's own word written out where it is compared with its column."""

    def literal(given: Name) -> Literal:
        kind = FLAG if isinstance(word, bool) else TEXT
        return Literal(word, kind, given.place, "")

    def written(given: Node) -> Node:
        return literal(given) if isinstance(given, Name) and given.name == name else given

    def walk(given: Node) -> Node:
        if not isinstance(given, Apply):
            return given
        if given.function == "eq" and any(isinstance(arg, Column) for arg in given.args):
            return replace(given, args=tuple(written(arg) for arg in given.args))
        return replace(given, args=tuple(walk(arg) for arg in given.args))

    args: list[Node] = []
    for number, arg in enumerate(node.args):
        before = node.args[number - 1] if number else None
        paired = isinstance(before, Column) and isinstance(before.inner, Name)
        if paired and isinstance(arg, Name) and before.inner.name == arg.name == name:  # type: ignore[union-attr]
            args.append(literal(arg))
        else:
            args.append(walk(arg))
    return replace(node, args=tuple(args))


def _equals(name: str, kind: Type, word: Scalar) -> Expr:
    own = Read(name, kind)
    if isinstance(word, bool):
        return own if word else Call("NOT", (own,), FLAG)
    return Call("eq", (own, Const(word, TEXT, f'"{word}"')), FLAG)
