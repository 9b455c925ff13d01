"""Generated data sets for the auditor's workbook: one at a time, or a hundred side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts, Source
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.plan.load import load_policy
from jiangzhi.plan.model import InputStep, Plan, PriorStep
from jiangzhi.policy.model import Input, Level

FAMILIES = Path(__file__).parent / "families"
_FIRST_ROW = 4


def is_adversarial(seed: int) -> bool:
    """Odd seeds: few distinct figures, exact edges, half 分, empty pools, one town."""
    return seed % 2 == 1


def generated_facts(
    plan: Plan, seed: int, *, towns: int = 60, missing: float = 0.0, counties: int = 4
) -> Facts:
    """One data set, spread over some counties."""
    rnd = random.Random(seed)
    if is_adversarial(seed) and seed % 5 == 0:
        towns = 1
    inputs: dict[str, list[Input]] = {}
    for step in plan.steps:
        if isinstance(step, InputStep) and step.head.name != step.head.level:
            inputs.setdefault(step.head.level, []).append(step.input)
    levels: dict[str, LevelFacts] = {}
    for level in plan.levels:
        keys, parents = _entities(
            rnd, level, levels, subject=plan.subject, towns=towns, counties=counties
        )
        columns = {}
        for given in inputs.get(level.name, []):
            values = _values(rnd, given, len(keys), seed=seed, missing=missing)
            columns[given.name] = FactColumn(values, ["" if v is None else str(v) for v in values])
        levels[level.name] = _level(level.name, keys, parents, columns)
    prior = {
        step.of: {
            key: Fraction(rnd.randrange(10**8))
            for key in levels[step.head.level].keys
            if rnd.random() < 0.7
        }
        for step in plan.steps
        if isinstance(step, PriorStep)
    }
    return Facts(levels, {}, prior, {}, ())


def side_by_side(
    plan: Plan, seeds: Sequence[int], *, towns: int = 60, missing: float = 0.0
) -> Facts:
    """A data set a county. Only for policies in which the counties do not touch each other."""
    sets = [generated_facts(plan, seed, towns=towns, missing=missing, counties=1) for seed in seeds]
    levels: dict[str, LevelFacts] = {}
    for level in plan.levels:
        if level.parent is None:
            assert not sets[0].levels[level.name].columns, "one figure for all counties"
            levels[level.name] = sets[0].levels[level.name]
            continue
        keys: list[tuple[str, ...]] = []
        parents: list[int] = []
        columns: dict[str, FactColumn] = {}
        above = 0
        for number, facts in enumerate(sets):
            own = facts.levels[level.name]
            keys += [_moved(key, number) for key in own.keys]
            parents += [above + parent for parent in own.parents]
            above += 0 if level.parent == plan.levels[0].name else len(
                facts.levels[level.parent].keys
            )  # fmt: skip
            for name, column in own.columns.items():
                all_ = columns.setdefault(name, FactColumn([], []))
                all_.values.extend(column.values)  # type: ignore[attr-defined]
                all_.raw.extend(column.raw)  # type: ignore[attr-defined]
        levels[level.name] = _level(level.name, keys, parents, columns)
    prior = {
        of: {
            _moved(key, number): value
            for number, facts in enumerate(sets)
            for key, value in facts.prior[of].items()
        }
        for of in sets[0].prior
    }
    return Facts(levels, {}, prior, {}, ())


def family(code: str, seed: int, *, missing: float = 0.0, towns: int = 60) -> Outcome:
    """The outcome of a family of constructs over one data set."""
    plan = load_policy(FAMILIES / f"{code}.md").plan
    return evaluate_exactly(plan, generated_facts(plan, seed, missing=missing, towns=towns))


def family_side_by_side(code: str, seeds: Sequence[int], *, missing: float = 0.0) -> Outcome:
    """The outcome of a family of constructs over many data sets, a county each."""
    plan = load_policy(FAMILIES / f"{code}.md").plan
    return evaluate_exactly(plan, side_by_side(plan, seeds, missing=missing))


def _moved(key: tuple[str, ...], number: int) -> tuple[str, ...]:
    return (f"第{number:03}县", *key[1:])


def _level(
    name: str, keys: list[tuple[str, ...]], parents: list[int], columns: dict[str, FactColumn]
) -> LevelFacts:
    source = Source("预算.xlsx", "0" * 64, name, dict.fromkeys(columns, "C"))
    rows = [_FIRST_ROW + row for row in range(len(keys))]
    return LevelFacts(name, keys, parents, (source,), [0] * len(keys), rows, columns)


def _entities(
    rnd: random.Random,
    level: Level,
    levels: dict[str, LevelFacts],
    *,
    subject: str,
    towns: int,
    counties: int,
) -> tuple[list[tuple[str, ...]], list[int]]:
    if level.parent is None:
        return [()], [0]
    above = levels[level.parent].keys
    count = towns if level.name == subject else 2 * towns if level.detail else counties
    parents = [rnd.randrange(len(above)) for _ in range(count)]
    names = [f"{one}{two}镇" for one in "太河新石水东西南北中" for two in "平口兴安源山林"]
    rnd.shuffle(names)
    names += [f"{number}号镇" for number in range(count)]
    keys = [
        above[parent] if level.detail else (*above[parent], name)
        for parent, name in zip(parents, names, strict=False)
    ]
    return keys, parents


def _values(
    rnd: random.Random, given: Input, count: int, *, seed: int, missing: float
) -> list[Scalar | None]:
    adversarial = is_adversarial(seed)
    few = [_value(rnd, given, adversarial=adversarial) for _ in range(3)]
    return [
        None
        if rnd.random() < missing
        else rnd.choice(few)
        if adversarial
        else _value(rnd, given, adversarial=False)
        for _ in range(count)
    ]


def _value(rnd: random.Random, given: Input, *, adversarial: bool) -> Scalar:
    kind = given.type.kind
    if kind is Kind.FLAG:
        return rnd.random() < 0.7
    if kind is Kind.CHOICE:
        return rnd.choice(given.type.choices)
    if kind is Kind.DATE:
        return date(2019, 1, 31) + timedelta(days=rnd.randrange(900))
    if kind is Kind.TEXT:
        return rnd.choice(["甲", "=1+1", "@x"])
    low = given.range.low if isinstance(given.range.low, Fraction) else None
    high = given.range.high if isinstance(given.range.high, Fraction) else None
    if kind is Kind.MONEY:
        round_ones = [0, 50, 100, 200, 300, 1000, 10_500, 11_500, 1_000_000, 1_050_000, 1_150_000]
        amount = Fraction(
            rnd.choice(round_ones) if adversarial else rnd.randrange(10 ** rnd.randint(3, 11))
        )
        if low is None and rnd.random() < 0.3:
            amount = -amount
        return (
            max(amount, Fraction(1)) if low is not None and not given.range.low_closed else amount
        )
    if kind is Kind.COUNT:
        most = int(high) if high is not None else 2000
        least = int(low) if low is not None else 0
        return Fraction(rnd.randint(least, min(most, 3) if adversarial else most))
    choices = [Fraction(0), Fraction(60), Fraction(80), Fraction(90), Fraction(599, 10)]
    return rnd.choice(choices) if adversarial else Fraction(rnd.randrange(1001), 10)
