"""Random plans over random data: every construct that a plan can hold."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import strategies as st

from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts
from jiangzhi.formula.expr import Call, Const, Reduce, Ties
from jiangzhi.formula.types.types import DATE, FLAG, MONEY, NUMBER, TEXT, Scalar, Type
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    Match,
    MatchStep,
    ParameterStep,
    Plan,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
)
from jiangzhi.policy.model import Case, Hit, Remainder, Share


def _load(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"laws_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


#: The tests of this folder import these as ``laws_…``.
drawer, drawn = _load("drawer"), _load("drawn")
examples, writer, sheets = _load("examples"), _load("writer"), _load("sheets")
ABOVE, CHOICE, CITE, ROUNDINGS = drawer.ABOVE, drawer.CHOICE, drawer.CITE, drawer.ROUNDINGS
NUMERIC, OTHERS = drawer.NUMERIC, (FLAG, DATE, TEXT, CHOICE)
BY_ORDER = (
    Reduce.COUNT, Reduce.MIN, Reduce.MAX, Reduce.MEDIAN, Reduce.LARGE, Reduce.SMALL,
)  # fmt: skip
make_head, make_plan = drawer.make_head, drawer.make_plan


class Maker(drawer.Drawer):
    """Draws the steps of a plan, and the steps that these need."""

    def needs(self, level: str) -> tuple[str, ...]:
        # More than is needed does no harm, and every level may read all above it.
        return tuple(name for name in self.levels if self.levels[name] in ABOVE[level])

    def rule(self, level: str, kind: Type | None = None) -> str:
        name, kind = self.name(), kind or self.one_of(*NUMERIC, *NUMERIC, *OTHERS)
        needs, numeric = self.needs(level), kind in NUMERIC

        def case() -> Case:
            guards = tuple(self.flag(level) for _ in range(self.draw(st.integers(0, 2))))
            return Case(guards, self.value(level, kind), "", "", CITE)

        hit = self.one_of(*(hit for hit in Hit if _fits(hit, kind)))
        cases = tuple(case() for _ in range(self.draw(st.integers(1, 3))))
        otherwise = case() if self.chance(2) else None
        rounding = self.one_of(*ROUNDINGS) if numeric and self.chance(3) else None
        return self.add(
            RuleStep(make_head(name, level, kind, needs), cases, otherwise, hit, rounding)
        )

    def aggregate(self) -> str:
        member = self.one_of("县区", "镇街", "事项")
        level = self.one_of(*ABOVE[member][1:])
        kind = DATE if self.chance(5) else NUMBER
        element = self.exactly(member, kind)
        where = self.exactly(member, FLAG) if self.chance(2) else None
        how = self.one_of(*(BY_ORDER if kind is DATE else Reduce))
        k = None
        if how in (Reduce.LARGE, Reduce.SMALL):
            k = Const(Fraction(self.draw(st.integers(0, 4)), self.one_of(1, 1, 1, 2)), NUMBER)
        needs = (element, *((where,) if where else ()))
        head = make_head(self.name(), level, NUMBER if how is Reduce.COUNT else kind, needs)
        return self.add(AggregateStep(head, how, element, where, member, k))

    def match(self) -> str:
        level, member = self.one_of("县区", "镇街", "事项"), self.one_of("县区", "镇街", "事项")
        within = self.one_of(*(top for top in ABOVE[level][1:] if top in ABOVE[member][1:]))
        kind = DATE if self.chance(5) else NUMBER
        element = self.exactly(member, kind)
        where = self.exactly(member, FLAG) if self.chance(3) else None
        how = self.one_of(*(BY_ORDER if kind is DATE else Reduce))
        k = None
        if how in (Reduce.LARGE, Reduce.SMALL):
            k = Const(Fraction(self.draw(st.integers(0, 3))), NUMBER)
        matches = tuple(self.comparison(member, level) for _ in range(self.draw(st.integers(1, 2))))
        read = [element, *((where,) if where else ())]
        read += [name for match in matches for name in (match.theirs, match.own)]
        head = make_head(
            self.name(), level, NUMBER if how is Reduce.COUNT else kind, tuple(dict.fromkeys(read))
        )
        return self.add(MatchStep(head, how, element, where, matches, member, within, k))

    def comparison(self, member: str, level: str) -> Match:
        kind = self.one_of(NUMBER, NUMBER, *OTHERS)
        ordered = kind in (NUMBER, DATE)
        signs = ("eq", "eq", "ne", *(("lt", "le", "gt", "ge") if ordered else ()))
        return Match(self.exactly(member, kind), self.one_of(*signs), self.exactly(level, kind))

    def rank(self) -> str:
        level = self.one_of("县区", "镇街", "事项")
        within = self.one_of(*ABOVE[level][1:])
        value = self.exactly(level, DATE if self.chance(5) else NUMBER)
        where = self.exactly(level, FLAG) if self.chance(2) else None
        needs = (value, *((where,) if where else ()))
        head = make_head(self.name(), level, NUMBER, needs)
        return self.add(
            RankStep(head, value, where, within, self.draw(st.booleans()), self.one_of(*Ties))
        )

    def exactly(self, level: str, kind: Type) -> str:
        kinds = NUMERIC if kind is NUMBER else (kind,)
        names = [n for n in self.names(level, *kinds) if self.levels[n] == level]
        if names and not self.chance(3):
            return self.one_of(*names)
        return self.rule(level, self.one_of(*kinds))

    def positive(self, level: str) -> str:
        """A step that is mostly a plain positive number, so that pools are mostly shared."""
        if self.chance(4):
            return self.exactly(level, NUMBER)
        value = self.number(level, 1)
        value = Call("IFERROR", (Call("ABS", (value,), NUMBER), Const(Fraction(1), NUMBER)), NUMBER)
        if not self.chance(5):
            value = Call("IFBLANK", (value, Const(Fraction(2), NUMBER)), NUMBER)
        head = make_head(self.name(), level, NUMBER, self.needs(level))
        return self.add(RuleStep(head, (Case((), value, "", "", CITE),), None, Hit.UNIQUE, None))

    def allocate(self) -> str:
        level = self.one_of("县区", "镇街", "镇街", "事项")
        within = self.one_of(*ABOVE[level][1:])
        claim, pool = self.positive(level), self.positive(within)
        share = self.one_of(*Share)
        optional = {
            "cap": self.positive(level) if self.chance(2) else None,
            "floor": self.positive(level) if self.chance(2) else None,
            "tier": self.exactly(level, NUMBER) if self.chance(2) else None,
            "takes_part": self.exactly(level, FLAG) if self.chance(2) else None,
        }
        ratio = self.one_of(0, 2, 4) if share is Share.BY_NEED and self.chance(4) else None
        names = (claim, pool, *(name for name in optional.values() if name))
        head = make_head(self.name(), level, MONEY, names)
        how = self.one_of(Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT)
        return self.add(
            AllocateStep(
                head,
                share,
                claim,
                optional["takes_part"],
                pool,
                within,
                optional["cap"],
                optional["floor"],
                optional["tier"],
                self.one_of(*ROUNDINGS),
                how,
                ratio,
            )
        )

    def split(self) -> str:
        level = self.one_of(*ABOVE["事项"])
        amount = self.exactly(level, NUMBER)
        count = self.draw(st.integers(1, 3))
        weights = tuple(self.positive(level) for _ in range(count))
        how = self.one_of(Remainder.LARGEST_REMAINDER, Remainder.TO_FIRST, Remainder.TO_LAST)
        rounding = self.one_of(*ROUNDINGS)
        name = self.name()
        for index in range(count):
            head = make_head(f"{name}.{index}", level, MONEY, (amount, *weights))
            self.add(SplitStep(head, amount, weights, (name,) * count, index, rounding, how))
        return name


def random_case(draw: Callable, *, steps: int = 6) -> tuple[Plan, Facts]:
    """A plan and facts for it."""
    maker = Maker(draw)
    counties = draw(st.integers(1, 3))
    county_of = draw(st.lists(st.integers(0, counties - 1), max_size=8))
    town_of = draw(st.lists(st.integers(0, len(county_of) - 1), max_size=10)) if county_of else []
    sizes = {"整体": 1, "县区": counties, "镇街": len(county_of), "事项": len(town_of)}
    for level, rows in sizes.items():
        maker.input(level, maker.one_of(*NUMERIC), rows)
        if level != "整体":
            for kind in (NUMBER, *OTHERS):
                if maker.chance(2) and not (kind is TEXT and level == "事项"):
                    maker.input(level, kind, rows)
    given = {}
    for kind in (NUMBER, maker.one_of(MONEY, *OTHERS)):
        parameter = ParameterStep(
            make_head(maker.name(), "整体", kind), maker.value("整体", kind, 0)
        )
        maker.add(parameter)
        if maker.chance(3):
            given[parameter.head.name] = Given(draw(maker.scalars(kind)), "", None)
    prior: dict[str, dict[tuple[str, ...], Scalar | None]] = {}
    counties_keys = [(f"县{index}",) for index in range(counties)]
    town_keys = [(*counties_keys[at], f"镇{index % 5}") for index, at in enumerate(county_of)]
    town_keys = _distinct(town_keys)
    if maker.chance(3):
        level, kind = maker.one_of("县区", "镇街", "镇街"), maker.one_of(MONEY, NUMBER, *OTHERS)
        level_keys = counties_keys if level == "县区" else town_keys
        instead = maker.value(level, kind, 1) if maker.chance(2) else None
        maker.add(
            PriorStep(make_head(maker.name(), level, kind, maker.needs(level)), "去年", instead)
        )
        column = maker.column(kind, len(level_keys))
        prior["去年"] = dict(list(zip(level_keys, column, strict=True))[1:])
    makers = [
        lambda: maker.rule(maker.one_of(*sizes)), maker.aggregate, maker.rank, maker.split,
        maker.allocate, maker.allocate, maker.match,
    ]  # fmt: skip
    for _ in range(draw(st.integers(1, steps))):
        maker.one_of(*makers)()
    keys = {
        "整体": [()],
        "县区": counties_keys,
        "镇街": town_keys,
        "事项": [town_keys[at] for at in town_of],
    }
    parents = {"整体": [0], "县区": [0] * counties, "镇街": county_of, "事项": town_of}
    facts = Facts(
        {
            level: LevelFacts(
                level, keys[level], parents[level], (), [-1] * rows, [0] * rows,
                {n: FactColumn(v, [""] * rows) for n, v in maker.columns.get(level, {}).items()},
            )
            for level, rows in sizes.items()
        },
        given, prior, {}, (),
    )  # fmt: skip
    return make_plan(maker.steps), facts


def _fits(hit: Hit, kind: Type) -> bool:
    """Whether rules that give values of a type can count together so."""
    if hit is Hit.LISTED:
        return kind is TEXT
    if hit is Hit.SUM:
        return kind in NUMERIC
    return not hit.collects or kind in (*NUMERIC, DATE)


def _distinct(keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else (*key[:-1], f"{key[-1]}{'甲' * seen[key]}"))
    return found


@pytest.fixture(scope="session")
def draw_case() -> Callable[..., tuple[Plan, Facts]]:
    """Draws a plan and facts for it."""
    return random_case
