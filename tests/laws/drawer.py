"""Random data and random expressions over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Band, Call, Const, Edge, Expr, Marginal, Read
from jiangzhi.formula.types.types import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    NUMBER,
    RATE,
    TEXT,
    Kind,
    Scalar,
    Type,
)
from jiangzhi.plan.model import (
    Head,
    InputStep,
    Plan,
    Step,
)
from jiangzhi.policy.model import Citation, Input, Interval, Level
from jiangzhi.rounding import Mode, Rounding

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
    ("SIGN", 1), ("INT", 1), ("MOD", 2), ("每满", 2), ("百分点", 1), ("power", 2),
    ("SUMPRODUCT", 4),
]  # fmt: skip
NUMERIC = (NUMBER, MONEY, RATE, COUNT)
TEXTS = ("a", "A", "乙")
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2021, 3, 1)
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
class Drawer:
    """Draws data and expressions over the steps drawn so far."""

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
            # the last days of months, leap days among them, and any other
            return st.one_of(
                st.sampled_from([date(2020, 2, 29), date(2020, 12, 31), FIRST_DAY, LAST_DAY]),
                st.dates(FIRST_DAY, LAST_DAY),
            )
        if kind.kind is Kind.CHOICE:
            return st.sampled_from(CHOICES)
        if kind.kind is Kind.TEXT:
            return st.sampled_from(TEXTS)
        return self.amounts()

    def column(
        self, kind: Type, rows: int, interval: Interval | None = None
    ) -> list[Scalar | None]:
        known = self.scalars(kind)
        if interval is not None:
            low, high = interval.low, interval.high
            known = st.one_of(
                st.sampled_from([low, high]), st.builds(Fraction, st.integers(int(low), int(high)))
            )
        if self.chance(4):
            known = st.one_of(known, known, st.none())
        return self.draw(st.lists(known, min_size=rows, max_size=rows))

    def input(self, level: str, kind: Type, rows: int) -> None:
        name = level if kind.kind is Kind.TEXT and self.chance(2) else self.name()
        if name in self.kinds:
            name = self.name()
        interval = None
        if kind in NUMERIC and self.chance(3):
            ends = self.one_of((0, 10**14), (-(10**14), 10**14), (1, 2**62), (0, 100), (5, 5))
            interval = Interval(Fraction(ends[0]), True, Fraction(ends[1]), True)
        blank = None
        if name != level and self.chance(4):
            blank = self.draw(self.scalars(kind)) if interval is None else interval.low
        given = Input(name, level, kind, interval or Interval(), blank, (name,), "", CITE)
        self.add(InputStep(make_head(name, level, kind), given))
        if name != level:
            column = self.column(kind, rows, interval)
            self.columns.setdefault(level, {})[name] = column

    def value(self, level: str, kind: Type, depth: int = 2) -> Expr:
        """An expression of any kind."""
        if kind.kind is Kind.FLAG:
            return self.flag(level, depth)
        if kind.kind is Kind.DATE:
            return self.day(level, depth)
        if kind.kind in (Kind.TEXT, Kind.CHOICE):
            return self.word(level, kind, depth)
        return self.number(level, depth)

    def either(self, level: str, kind: Type, depth: int) -> Expr:
        """One value or another of a kind: by a condition, or because the first has none."""
        how = self.one_of("IF", "IFS", "IFBLANK", "IFERROR")
        one, other = (self.value(level, kind, depth - 1) for _ in range(2))
        if how == "IF":
            return Call(how, (self.flag(level, depth - 1), one, other), kind)
        if how == "IFS":
            third = self.value(level, kind, 0)
            conditions = (self.flag(level, 0), self.flag(level, 0), Const(True, FLAG))
            pairs = zip(conditions, (one, other, third), strict=True)
            return Call(how, tuple(part for pair in pairs for part in pair), kind)
        return Call(how, (one, other), kind)

    def read(self, level: str, *kinds: Type) -> Expr | None:
        names = self.names(level, *kinds)
        if not names:
            return None
        name = self.one_of(*names)
        return Read(name, self.kinds[name])

    def number(self, level: str, depth: int = 2) -> Expr:
        if depth == 0 or self.chance(3):
            read = None if self.chance(4) else self.read(level, *NUMERIC)
            return read or Const(self.draw(self.amounts()), NUMBER)
        if self.chance(5):
            return self.either(level, NUMBER, depth)
        if self.chance(6):
            return self.marginal(level, depth - 1)
        if self.chance(8):
            places = Const(Fraction(self.draw(st.integers(-2, 3))), NUMBER)
            if self.chance(3):
                places = self.number(level, 0)
            how = self.one_of("ROUND", "ROUNDUP", "ROUNDDOWN")
            return Call(how, (self.number(level, depth - 1), places), NUMBER)
        if self.chance(6):
            return self.of_days(level, depth - 1)
        function, arity = self.one_of(*NUMERIC_CALLS)
        args = tuple(self.number(level, depth - 1) for _ in range(arity))
        if function == "power" and not self.chance(4):
            args = args[0], Const(Fraction(self.draw(st.integers(-2, 4))), NUMBER)
        return Call(function, args, NUMBER)

    def of_days(self, level: str, depth: int) -> Expr:
        """A number made of dates."""
        how = self.one_of("YEAR", "MONTH", "DAY", "DATEDIF", "subtract")
        first = self.day(level, depth)
        if how in ("YEAR", "MONTH", "DAY"):
            return Call(how, (first,), NUMBER)
        args = (first, self.day(level, depth))
        unit = Const(self.one_of("Y", "M", "D"), TEXT)
        return Call(how, (*args, unit) if how == "DATEDIF" else args, NUMBER)

    def day(self, level: str, depth: int = 1) -> Expr:
        if depth <= 0 or self.chance(3):
            read = None if self.chance(4) else self.read(level, DATE)
            return read or Const(self.draw(self.scalars(DATE)), DATE)
        if self.chance(4):
            return self.either(level, DATE, depth)
        how = self.one_of("DATE", "EDATE", "add", "add", "subtract")
        small = st.integers(-14, 40).map(Fraction)
        if how == "DATE":
            parts = (st.integers(2019, 2021), st.integers(0, 13), st.integers(27, 32))
            args = tuple(Const(self.draw(part.map(Fraction)), NUMBER) for part in parts)
            if self.chance(3):
                args = (*args[:2], self.number(level, 0))
            return Call(how, args, DATE)
        count = self.number(level, 0) if self.chance(4) else Const(self.draw(small), NUMBER)
        day = self.day(level, depth - 1)
        swapped = how == "add" and self.chance(2)
        return Call(how, (count, day) if swapped else (day, count), DATE)

    def word(self, level: str, kind: Type, depth: int = 1) -> Expr:
        if depth > 0 and self.chance(3):
            return self.either(level, kind, depth)
        read = None if self.chance(4) else self.read(level, kind)
        return read or Const(self.draw(self.scalars(kind)), kind)

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
        read = self.read(level, FLAG)
        if read is not None and self.chance(3):
            return read
        if depth > 0 and self.chance(3):
            how = self.one_of("AND", "OR", "NOT")
            count = 1 if how == "NOT" else self.one_of(2, 2, 3)
            return Call(how, tuple(self.flag(level, depth - 1) for _ in range(count)), FLAG)
        if depth > 0 and self.chance(6):
            return self.either(level, FLAG, depth)
        kind = self.one_of(NUMBER, NUMBER, NUMBER, CHOICE, TEXT, DATE, FLAG)
        if self.chance(6):
            return Call("ISBLANK", (self.value(level, kind, 0),), FLAG)
        args = tuple(self.value(level, kind, max(depth - 1, 0)) for _ in range(2))
        if kind is not FLAG and self.chance(4):
            return Call("属于", (*args, self.value(level, kind, 0)), FLAG)
        ordered = kind.kind in (Kind.NUMBER, Kind.DATE)
        how = self.one_of("eq", "ne", *(("lt", "le", "gt", "ge") if ordered else ()))
        return Call(how, args, FLAG)
