"""Data for ``policy.md``, with a fixed seed: as facts, and as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from jiangzhi.evaluate.columns.numbers.vectors import Book, Flags, Numbers, Words
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts, Source
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import Plan
from jiangzhi.record.trace.texts import Texts

TOWNS_OF_A_COUNTY = 20
CLASSES = ("优先发展", "重点发展", "生态保护")


def load_plan() -> Plan:
    """The plan of the workload."""
    from jiangzhi.document.read import read_document
    from jiangzhi.plan.make import make_plan
    from jiangzhi.policy.resolve import resolve_policy

    path = Path(__file__).with_name("policy.md")
    document = read_document(path.read_text(encoding="utf-8"), file=path.name)
    return make_plan(resolve_policy(document))


def arrays(towns: int, seed: int = 7) -> dict[str, np.ndarray]:
    """Integers in 分 by name. Pools cover the claims in about half of the counties."""
    draw = np.random.default_rng(seed)
    counties = towns // TOWNS_OF_A_COUNTY
    target = draw.integers(10**8, 5 * 10**10, towns)
    actual = target + (target * draw.integers(-10, 31, towns)) // 100
    actual += draw.integers(-999, 1000, towns)
    return {
        "类别": draw.integers(0, 3, towns),
        "实际收入": actual,
        "收入目标": target,
        "绩效得分": draw.integers(40, 101, towns),
        "一票否决": draw.random(towns) < 0.05,
        "超支额": draw.integers(0, 10**9, towns),
        "奖励资金池": draw.integers(0, 3 * 10**10, counties),
        "支持资金池": draw.integers(0, 5 * 10**9, counties),
    }


class Numbered(Sequence[tuple[str, ...]]):
    """Keys that are made when asked for, and stand in their order."""

    ranks = None

    def __init__(self, count: int, group: int | None = None) -> None:
        self._count, self._group = count, group

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row):
        if self._group is None:
            return (f"县{row:08}",)
        return f"县{row // self._group:08}", f"镇{row:09}"


def with_rows(facts: Facts) -> Facts:
    """The workload's facts with the rows that a workbook would have given, and no texts."""

    def column(one: FactColumn, count: int) -> FactColumn:
        return replace(one, raw=Texts(pa.nulls(count, pa.string())))

    levels = {}
    for name, level in facts.levels.items():
        count = len(level.keys)
        levels[name] = replace(
            level,
            keys=[level.keys[row] for row in range(count)],
            source_of=[-1] * count,
            row_of=[0] * count,
            columns={key: column(one, count) for key, one in level.columns.items()},
        )
    return replace(facts, levels=levels)


def as_read(facts: Facts) -> Facts:
    """The facts as a workbook's reader gives them: Python's values, each with its text and cell;
    money stands in 万元."""

    def text(value) -> str:
        if isinstance(value, bool):
            return "是" if value else "否"
        return value if isinstance(value, str) else str(value.numerator)

    def in_wan(value) -> str:
        whole, rest = divmod(value.numerator, 10**6)
        return f"{whole}.{rest:06}".rstrip("0").rstrip(".")

    levels = {}
    for name, level in facts.levels.items():
        count, columns = len(level.keys), {}
        for key, column in level.columns.items():
            values = list(column.values)
            told = in_wan if column.values.kind is Kind.MONEY else text
            columns[key] = FactColumn(values, [told(value) for value in values])
        letters = dict(zip(columns, "CDEFGHIJ", strict=False))
        source = Source("预算.xlsx", "0" * 64, name, letters)
        levels[name] = replace(
            level,
            keys=[level.keys[row] for row in range(count)],
            parents=list(map(int, level.parents)),
            sources=(source,) if columns else (),
            source_of=[0 if columns else -1] * count,
            row_of=list(range(4, count + 4)) if columns else [0] * count,
            columns=columns,
        )
    return replace(facts, levels=levels)


def facts_of(data: dict[str, np.ndarray]) -> Facts:
    """The arrays as facts, not copied."""
    towns, counties = len(data["实际收入"]), len(data["奖励资金池"])
    book = Book()
    for word in CLASSES:
        book.code(word)

    def column(vector, kind: Kind, rows: int) -> FactColumn:
        return FactColumn(ColumnValues(vector, kind, rows, None), ())

    def whole(name: str, kind: Kind, rows: int) -> FactColumn:
        num = data[name]
        return column(Numbers(num, 1, int(num.min()), int(num.max())), kind, rows)

    of_towns = {
        "类别": column(Words(data["类别"], book), Kind.CHOICE, towns),
        "一票否决": column(Flags(data["一票否决"]), Kind.FLAG, towns),
        "绩效得分": whole("绩效得分", Kind.COUNT, towns),
        **{name: whole(name, Kind.MONEY, towns) for name in ("实际收入", "收入目标", "超支额")},
    }
    of_counties = {name: whole(name, Kind.MONEY, counties) for name in ("奖励资金池", "支持资金池")}
    nowhere: tuple[int, ...] = ()
    above = np.repeat(np.arange(counties), TOWNS_OF_A_COUNTY)
    levels = {
        "整体": LevelFacts("整体", [()], [0], (), nowhere, nowhere, {}),
        "县区": LevelFacts(
            "县区", Numbered(counties), np.zeros(counties, int), (), nowhere, nowhere, of_counties
        ),
        "镇街": LevelFacts(
            "镇街", Numbered(towns, TOWNS_OF_A_COUNTY), above, (), nowhere, nowhere, of_towns
        ),
    }
    return Facts(levels, {}, {}, {}, ())
