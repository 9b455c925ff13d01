"""Scalars, places and diagnostics as plain JSON data, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from jiangzhi.diagnostic import (
    Because,
    CellPlace,
    Diagnostic,
    FilePlace,
    Place,
    Problem,
    Severity,
    TextPlace,
)
from jiangzhi.facts.model import Given
from jiangzhi.formula.types.types import Scalar
from jiangzhi.words import Words


def scalar_data(value: Scalar) -> Any:
    """A value, its kind kept: a flag as itself, all else as a pair of kind and text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, str):
        return ["text", value]
    return ["number", str(Fraction(value))]


def scalar_from(data: Any) -> Scalar:
    """The value that ``scalar_data`` wrote."""
    if isinstance(data, bool):
        return data
    kind, text = data
    if kind == "date":
        return date.fromisoformat(text)
    return str(text) if kind == "text" else Fraction(text)


def place_data(place: Place | None) -> Any:
    """A place by its fields."""
    match place:
        case CellPlace():
            return {"file": place.file, "sheet": place.sheet, "cell": place.cell}
        case TextPlace():
            return {
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "length": place.length,
                "excerpt": place.excerpt,
            }
        case FilePlace():
            return {"file": place.file}
        case _:
            return None


def place_from(data: Any) -> Place | None:
    """The place that ``place_data`` wrote. Raises ``ValueError`` or ``TypeError`` for another."""
    if data is None:
        return None
    for name, value in data.items():
        if type(value) is not (int if name in ("line", "column", "length") else str):
            raise ValueError(f"{name}?")
    if "sheet" in data:
        return CellPlace(**data)
    return TextPlace(**data) if "line" in data else FilePlace(**data)


def given_data(given: Given) -> Any:
    """A parameter's value from outside the document."""
    return {
        "value": scalar_data(given.value),
        "raw": given.raw,
        "place": place_data(given.place),
    }


def given_from(data: Mapping[str, Any]) -> Given:
    """The value that ``given_data`` wrote."""
    return Given(scalar_from(data["value"]), data["raw"], place_from(data["place"]))


def diagnostic_data(diagnostic: Diagnostic) -> Any:
    """A diagnostic with its words in both languages."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message("zh"),
        "message_en": diagnostic.message("en"),
        "help": diagnostic.help("zh"),
        "help_en": diagnostic.help("en"),
        "place": place_data(diagnostic.place),
        "because": [
            {
                "caption": because.words("zh"),
                "caption_en": because.words("en"),
                "place": place_data(because.place),
            }
            for because in diagnostic.because
        ],
    }


def diagnostic_from(data: Mapping[str, Any]) -> Diagnostic:
    """The diagnostic that ``diagnostic_data`` wrote; its words are already filled in.

    Raises ``KeyError``, ``ValueError`` or ``TypeError`` where it is none.
    """

    def text(value: object) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{value}?")
        return value

    def words(name: str) -> str:
        return text(data[name]).replace("{", "{{").replace("}", "}}")

    problem = Problem(
        text(data["code"]), Severity(data["severity"]),
        words("message"), words("message_en"), words("help"), words("help_en"),
    )  # fmt: skip
    because = tuple(
        Because(Words(text(one["caption"]), text(one["caption_en"])), place_from(one["place"]))
        for one in data["because"]
    )
    return Diagnostic(problem, place_from(data["place"]), because)
