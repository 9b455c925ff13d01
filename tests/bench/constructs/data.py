"""Data for ``policy.md``, with a fixed seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from jiangzhi.evaluate.columns.numbers.vectors import Book, Flags, Numbers, Vector, Words
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.formula.types.types import Kind

MOST_ITEMS = 30
_FIRST = (date(2015, 1, 1) - date(1970, 1, 1)).days


class Numbered(Sequence[tuple[str, ...]]):
    """Keys that are made when asked for, and stand in their order."""

    ranks = None

    def __init__(self, parents: np.ndarray | None, count: int) -> None:
        self._parents, self._count = parents, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row):
        if self._parents is None:
            return (f"县{row:08}",)
        return f"县{self._parents[row]:08}", f"镇{row:09}"


def facts_of(towns: int, *, of_a_county: int = 20, seed: int = 11) -> Facts:
    """So many towns in counties of that size, and about as many items, none to thirty a town."""
    draw = np.random.default_rng(seed)
    counties = max(1, towns // of_a_county)
    county_of = np.sort(np.arange(towns) % counties)
    with_items = draw.random(towns) < 2 / (MOST_ITEMS + 1)
    town_of = np.repeat(
        np.arange(towns), np.where(with_items, draw.integers(1, MOST_ITEMS + 1, towns), 0)
    )
    book = Book()
    target = draw.integers(10**8, 5 * 10**10, towns)
    income = target + target * draw.integers(-10, 31, towns) // 100 + draw.integers(-99, 100, towns)
    big = draw.integers(10**12, 9 * 10**13, towns)
    start = draw.integers(_FIRST, _FIRST + 2000, towns)
    of_towns: dict[str, tuple[Vector, Kind]] = {
        "类别": (_words(draw, book, towns, "优先发展", "重点发展", "生态保护"), Kind.CHOICE),
        "备注": (_words(draw, book, towns, "甲", "乙", "a", "A"), Kind.TEXT),
        "收入": (_whole(income), Kind.MONEY),
        "目标": (_whole(target), Kind.MONEY),
        "大数": (_whole(big), Kind.MONEY),
        "得分": (_whole(draw.integers(0, 10_001, towns), 100), Kind.NUMBER),
        "缺分": (
            _whole(draw.integers(0, 101, towns), 1, (draw.random(towns) < 0.1).astype(np.uint8)),
            Kind.NUMBER,
        ),
        "增速": (_whole(draw.integers(-1000, 3000, towns), 10_000), Kind.RATE),
        "人口": (_whole(draw.integers(0, 200_000, towns)), Kind.COUNT),
        "等级": (_whole(draw.integers(1, 4, towns)), Kind.COUNT),
        "否决": (Flags(draw.random(towns) < 0.05), Kind.FLAG),
        "起日": (_whole(start), Kind.DATE),
        "止日": (_whole(start + draw.integers(0, 2000, towns)), Kind.DATE),
    }
    of_items: dict[str, tuple[Vector, Kind]] = {
        "事由": (_words(draw, book, len(town_of), "政策", "应急", "违规"), Kind.CHOICE),
        "事项金额": (_whole(draw.integers(0, 10**9, len(town_of))), Kind.MONEY),
    }
    pools = {"资金池": (_whole(draw.integers(0, of_a_county * 15 * 10**8, counties)), Kind.MONEY)}
    pool = {"总池": (_whole(np.array([towns * 5 * 10**8])), Kind.MONEY)}
    towns_keys = Numbered(county_of, towns)
    return Facts(
        {
            "整体": _level("整体", [()], np.zeros(1, int), pool),
            "县区": _level("县区", Numbered(None, counties), np.zeros(counties, int), pools),
            "镇街": _level("镇街", towns_keys, county_of, of_towns),
            "事项": _level("事项", _Owners(towns_keys, town_of), town_of, of_items),
        },
        {}, {}, {}, (),
    )  # fmt: skip


class _Owners(Sequence[tuple[str, ...]]):
    ranks = None

    def __init__(self, keys: Numbered, owners: np.ndarray) -> None:
        self._keys, self._owners = keys, owners

    def __len__(self) -> int:
        return len(self._owners)

    def __getitem__(self, row):
        return self._keys[self._owners[row]]


def _level(
    name: str, keys: Sequence[tuple[str, ...]], parents: np.ndarray,
    columns: dict[str, tuple[Vector, Kind]],
) -> LevelFacts:  # fmt: skip
    made = {
        name: FactColumn(ColumnValues(vector, kind, len(keys), None), ())
        for name, (vector, kind) in columns.items()
    }
    return LevelFacts(name, keys, parents, (), (), (), made)


def _whole(num: np.ndarray, den: int = 1, state: np.ndarray | None = None) -> Numbers:
    return Numbers(num, den, int(num.min(initial=0)), int(num.max(initial=0)), state)


def _words(draw, book: Book, rows: int, *words: str) -> Words:
    codes = np.array([book.code(word) for word in words])
    return Words(codes[draw.integers(0, len(words), rows)], book)
