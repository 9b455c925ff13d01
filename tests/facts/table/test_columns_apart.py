from __future__ import annotations

from fractions import Fraction

import pytest
from facts.books import Book, codes

from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.table.columns_apart import apart
from jiangzhi.policy.model import Policy


@pytest.mark.parametrize(
    ("times", "told"), [(10_000, True), (Fraction(1, 10_000), True), (1, False)]
)
def test_a_column_a_unit_off_last_year_is_warned_of(
    policy: Policy, book: Book, times: Fraction, told: bool
) -> None:
    plain = read_workbooks(policy, [book()])
    town = plain.levels["镇街"]
    figures = zip(town.keys, town.columns["实际收入"].values, strict=True)
    prior = {"实际收入": {key: Fraction(value) * times for key, value in figures}}  # type: ignore[arg-type]
    assert ("W213" in codes(read_workbooks(policy, [book()], prior=prior).notes)) == told


def test_unrelated_columns_are_no_slip() -> None:
    first = [Fraction(n) for n in (100, 200, 300, 400)]
    second = [Fraction(n) for n in (10**6, 9 * 10**6, 10**5, 3 * 10**6)]
    assert apart(first, second) is None
    assert apart(first, [None] * 4) is None
