"""Random plans over random data: every construct that a plan can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import strategies as st

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Band, Call, Const, Edge, Expr, Marginal, Read, Reduce, Ties
from jiangzhi.formula.types import DATE, FLAG, MONEY, NUMBER, TEXT, Kind, Scalar, Type
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    Head,
    InputStep,
    ParameterStep,
    Plan,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.policy.model import Case, Citation, Hit, Input, Interval, Level, Remainder, Share
from jiangzhi.rounding import Mode, Rounding
from jiangzhi.workbook.model import FactColumn, Facts, Given, LevelFacts

PLACE = TextPlace("plan.md", 1)
CITE = Citation(0, "", PLACE)
CHOICES = ("甲类", "乙类", "丙类")
CHOICE = Type(Kind.CHOICE, "", CHOICES)
LEVELS = (
    Level("整体", None),
    Level("县区", "整体"),
    Level("镇街", "县区"),
    Level("事项", "镇街", detail=True),
)
ABOVE = {"整体": ["整体"], "县区": ["县区", "整体"], "镇街": ["镇街", "县区", "整体"],
         "事项": ["事项", "镇街", "县区", "整体"]}  # fmt: skip
NUMERIC_CALLS = [
    ("add", 2), ("subtract", 2), ("multiply", 2), ("divide", 2), ("negate", 1), ("percent", 1),
    ("MIN", 2), ("MAX", 3), ("MEDIAN", 3), ("限定", 3), ("SUM", 2), ("AVERAGE", 2), ("ABS", 1),
    ("SIGN", 1), ("INT", 1), ("MOD", 2), ("IFBLANK", 2), ("IFERROR", 2), ("百分点", 1),
]  # fmt: skip
ROUNDINGS = [
    Rounding(Fraction(unit), mode, "", 0)
    for unit in (Fraction(1), Fraction(100), Fraction(1, 100), Fraction(7, 3))
    for mode in Mode
]

Draw = Callable[[st.SearchStrategy], object]


def make_plan(steps: list[Step]) -> Plan:
    article = Article(0, "", 0, PLACE, numbered=False)
    return Plan(
        "random", "随机", "random", date(2024, 1, 1), "万元", LEVELS, "镇街", None,
        tuple(steps), (), {}, (), (article,), "plan.md", "",
    )  # fmt: skip


def make_head(name: str, level: str, kind: Type, needs: tuple[str, ...] = ()) -> Head:
    return Head(name, level, kind, CITE, "", True, False, needs)


@dataclass
class Maker:
    """Draws one plan and its facts. ``steps_of[level]`` are the names that level can read."""

    draw: Draw
    steps: list[Step] = field(default_factory=list)
    kinds: dict[str, Type] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, list[Scalar | None]]] = field(default_factory=dict)

    def one_of(self, *options):
        return self.draw(st.sampled_from(options))

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of - 1)) == 0

    def add(self, step: Step) -> str:
        self.steps.append(step)
        self.kinds[step.head.name] = step.head.type
        self.levels[step.head.name] = step.head.level
        return step.head.name

    def name(self) -> str:
        return f"量{len(self.steps)}"

    def names(self, level: str, *kinds: Type) -> list[str]:
        wanted = {kind.kind for kind in kinds}
        return [
            name
            for name, kind in self.kinds.items()
            if self.levels[name] in ABOVE[level] and kind.kind in wanted
        ]

    # --- data -------------------------------------------------------------------------------

    def amounts(self) -> st.SearchStrategy[Fraction]:
        scale = self.one_of("small", "small", "money", "money", "edge", "fraction", "ratio")
        whole = {
            "small": st.integers(0, 6),
            "money": st.integers(-(10**6), 10**14),
            "edge": st.sampled_from([0, 1, 10**14, -(10**14), 2**62, 2**63 - 1, 10**25]),
            "fraction": st.integers(-100, 10**9),
            "ratio": st.integers(0, 10**12),
        }[scale]
        below = {
            "fraction": st.sampled_from([1, 3, 100, 10_000]),
            "ratio": st.integers(1, 10**7),
        }.get(scale, st.just(1))
        return st.builds(Fraction, whole, below)

    def scalars(self, kind: Type) -> st.SearchStrategy[Scalar]:
        if kind.kind is Kind.FLAG:
            return st.booleans()
        if kind.kind is Kind.DATE:
            return st.dates(date(2020, 1, 1), date(2021, 3, 1))
        if kind.kind is Kind.CHOICE:
            return st.sampled_from(CHOICES)
        if kind.kind is Kind.TEXT:
            return st.sampled_from(["a", "A", "乙"])
        return self.amounts()

    def column(self, kind: Type, rows: int) -> list[Scalar | None]:
        known = self.scalars(kind)
        if self.chance(4):
            known = st.one_of(known, known, st.none())
        return self.draw(st.lists(known, min_size=rows, max_size=rows))

    def input(self, level: str, kind: Type, rows: int) -> None:
        name = self.name()
        blank = self.draw(self.scalars(kind)) if self.chance(5) else None
        given = Input(name, level, kind, Interval(), blank, (name,), "", CITE)
        self.add(InputStep(make_head(name, level, kind), given))
        self.columns.setdefault(level, {})[name] = self.column(kind, rows)

    # --- expressions ------------------------------------------------------------------------

    def number(self, level: str, depth: int = 2) -> Expr:
        names = self.names(level, NUMBER, MONEY)
        if depth == 0 or self.chance(3):
            if names and not self.chance(4):
                name = self.one_of(*names)
                return Read(name, self.kinds[name])
            return Const(self.draw(self.amounts()), NUMBER)
        if self.chance(5):
            return Call(
                "IF",
                (self.flag(level, depth - 1), self.number(level, depth - 1),
                 self.number(level, depth - 1)),
                NUMBER,
            )  # fmt: skip
        if self.chance(6):
            return self.marginal(level, depth - 1)
        if self.chance(8):
            places = Const(Fraction(self.draw(st.integers(-2, 3))), NUMBER)
            how = self.one_of("ROUND", "ROUNDUP", "ROUNDDOWN")
            return Call(how, (self.number(level, depth - 1), places), NUMBER)
        if self.chance(8) and (dates := self.names(level, DATE)):
            how = self.one_of("YEAR", "MONTH", "DAY")
            return Call(how, (Read(self.one_of(*dates), DATE),), NUMBER)
        function, arity = self.one_of(*NUMERIC_CALLS)
        args = tuple(self.number(level, depth - 1) for _ in range(arity))
        return Call(function, args, NUMBER)

    def marginal(self, level: str, depth: int) -> Marginal:
        edges = sorted(self.draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=3)))
        ends: list[Edge] = [Edge(Const(Fraction(end, 100), NUMBER), False) for end in edges]
        open_end = Edge(None, False)
        lows = [open_end, *ends] if self.chance(2) else ends
        highs = [*ends, open_end] if len(lows) > len(ends) else [*ends[1:], open_end]
        bands = tuple(Band(low, high, "", PLACE) for low, high in zip(lows, highs, strict=True))
        choices = self.names(level, CHOICE)
        selector = Read(self.one_of(*choices), CHOICE) if choices and self.chance(2) else None
        columns = CHOICES[: 2 if self.chance(3) else 3] if selector else ()
        rates = tuple(
            tuple(
                self.number(level, 0) if self.chance(4)
                else Const(Fraction(self.draw(st.integers(0, 100)), 100), NUMBER)
                for _ in bands
            )
            for _ in (columns or ("",))
        )  # fmt: skip
        base = self.number(level, 0) if self.chance(2) else None
        amount = self.number(level, depth)
        return Marginal("表", amount, base, selector, columns, bands, rates, NUMBER)

    def flag(self, level: str, depth: int = 2) -> Expr:
        flags = self.names(level, FLAG)
        if flags and self.chance(3):
            return Read(self.one_of(*flags), FLAG)
        if depth > 0 and self.chance(3):
            how = self.one_of("AND", "OR", "NOT")
            count = 1 if how == "NOT" else 2
            return Call(how, tuple(self.flag(level, depth - 1) for _ in range(count)), FLAG)
        words = self.names(level, CHOICE, TEXT)
        if words and self.chance(3):
            name = self.one_of(*words)
            listed = tuple(Const(self.draw(self.scalars(self.kinds[name])), TEXT) for _ in range(2))
            read = Read(name, self.kinds[name])
            if self.chance(2):
                return Call("属于", (read, *listed), FLAG)
            return Call(self.one_of("eq", "ne"), (read, listed[0]), FLAG)
        if self.chance(6):
            return Call("ISBLANK", (self.number(level, 0),), FLAG)
        how = self.one_of("eq", "ne", "lt", "le", "gt", "ge")
        args = (self.number(level, max(depth - 1, 0)), self.number(level, max(depth - 1, 0)))
        return Call(how, args, FLAG)

    # --- steps ------------------------------------------------------------------------------

    def needs(self, level: str) -> tuple[str, ...]:
        # More than is needed does no harm, and every level may read all above it.
        return tuple(name for name in self.levels if self.levels[name] in ABOVE[level])

    def rule(self, level: str, *, flag: bool = False) -> str:
        name, kind = self.name(), FLAG if flag else self.one_of(NUMBER, MONEY)
        needs = self.needs(level)

        def case() -> Case:
            guards = tuple(self.flag(level) for _ in range(self.draw(st.integers(0, 2))))
            value = self.flag(level) if flag else self.number(level)
            return Case(guards, value, "", "", CITE)

        hit = self.one_of(Hit.UNIQUE, Hit.FIRST) if flag else self.one_of(*Hit)
        cases = tuple(case() for _ in range(self.draw(st.integers(1, 3))))
        otherwise = case() if self.chance(2) else None
        rounding = self.one_of(*ROUNDINGS) if self.chance(3) else None
        return self.add(
            RuleStep(make_head(name, level, kind, needs), cases, otherwise, hit, rounding)
        )

    def aggregate(self) -> str:
        member = self.one_of("县区", "镇街", "事项")
        level = self.one_of(*ABOVE[member][1:])
        element = self.exactly(member, flag=False)
        where = self.exactly(member, flag=True) if self.chance(2) else None
        how = self.one_of(*Reduce)
        k = None
        if how in (Reduce.LARGE, Reduce.SMALL):
            k = Const(Fraction(self.draw(st.integers(0, 4)), self.one_of(1, 1, 1, 2)), NUMBER)
        needs = (element, *((where,) if where else ()))
        head = make_head(self.name(), level, NUMBER, needs)
        return self.add(AggregateStep(head, how, element, where, member, k))

    def rank(self) -> str:
        level = self.one_of("县区", "镇街", "事项")
        within = self.one_of(*ABOVE[level][1:])
        value = self.exactly(level, flag=False)
        where = self.exactly(level, flag=True) if self.chance(2) else None
        needs = (value, *((where,) if where else ()))
        head = make_head(self.name(), level, NUMBER, needs)
        return self.add(
            RankStep(head, value, where, within, self.draw(st.booleans()), self.one_of(*Ties))
        )

    def exactly(self, level: str, *, flag: bool) -> str:
        kinds = (FLAG,) if flag else (NUMBER, MONEY)
        names = [n for n in self.names(level, *kinds) if self.levels[n] == level]
        if names and not self.chance(3):
            return self.one_of(*names)
        return self.rule(level, flag=flag)

    def positive(self, level: str) -> str:
        """A step that is mostly a plain positive number, so that pools are mostly shared."""
        if self.chance(4):
            return self.exactly(level, flag=False)
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
            "cap": self.positive(level) if self.chance(3) else None,
            "floor": self.positive(level) if self.chance(3) else None,
            "tier": self.exactly(level, flag=False) if self.chance(3) else None,
            "takes_part": self.exactly(level, flag=True) if self.chance(3) else None,
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
        amount = self.exactly(level, flag=False)
        count = self.draw(st.integers(1, 3))
        weights = tuple(self.positive(level) for _ in range(count))
        how = self.one_of(Remainder.LARGEST_REMAINDER, Remainder.TO_FIRST, Remainder.TO_LAST)
        rounding = self.one_of(*ROUNDINGS)
        name = self.name()
        for index in range(count):
            head = make_head(f"{name}.{index}", level, MONEY, (amount, *weights))
            self.add(SplitStep(head, amount, weights, (name,) * count, index, rounding, how))
        return name


def random_case(draw: Draw, *, steps: int = 6) -> tuple[Plan, Facts]:
    """A plan and facts for it."""
    maker = Maker(draw)
    counties = draw(st.integers(1, 3))
    county_of = draw(st.lists(st.integers(0, counties - 1), max_size=8))
    town_of = draw(st.lists(st.integers(0, len(county_of) - 1), max_size=10)) if county_of else []
    sizes = {"整体": 1, "县区": counties, "镇街": len(county_of), "事项": len(town_of)}
    for level, rows in sizes.items():
        maker.input(level, maker.one_of(NUMBER, MONEY), rows)
        if level != "整体":
            for kind in (NUMBER, FLAG, CHOICE, DATE):
                if maker.chance(2):
                    maker.input(level, kind, rows)
    parameter = ParameterStep(
        make_head(maker.name(), "整体", NUMBER), Const(draw(maker.amounts()), NUMBER)
    )
    maker.add(parameter)
    given = {}
    if maker.chance(3):
        given[parameter.head.name] = Given(draw(maker.amounts()), "", None)
    prior: dict[str, dict[tuple[str, ...], Scalar | None]] = {}
    counties_keys = [(f"县{index}",) for index in range(counties)]
    town_keys = [(*counties_keys[at], f"镇{index % 5}") for index, at in enumerate(county_of)]
    town_keys = list(dict.fromkeys(town_keys)) if False else _distinct(town_keys)
    if maker.chance(3):
        instead = maker.number("镇街", 1) if maker.chance(2) else None
        name = maker.add(
            PriorStep(make_head(maker.name(), "镇街", NUMBER, maker.needs("镇街")), "去年", instead)
        )
        del name
        column = maker.column(NUMBER, len(town_keys))
        prior["去年"] = dict(list(zip(town_keys, column, strict=True))[1:])
    makers = [
        lambda: maker.rule(maker.one_of(*sizes)), maker.aggregate, maker.rank, maker.allocate,
        maker.split,
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
