"""The expected columns of worked cases: what must come out."""

from __future__ import annotations

from typing import Final

from jiangzhi.document.model import Table, Text
from jiangzhi.formula.types.types import WORDS, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.cases.values import read_value, unit_of
from jiangzhi.policy.claims import Expected
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.text import cut

STATE_WORDS: Final = ("待定", "不能算")


def is_expected(heading: Text) -> bool:
    """Whether a column says what must come out."""
    return heading.text[:1] in ("=", "＝")


def read_expected(
    table: Table, level: str, scope: Scope, money_unit: str
) -> tuple[tuple[Expected, ...], ...] | None:
    """The expected cells of every row, ``None`` where a heading is not known."""
    wanted = [(i, cut(h, 1)) for i, h in enumerate(table.header) if is_expected(h)]
    good = [_can_be_expected(name, level, scope) for _, name in wanted]
    for number, (_, name) in enumerate(wanted):
        if any(name.text == earlier.text for _, earlier in wanted[:number]):
            good.append(refuse_column_twice(name, scope))
    if not all(good):
        return None
    expected = []
    for row in table.rows:
        cells = [_expected(name.text, row[i], scope, money_unit) for i, name in wanted]
        expected.append(tuple(cell for cell in cells if cell is not None))
    return tuple(expected)


def refuse_column_twice(heading: Text, scope: Scope) -> bool:
    """Report a column that stands in the table already."""
    scope.found.append(
        problems.COLUMN_TWICE.at(
            heading.place, text=heading.text, help="只留一列", help_en="keep one of them"
        )
    )
    return False


def _can_be_expected(name: Text, level: str, scope: Scope) -> bool:
    looked_up = scope.look_up(name.text, name.place)
    if looked_up is None:
        return False
    if looked_up[1] not in scope.chain(level):
        scope.found.append(
            problems.CASE_BAD.at(
                name.place, text=name.text,
                reason=f"这个量在{looked_up[1]}层,写到“算例明细: {looked_up[1]}”里",
                reason_en=f"it stands on {looked_up[1]}: write it in that level's detail table",
            )
        )  # fmt: skip
        return False
    return True


def _expected(name: str, text: Text, scope: Scope, money_unit: str) -> Expected | None:
    if not text.text:
        return None
    if text.text in STATE_WORDS:
        return Expected(name, None, text.text, None, "", text)
    quantity = scope.quantities.get(name)
    kind = quantity.type if quantity is not None else scope.inputs[name].type
    if kind.kind in WORDS:
        return Expected(name, text.text.strip('“”"'), "", None, "", text)
    about = text.text[:1] == "≈"
    written = cut(text, 1) if about else text
    value = read_value(name, kind, written, scope, money_unit, compared=True)
    if value is None:
        return None
    unit = unit_of(written.text)
    if kind.kind is Kind.MONEY and not unit:
        unit = money_unit
    percent = "%" if written.text.rstrip().endswith(("%", "％")) else ""
    digits = written.text.removesuffix(unit).rstrip("%％ ")
    places = len(digits.partition(".")[2]) if about else None
    return Expected(name, value, "", places, unit or percent, text)
