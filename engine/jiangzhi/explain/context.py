"""What every telling needs: the plan's steps by name, the rows' ancestors, the words' language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.model import Cited
from jiangzhi.explain.placeholders import clean, fill
from jiangzhi.explain.value_words import shown, unit_text
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import GroupStep, InputStep, Plan, PriorStep, Step, looks_across
from jiangzhi.policy.model import Citation
from jiangzhi.words import Language

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """An outcome to be told in one language. ``last_year`` is that of the run that values of
    last year were read from, where it is still there."""

    outcome: Outcome
    lang: Language
    steps: Mapping[str, Step]
    tree: Tree
    made: dict[tuple[str, int], object] = field(default_factory=dict)
    groups: dict[tuple[str, str, int], tuple[int, ...]] = field(default_factory=dict)
    read_once: dict[tuple[str, int], tuple[Expr, object]] = field(default_factory=dict)
    last_year: Context | None = None

    @property
    def plan(self) -> Plan:
        """The plan that was evaluated."""
        return self.outcome.plan

    def say(self, zh: str, en: str) -> str:
        """The words in the reader's language."""
        return zh if self.lang == "zh" else en

    def row_at(self, level: str, row: int, target: str) -> int:
        """The row of the ancestor on ``target`` of a row of ``level``.

        Raises ``KeyError`` where ``target`` is not above ``level``.
        """
        return self.tree.row_above(level, row, target)

    def is_above(self, level: str, other: str) -> bool:
        """Whether ``level`` is ``other`` or one of its ancestors."""
        return self.tree.is_above(level, other)

    def group(self, step: GroupStep, row: int) -> tuple[int, ...]:
        """The rows that a step looks at for one of its own rows."""
        within = looks_across(step)
        assert within is not None
        return self.members(step.member, within, self.row_at(step.head.level, row, within))

    def members(self, member: str, within: str, row: int) -> tuple[int, ...]:
        """The rows of ``member`` below a row of ``within``, in order of their keys."""
        known = self.groups.get((member, within, row))
        if known is None:
            keys = self.outcome.facts.levels[member].keys
            rows = self.tree.members(member, within)[row]
            known = tuple(sorted(rows, key=lambda at: (tuple(keys[at]), at)))
            self.groups[member, within, row] = known
        return known

    def value(self, name: str, row: int) -> Value:
        """A step's value at a row of its own level."""
        column = self.outcome.steps[name]
        state = State(column.states[row])
        found = column.values[row]
        return Unknown(state) if state is not State.KNOWN or found is None else found

    def reader(self, level: str, row: int) -> Callable[[str], Value]:
        """Reads any step that an entity can see, by name."""

        def read(name: str) -> Value:
            return self.value(name, self.row_at(level, row, self.steps[name].head.level))

        return read

    def shown(self, name: str, row: int, *, unit: bool = True) -> str:
        """A step's value at a row of its own level, in words."""
        column = self.outcome.steps[name]
        text = shown(
            column.values[row],
            column.states[row],
            self.steps[name].head.type,
            money_unit=self.plan.money_unit,
            lang=self.lang,
            unit=unit,
            given=isinstance(self.steps[name], InputStep | PriorStep),
        )
        return clean(text)

    def show(self, value: Value, kind: Type, *, unit: bool = True) -> str:
        """A value that is no step's own, in words."""
        state, known = (value.state, None) if isinstance(value, Unknown) else (State.KNOWN, value)
        text = shown(known, state, kind, money_unit=self.plan.money_unit, lang=self.lang, unit=unit)
        return clean(text)

    def unit(self, kind: Type) -> str:
        """The unit behind values of a type, with its space."""
        return unit_text(kind, self.plan.money_unit, self.lang)

    def filled(self, text: str, level: str, row: int) -> str:
        """A phrase with the values that the entity sees in place of its marks."""

        def value(name: str, with_unit: bool) -> str:
            at = self.row_at(level, row, self.steps[name].head.level)
            return self.shown(name, at, unit=with_unit)

        return fill(text, value)

    def keys(self, level: str, row: int) -> tuple[str, ...]:
        """The names by which a row is known."""
        return self.outcome.facts.levels[level].keys[row]

    def cited(self, cite: Citation) -> Cited:
        """The article, the sentence and the readings that a step rests on."""
        article = self.plan.articles[cite.article]
        return Cited(
            article.heading.lstrip("# ").strip() or self.plan.title,
            cite.sentence,
            tuple(reading.text for reading in article.readings),
        )

    def heading(self, article: int) -> str:
        """An article's heading."""
        return self.plan.articles[article].heading.lstrip("# ").strip() or self.plan.title


def once_an_expression(tell: Callable[[Context, Expr], T]) -> Callable[[Context, Expr], T]:
    """A function of the expression alone, asked for every row: worked out once in a context."""

    def told(context: Context, expr: Expr) -> T:
        key = (tell.__qualname__, id(expr))
        known = context.read_once.get(key)
        if known is None:
            # The expression is kept beside the answer, so that no other takes its id.
            known = context.read_once[key] = (expr, tell(context, expr))
        return cast(T, known[1])

    return told


def context_of(
    outcome: Outcome, lang: Language = "zh", *, last_year: Outcome | None = None
) -> Context:
    """An outcome, ready to be told."""
    return Context(
        outcome=outcome,
        lang=lang,
        steps=outcome.plan.steps_by_name,
        tree=Tree(outcome.plan.levels, outcome.facts),
        last_year=None if last_year is None else context_of(last_year, lang),
    )
