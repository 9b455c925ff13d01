"""A cell's reading → its value, with the note or problem that it deserves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Because, CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.cells.cell_result import Reading, Taken, Wrong
from jiangzhi.facts.grid import ErrorCell, Raw, Uncomputed
from jiangzhi.facts.table.noted import Noted
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.table.show import range_refuted, show_value
from jiangzhi.facts.words import meant, shortened
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.formula.typing.typerules import in_words
from jiangzhi.policy.model import Input
from jiangzhi.words import Words

_ERROR_TEXT: Final = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}")
Where = Callable[[], CellPlace]


def is_unreadable(raw: Raw) -> bool:
    """Whether a cell is an error value or a formula without a result."""
    if isinstance(raw, str):
        return raw.startswith("#") and _ERROR_TEXT.fullmatch(raw.strip()) is not None
    return isinstance(raw, ErrorCell | Uncomputed)


def refuse_unreadable(raw: Raw, given: Input, where: Where, noted: Noted) -> None:
    """Report a cell that ``is_unreadable``."""
    if isinstance(raw, Uncomputed):
        noted.add(
            problems.FORMULA_UNCOMPUTED,
            lambda: problems.FORMULA_UNCOMPUTED.at(where(), name=given.name),
        )
        return
    noted.add(
        problems.CELL_ERROR,
        lambda: problems.CELL_ERROR.at(
            where(), name=given.name, found=shortened(text_of(raw)), type=in_words(given.type)
        ),
    )


def take(reading: Reading, raw: Raw, given: Input, where: Where, noted: Noted) -> Scalar | None:
    """A reading's value, its note or problem reported; the range is checked here."""
    if isinstance(reading, Wrong):
        choice = given.type.kind is Kind.CHOICE
        problem = problems.CHOICE_UNKNOWN if choice else problems.CELL_BAD
        noted.add(problem, lambda: _wrong(reading, shortened(text_of(raw)), given, where()))
        return None
    value = reading.value
    if value is None:
        if reading.how is not None:
            noted.add(
                problems.NOTHING,
                lambda: problems.NOTHING.at(
                    where(),
                    because=(),
                    name=given.name,
                    found=shortened(text_of(raw)),
                    **_default(reading, given),
                ),
            )
        return None
    if isinstance(value, Fraction | date) and not given.range.holds(value):
        found = shortened(text_of(raw))
        noted.add(
            problems.OUT_OF_RANGE, lambda: _out_of_range(reading, value, found, given, where())
        )
        return None
    if reading.rounded or reading.how is not None:
        _note_changes(reading, raw, given, where, noted)
    return value


def _default(reading: Taken, given: Input) -> dict[str, str]:
    """What the policy puts in the place of nothing, in words."""
    if given.blank is None or reading.open:
        return {"default": "", "default_en": ""}
    value = show_value(given.blank, given.type)
    return {"default": f",按“{value}”算", "default_en": f", counted as {value}"}


def _note_changes(reading: Taken, raw: Raw, given: Input, where: Where, noted: Noted) -> None:
    def words() -> dict[str, str]:
        value = show_value(reading.value, given.type)
        return {"name": given.name, "found": shortened(text_of(raw)), "value": value}

    if reading.rounded:
        noted.add(problems.ROUNDED, lambda: problems.ROUNDED.at(where(), because=(), **words()))
    if reading.how is not None:
        how, how_en = reading.how
        noted.add(
            problems.CHANGED,
            lambda: problems.CHANGED.at(where(), because=(), how=how, how_en=how_en, **words()),
        )


def _wrong(reading: Wrong, shown: str, given: Input, place: CellPlace) -> Diagnostic:
    if given.type.kind is Kind.CHOICE:
        known = "、".join(given.type.choices)
        return problems.CHOICE_UNKNOWN.at(
            place, name=given.name, found=shown, known=known, **meant(shown, given.type.choices)
        )
    (reason, reason_en), (right, right_en) = reading.reason, reading.right
    return problems.CELL_BAD.at(
        place, name=given.name, type=in_words(given.type), found=shown,
        reason=reason, reason_en=reason_en, right=right, right_en=right_en,
    )  # fmt: skip


def _out_of_range(
    reading: Taken, value: Fraction | date, found: str, given: Input, place: CellPlace
) -> Diagnostic:
    how, how_en = reading.how or ("", "")
    return problems.OUT_OF_RANGE.at(
        place,
        because=[
            Because(
                Words(
                    f"格子里写着“{found}”" + (f",{how}" if how else ""),
                    f"the cell says “{found}”" + (f", {how_en}" if how_en else ""),
                )
            )
        ],
        name=given.name,
        found=show_value(value, given.type),
        range=range_refuted(given, value),
    )
