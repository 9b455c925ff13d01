"""The small policy of the tests over towns written as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts, Source
from jiangzhi.plan.model import Plan

#: 县区, 镇街, 类别, 收入 and 目标 (万元), 得分, 否决
Town = tuple[str, str, str | None, Any, Any, Any, bool | None]
#: 县区, 镇街, 事由, 事项金额 (万元)
Item = tuple[str, str, str | None, Any]

TOWNS: Sequence[Town] = (
    ("东县", "太平镇", "优先", 5400, 5000, 85, False),
    ("东县", "河口镇", "重点", 3300, 3000, 72, False),
    ("西县", "太平镇", "重点", 9100, 9000, 55, False),
    ("西县", "新桥街道", "重点", 7700, 7000, 80, True),
)
ITEMS: Sequence[Item] = (
    ("东县", "太平镇", "政策", 120),
    ("东县", "太平镇", "违规", 30),
    ("西县", "太平镇", "应急", 10),
)
POOLS: Mapping[str, Any] = {"东县": 150, "西县": 1000}
_LETTERS = dict(zip(("类别", "收入", "目标", "得分", "否决"), "CDEFG", strict=True))


def money(amount: Any) -> Fraction | None:
    return None if amount is None else Fraction(amount) * 1_000_000


def number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _column(values: Sequence[Any]) -> FactColumn:
    return FactColumn(list(values), ["" if v is None else str(v) for v in values])


def _level(
    name: str, keys: Sequence[tuple[str, ...]], parents: Sequence[int],
    columns: Mapping[str, Sequence[Any]],
) -> LevelFacts:  # fmt: skip
    count = len(keys)
    source = Source("数据.xlsx", "0" * 64, name, {c: _LETTERS.get(c, "B") for c in columns})
    return LevelFacts(
        name, list(keys), list(parents), (source,) if columns else (),
        [0 if columns else -1] * count, [row + 4 for row in range(count)],
        {c: _column(values) for c, values in columns.items()},
    )  # fmt: skip


def make_facts(
    towns: Sequence[Town] = TOWNS,
    items: Sequence[Item] = ITEMS,
    pools: Mapping[str, Any] = POOLS,
    given: Mapping[str, Any] | None = None,
    prior: Mapping[str, Mapping[tuple[str, ...], Any]] | None = None,
) -> Facts:
    """Facts of the small policy. ``None`` is a blank."""
    counties = list(pools)
    keys = [(town[0], town[1]) for town in towns]
    levels = [
        _level("整体", [()], [0], {}),
        _level(
            "县区", [(c,) for c in counties], [0] * len(counties),
            {"资金池": [money(p) for p in pools.values()]},
        ),
        _level(
            "镇街", keys, [counties.index(t[0]) for t in towns],
            {
                "类别": [t[2] for t in towns],
                "收入": [money(t[3]) for t in towns],
                "目标": [money(t[4]) for t in towns],
                "得分": [number(t[5]) for t in towns],
                "否决": [t[6] for t in towns],
                "日期": [None for _ in towns],
            },
        ),
        _level(
            "超支事项", [(i[0], i[1]) for i in items], [keys.index((i[0], i[1])) for i in items],
            {"事由": [i[2] for i in items], "事项金额": [money(i[3]) for i in items]},
        ),
    ]  # fmt: skip
    stated = {name: Given(value, str(value), None) for name, value in (given or {}).items()}
    return Facts({level.level: level for level in levels}, stated, prior or {}, {}, ())


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Makes facts of towns, items, pools, parameters and last year's values."""
    return make_facts


_PLACES = {"类别": 2, "收入": 3, "目标": 4, "得分": 5, "否决": 6}


@pytest.fixture
def towns() -> list[Town]:
    """The four towns, to be changed in a copy."""
    return list(TOWNS)


@pytest.fixture
def blank() -> Callable[..., list[Town]]:
    """Makes the four towns with some cells of one of them blank."""

    def make(index: int, *names: str) -> list[Any]:
        blanks = {_PLACES[name] for name in names}
        changed = tuple(None if at in blanks else v for at, v in enumerate(TOWNS[index]))
        return [changed if at == index else town for at, town in enumerate(TOWNS)]

    return make


@pytest.fixture
def plan(load: Callable[..., Any]) -> Callable[..., Plan]:
    """Makes the plan of the small policy with some rules."""

    def make(rules: str, **more: Any) -> Plan:
        found: Plan = load(rules, **more).plan
        return found

    return make


@pytest.fixture
def run(plan: Callable[..., Plan]) -> Callable[..., Outcome]:
    """Evaluates rules over facts by exact fractions."""

    def evaluate(rules: str, *, tables: str = "", **data: Any) -> Outcome:
        return evaluate_exactly(plan(rules, tables=tables), make_facts(**data))

    return evaluate
