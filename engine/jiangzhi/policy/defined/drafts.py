"""All that a document says of one quantity, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiangzhi.formula.syntax.tree import Node
from jiangzhi.policy.written.statements import Statement, Target


@dataclass(slots=True)
class Draft:
    """All that a document says of one quantity."""

    name: str
    rules: list[tuple[Statement, Target, Node]] = field(default_factory=list)
    publications: list[Statement] = field(default_factory=list)
    claimed: bool = False
    dormant: bool = False
