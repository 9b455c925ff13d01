"""Steps while a plan is being made: helpers named, equal helpers made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jiangzhi.formula.expr import Expr, Read
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.types import Type
from jiangzhi.plan.model import Head, RuleStep, Step
from jiangzhi.policy.model import Case, Citation, Hit, Policy


@dataclass(slots=True)
class Draft:
    """The steps made so far. Mutable only while one plan is being made."""

    policy: Policy
    parents: dict[str, str | None]
    levels: dict[str, str]
    steps: dict[str, Step] = field(default_factory=dict)
    helpers: dict[object, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        """Keep a step under its name."""
        self.steps[step.head.name] = step
        self.levels[step.head.name] = step.head.level

    def helper(
        self, owner: str, key: object, make: Callable[[str], Step], name: str | None = None
    ) -> str:
        """The name of the helper step of that key, made now if it is new."""
        if key in self.helpers:
            return self.helpers[key]
        if name is None or name in self.steps:
            base = owner.partition("#")[0]
            self.counts[base] = self.counts.get(base, 0) + 1
            name = f"{base}#{self.counts[base]}"
        self.helpers[key] = name
        self.add(make(name))
        return name

    def rename(self, helper: str, wanted: Head) -> None:
        """Give a helper that is all there is to a quantity the quantity's own name."""
        step = self.steps.pop(helper)
        self.add(replace(step, head=replace(wanted, type=step.head.type, needs=step.head.needs)))
        for key, name in self.helpers.items():
            if name == helper:
                self.helpers[key] = wanted.name

    def as_step(self, expr: Expr, *, level: str, owner: str, cite: Citation) -> str:
        """The name of a step on exactly that level with the expression's value."""
        if isinstance(expr, Read) and self.levels.get(expr.name) == level:
            return expr.name
        key = ("value", level, shape_of(expr))

        def make(name: str) -> Step:
            case = Case((), expr, "公式", "", cite, label_en="formula")
            return RuleStep(
                head(name, level, expr.type, cite, needs=reads_of((expr,)), shown=False),
                (case,), None, Hit.UNIQUE, None,
            )  # fmt: skip

        return self.helper(owner, key, make)

    def chain(self, level: str) -> list[str]:
        """A level and all above it."""
        names = [level]
        while (parent := self.parents[names[-1]]) is not None:
            names.append(parent)
        return names


def head(
    name: str, level: str, kind: Type, cite: Citation, *,
    needs: tuple[str, ...] = (), source: str = "", shown: bool = True, published: bool = False,
) -> Head:  # fmt: skip
    """A step's head."""
    return Head(name, level, kind, cite, source, shown, published, needs)


def reads_of(exprs: tuple[Expr, ...]) -> tuple[str, ...]:
    """The steps that lowered expressions read, each once, in order of appearance."""
    from jiangzhi.policy.names.reads import parts_of

    names: dict[str, None] = {}

    def walk(expr: Expr) -> None:
        if isinstance(expr, Read):
            names.setdefault(expr.name)
        for part in parts_of(expr):
            walk(part)

    for expr in exprs:
        walk(expr)
    return tuple(names)
