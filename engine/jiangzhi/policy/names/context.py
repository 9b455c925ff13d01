"""Where a formula stands while it is being resolved: its level, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.formula.expr import Expr, Read
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.syntax.tree import Apply, Column, Name, Node
from jiangzhi.formula.typing.typerules import in_english
from jiangzhi.policy import problems
from jiangzhi.policy.names.column_functions import COLUMN_FUNCTIONS, RANKING_FUNCTIONS
from jiangzhi.policy.names.scope import Scope
from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """``own`` is the level of the quantity ``subject``; ``member`` is the level of the rows
    while inside a column, ``None`` outside; ``within`` is the level that the rows are taken
    within."""

    scope: Scope
    subject: str
    own: str
    member: str | None = None
    within: str | None = None

    def report(self, diagnostic: Diagnostic) -> None:
        """Collect one problem."""
        self.scope.found.append(diagnostic)

    def resolve(self, node: Node) -> Expr | None:
        """The typed meaning of a node here."""
        return self.scope.resolver(node, self)

    def at(self, member: str | None, within: str | None = None) -> Context:
        """The same place, inside a column of that level, its rows taken within another."""
        return replace(self, member=member, within=within)

    def inside_column(self, inner: Node) -> Expr | None:
        """What stands between the brackets of a column: names are those of the member row."""
        member = self.member
        assert member is not None
        if isinstance(inner, Name):
            looked_up = self.scope.look_up(inner.name, inner.place)
            if looked_up is None:
                return None
            kind, level = looked_up
            if level not in self.scope.chain(member):
                self.report(
                    problems.LEVELS_UNRELATED.at(
                        inner.place, one=self.subject, level_one=member,
                        other=inner.name, level_other=level,
                    )
                )  # fmt: skip
                return None
            return Read(inner.name, kind)
        return replace(self, own=member, member=None).resolve(inner)

    def holds_column(self, node: Node) -> bool:
        """Whether a whole column stands in a node, not yet reduced to one value inside it.

        A table's ``表[分类]`` is no column.
        """
        if isinstance(node, Column):
            return node.qualifier is None or not self._is_table(node.qualifier)
        if not isinstance(node, Apply):
            return False
        return any(self.holds_column(arg) and not self._reduces(arg) for arg in node.args)

    def _is_table(self, name: str) -> bool:
        return name in self.scope.scales or name in self.scope.keys

    def _reduces(self, node: Node) -> bool:
        """Whether a node makes one value of its columns. MAX([x]) does, MAX(0, [x]) does not."""
        if not isinstance(node, Apply):
            return False
        if node.function in RANKING_FUNCTIONS:
            return True
        shape = COLUMN_FUNCTIONS.get(node.function)
        return shape is not None and (shape.always or len(node.args) == 1)

    def report_mismatch(self, node: Node, args: Sequence[Expr], mismatch: Mismatch) -> None:
        """Report types that do not fit, showing where each side's type comes from."""
        at_fault = mismatch.args_at_fault or tuple(range(len(args)))
        because = []
        for index in at_fault:
            place = node.args[index].place if isinstance(node, Apply) else node.place
            because.append(Because(self.described(args[index]), place))
            if isinstance(args[index], Read):
                name = args[index].name  # type: ignore[union-attr]
                if name in self.scope.defined_at:
                    because.append(
                        Because(
                            Words(f"“{name}”在这里定义", f"“{name}” is defined here"),
                            self.scope.defined_at[name],
                        )
                    )
        text = node.text if isinstance(node, Apply) else self.subject
        self.report(
            problems.TYPES_MISMATCH.at(
                node.place, because=because, where=text,
                reason=mismatch.reason, reason_en=mismatch.reason_en,
            )
        )  # fmt: skip

    def described(self, expr: Expr) -> Words:
        """An expression's type in a few words."""
        zh, en = f"{expr.type}", in_english(expr.type)
        if isinstance(expr, Read):
            return Words(f"“{expr.name}”是{zh}", f"“{expr.name}” is {en}")
        return Words(f"这一部分是{zh}", f"this part is {en}")
