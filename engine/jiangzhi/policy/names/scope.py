"""Names and what they stand for; quantities are resolved when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jiangzhi.diagnostic import Because, Diagnostic, TextPlace
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.types import DATE, TEXT, Type
from jiangzhi.policy import problems
from jiangzhi.policy.model import Input, Level, Parameter, Quantity, Scale
from jiangzhi.policy.names.meant import meant
from jiangzhi.words import Words

#: The built-in name of the day by whose rules a run computes.
AS_OF_NAME = "基准日"


@dataclass(slots=True)
class Scope:
    """Everything a formula can name. Mutable only while one policy is being resolved.

    ``resolver`` gives the typed meaning of a node in a context of this scope. ``keys`` is the
    heading by which a table gives a quantity of its own name: ``名称[键]`` is the same as 名称.
    ``dormant`` names are defined, but not on this day; ``by_class`` are the parameters that
    have a value for each class or name, ``single_parameters`` the others.
    """

    levels: dict[str, Level]
    whole: str
    as_of: date | None
    found: list[Diagnostic]
    resolver: Callable[[Node, Any], Expr | None]
    inputs: dict[str, Input] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    scales: dict[str, Scale | None] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    quantities: dict[str, Quantity | None] = field(default_factory=dict)
    pending: dict[str, Callable[[], object]] = field(default_factory=dict)
    defined_at: dict[str, TextPlace] = field(default_factory=dict)
    resolving: list[str] = field(default_factory=list)
    reads: dict[str, list[str]] = field(default_factory=dict)
    prior: dict[str, tuple[Type, str]] = field(default_factory=dict)
    prior_used: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    dormant: set[str] = field(default_factory=set)
    by_class: set[str] = field(default_factory=set)
    single_parameters: set[str] = field(default_factory=set)
    first_round: bool = False
    read_on_other_days: set[str] = field(default_factory=set)

    def define(self, name: str, place: TextPlace) -> bool:
        """Claim a name. False, with a diagnostic, where it is taken or no name at all."""
        if name in self.defined_at or name in self.levels or name == AS_OF_NAME:
            earlier = self.defined_at.get(name)
            because = [Because(Words("先前的定义", "defined before"), earlier)] if earlier else []
            self.found.append(problems.NAME_TWICE.at(place, because=because, name=name))
            return False
        self.defined_at[name] = place
        return True

    def settle(self, name: str, place: TextPlace | None) -> None:
        """Resolve what a name stands for, if that is still open; report a cycle."""
        if name in self.resolving:
            loop = [*self.resolving[self.resolving.index(name) :], name]
            if not any(member in self.unknown for member in loop):
                own = len(loop) == 2
                way = f";要上一层的合计,另起名字:{name}合计 = SUM([{name}])" if own else ""
                way_en = f"; name a total otherwise: {name}合计 = SUM([{name}])" if own else ""
                self.found.append(
                    problems.CYCLE.at(
                        place or self.defined_at[name], loop=" → ".join(loop), way=way,
                        way_en=way_en,
                    )
                )  # fmt: skip
            self.unknown.update(loop)
            return
        resolve = self.pending.get(name)
        if resolve is None:
            return
        self.resolving.append(name)
        try:
            resolve()
        finally:
            self.resolving.pop()
            self.pending.pop(name, None)

    def known_names(self) -> set[str]:
        """All names that a formula could mean."""
        return {*self.defined_at, *self.levels, AS_OF_NAME}

    def look_up(self, name: str, place: TextPlace) -> tuple[Type, str] | None:
        """Type and level of a name that holds a value, ``None`` (reported) otherwise."""
        if name == AS_OF_NAME:
            if self.as_of is None and name not in self.unknown:
                self.unknown.add(name)
                self.found.append(problems.DAY_READ.at(place))
            return DATE, self.whole
        if name in self.levels:
            return TEXT, name
        if name in self.inputs:
            given = self.inputs[name]
            return given.type, given.level
        self.settle(name, place)
        if name in self.parameters:
            return self.parameters[name].type, self.whole
        quantity = self.quantities.get(name)
        if quantity is not None:
            return quantity.type, quantity.level
        if name in self.dormant:
            self.found.append(problems.NOT_IN_FORCE.at(place, name=name, day=self.as_of))
        elif name not in self.defined_at:
            self.found.append(
                problems.NAME_UNKNOWN.at(
                    place, name=name, **meant(name, self.inputs, self.known_names())
                )
            )
        elif name in self.scales and name not in self.quantities:
            self.found.append(
                problems.COLUMN_MISUSED.at(
                    place, text=name, reason="分档表要写明哪一列,如 表名[分类]",
                    reason_en="a table by class needs its column: table[class]",
                )
            )  # fmt: skip
        return None

    def chain(self, level: str) -> list[str]:
        """A level and all above it, from itself to the whole."""
        names = [level]
        while (parent := self.levels[names[-1]].parent) is not None:
            names.append(parent)
        return names

    def above(self, level: str) -> str:
        """The level above; the whole stays the whole."""
        return self.levels[level].parent or level
