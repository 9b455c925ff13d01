"""Columns, ranks, look-ups and last year's values taken out of expressions, as steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiangzhi.formula.expr import (
    Aggregate,
    Band,
    Call,
    Const,
    Edge,
    Expr,
    Lookup,
    Marginal,
    Prior,
    Rank,
    Read,
    Reduce,
)
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.types import FLAG, TEXT
from jiangzhi.plan.band_order import edges_in_order
from jiangzhi.plan.draft import Draft, head, reads_of
from jiangzhi.plan.model import AggregateStep, Match, MatchStep, PriorStep, RankStep, RuleStep, Step
from jiangzhi.policy.model import Case, Citation, Hit, Input, Quantity


@dataclass(frozen=True, slots=True)
class Lowering:
    """Where an expression stands: the quantity it helps, its level, what it rests on."""

    draft: Draft
    owner: str
    level: str
    cite: Citation

    def lower(self, expr: Expr) -> Expr:
        """The expression with nothing left in it but Const, Read, Call and Marginal."""
        if isinstance(expr, Const | Read):
            return expr
        if isinstance(expr, Call):
            return replace(expr, args=tuple(self.lower(arg) for arg in expr.args))
        if isinstance(expr, Marginal):
            return self._marginal(expr)
        if isinstance(expr, Aggregate):
            name = self._match(expr) if expr.matches else self._aggregate(expr)
            return Read(name, expr.type)
        if isinstance(expr, Rank):
            return Read(self._rank(expr), expr.type)
        if isinstance(expr, Lookup):
            return Read(self._lookup(expr), expr.type)
        return Read(self._prior(expr), expr.type)

    def maybe(self, expr: Expr | None) -> Expr | None:
        """The same, for what may be absent."""
        return None if expr is None else self.lower(expr)

    def step(self, expr: Expr, level: str | None = None) -> str:
        """The name of a step on a level (the own one) with the expression's value."""
        at = self.level if level is None else level
        lowered = replace(self, level=at).lower(expr)
        return self.draft.as_step(lowered, level=at, owner=self.owner, cite=self.cite)

    def _marginal(self, expr: Marginal) -> Expr:
        lowered = self._in_bands(expr)
        edges = edges_in_order(lowered.bands)
        if not edges:
            return lowered
        key = ("bands", self.level, shape_of(lowered))

        def make(name: str) -> Step:
            label, label_en = f"表“{expr.table}”各档从小到大", f"bands of “{expr.table}” ascend"
            case = Case(edges, lowered, label, "", self.cite, label_en=label_en)
            needs = reads_of((*edges, lowered))
            return RuleStep(
                head(name, self.level, expr.type, self.cite, needs=needs, shown=False),
                (case,), None, Hit.UNIQUE, None,
            )  # fmt: skip

        return Read(self.draft.helper(self.owner, key, make), expr.type)

    def _in_bands(self, expr: Marginal) -> Marginal:
        def edge(given: Edge) -> Edge:
            return Edge(self.maybe(given.at), given.closed)

        def band(given: Band) -> Band:
            return replace(given, low=edge(given.low), high=edge(given.high), holds=None)

        return replace(
            expr,
            amount=self.lower(expr.amount),
            base=self.maybe(expr.base),
            selector=self.maybe(expr.selector),
            bands=tuple(band(given) for given in expr.bands),
            rates=tuple(tuple(self.lower(rate) for rate in column) for column in expr.rates),
        )

    def _element(self, expr: Aggregate) -> tuple[str, str | None]:
        """The steps of a column's element and of its flag."""
        where = None if expr.where is None else self.step(expr.where, expr.member)
        if expr.how is Reduce.COUNT:
            return where or self.step(Const(True, FLAG, ""), expr.member), where
        return self.step(expr.element, expr.member), where

    def _match(self, expr: Aggregate) -> str:
        element, where = self._element(expr)
        matches = tuple(
            Match(self.step(one.theirs, expr.member), one.sign, self.step(one.own, expr.own))
            for one in expr.matches
        )
        k = self.maybe(expr.k)
        key = ("match", expr.how, element, where, matches, expr.within, expr.own, shape_of(k))
        read = [element, *([where] if where else [])]
        read += [name for match in matches for name in (match.theirs, match.own)]
        needs = tuple(dict.fromkeys((*read, *(reads_of((k,)) if k else ()))))

        def make(name: str) -> Step:
            return MatchStep(
                head(name, expr.own, expr.type, self.cite, needs=needs, shown=False),
                expr.how, element, where, matches, expr.member, expr.within, k,
            )  # fmt: skip

        return self.draft.helper(self.owner, key, make)

    def _aggregate(self, expr: Aggregate) -> str:
        element, where = self._element(expr)
        k = self.maybe(expr.k)
        key = ("aggregate", expr.how, element, where, expr.within, shape_of(k))
        needs = (element, *((where,) if where else ()), *(reads_of((k,)) if k else ()))

        def make(name: str) -> Step:
            return AggregateStep(
                head(name, expr.within, expr.type, self.cite, needs=needs, shown=False),
                expr.how, element, where, expr.member, k,
            )  # fmt: skip

        return self.draft.helper(self.owner, key, make)

    def _rank(self, expr: Rank) -> str:
        value = self.step(expr.value, expr.member)
        where = None if expr.where is None else self.step(expr.where, expr.member)
        key = ("rank", value, where, expr.within, expr.descending, expr.ties)
        needs = (value, *((where,) if where else ()))

        def make(name: str) -> Step:
            return RankStep(
                head(name, expr.member, expr.type, self.cite, needs=needs, shown=False),
                value, where, expr.within, expr.descending, expr.ties,
            )  # fmt: skip

        return self.draft.helper(self.owner, key, make)

    def _lookup(self, expr: Lookup) -> str:
        scale = next(s for s in self.draft.policy.scales if s.name == expr.table)
        selector = self.lower(expr.selector)
        words = expr.selector.type.choices
        cases: list[Case] = []
        for row, band in enumerate(scale.bands):
            for column, word in enumerate(scale.columns):
                if word not in words:
                    continue
                picked = Call("eq", (selector, Const(word, TEXT, word)), FLAG, band.place)
                holds = () if band.holds is None else (self.lower(band.holds),)
                label = f"表“{scale.name}”第 {row + 1} 行“{word}”列"
                label_en = f"row {row + 1}, column “{word}” of the table “{scale.name}”"
                cite = replace(scale.cite, place=band.place)
                value = self.lower(scale.values[column][row])
                of_cell = Case((*holds, picked), value, label, band.label, cite, label_en=label_en)
                cases.append(of_cell)
        key = ("lookup", scale.name, self.level, shape_of(selector))
        exprs = tuple(e for case in cases for e in (*case.guards, case.value))

        def make(name: str) -> Step:
            source = f"{scale.name}[{_named(expr.selector)}]"
            return RuleStep(
                head(
                    name, self.level, expr.type, scale.cite, needs=reads_of(exprs), source=source
                ),
                tuple(cases), None, Hit.UNIQUE, None, scale.name,
            )  # fmt: skip

        name = f"{scale.name}[{_named(expr.selector)}]"
        return self.draft.helper(self.owner, key, make, name)

    def _prior(self, expr: Prior) -> str:
        instead = self.maybe(expr.instead)
        level = self._level_of_prior(expr.name)
        key = ("prior", expr.name, shape_of(instead))

        def make(name: str) -> Step:
            return PriorStep(
                head(
                    name, level, expr.type, self.cite,
                    needs=() if instead is None else reads_of((instead,)),
                    source=f"上年({expr.name})",
                ),
                expr.name, instead,
            )  # fmt: skip

        return self.draft.helper(self.owner, key, make, f"上年.{expr.name}")

    def _level_of_prior(self, name: str) -> str:
        every: list[Quantity | Input] = [*self.draft.policy.quantities, *self.draft.policy.inputs]
        return next(given.level for given in every if given.name == name)


def _named(expr: Expr) -> str:
    return expr.name if isinstance(expr, Read) else "…"
