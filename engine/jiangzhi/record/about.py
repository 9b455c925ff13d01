"""What a run is about, as its user and its data say: county, year, stage, title, and what was
asked for beside the files. It is part of the run, sealed with it, and gives the run its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from jiangzhi.diagnostic import CellPlace, Diagnostic

#: What no file system likes in a name, and what would hide a folder or split its name.
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')
_LONGEST: Final = 60
_SEAL_DIGITS: Final = 10


class Stage(Enum):
    """How final a run is meant to be."""

    ADVANCE = "预拨"
    FINAL = "决算"
    TRIAL = "试算"


class Paper(Enum):
    """An output that people open, and that may be left out."""

    BOOK = "工作簿"
    REPORT = "报告"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A warning that someone looked at: its code, the cell (``镇街!G5``), and who says what."""

    code: str
    cell: str
    words: str

    @property
    def text(self) -> str:
        """As it is written in a task list."""
        return f"{self.code} {self.cell} {self.words}".strip()

    def is_of(self, found: Diagnostic) -> bool:
        """Whether this warning is meant: its code, and its cell where one is named."""
        if found.code != self.code:
            return False
        if not self.cell:
            return True
        place = found.place
        return isinstance(place, CellPlace) and self.cell == f"{place.sheet}!{place.cell}"


@dataclass(frozen=True, slots=True)
class About:
    """Empty texts are not known. ``issuer`` is the office that makes the tables (编制单位),
    ``number`` the number of its paper (文号). ``parameters`` and ``sheets``
    are as they were asked for; ``left_out`` are the outputs that were not wanted."""

    county: str = ""
    year: int | None = None
    stage: Stage | None = None
    title: str = ""
    issuer: str = ""
    number: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[Confirmed, ...] = ()
    left_out: tuple[Paper, ...] = ()

    @property
    def words(self) -> str:
        """Title, year, stage and county in one line, as far as they are known."""
        year = f"{self.year}年度" if self.year is not None else ""
        stage = self.stage.value if self.stage is not None else ""
        return " ".join(part for part in (self.title, year, stage, self.county) if part)

    def confirmation(self, found: Diagnostic) -> Confirmed | None:
        """Who looked at a warning, where anyone did."""
        return next((one for one in self.confirmed if one.is_of(found)), None)


#: Nothing is known.
UNKNOWN: Final = About()


def about_data(about: About) -> dict[str, Any]:
    """For ``run.json``: only what is known."""
    stage = about.stage.value if about.stage is not None else None
    whole: dict[str, Any] = {
        "county": about.county,
        "year": about.year,
        "stage": stage,
        "title": about.title,
        "issuer": about.issuer,
        "number": about.number,
        "parameters": dict(about.parameters),
        "sheets": dict(about.sheets),
        "confirmed": [[one.code, one.cell, one.words] for one in about.confirmed],
        "left_out": [one.value for one in about.left_out],
    }
    return {key: value for key, value in whole.items() if value not in ("", None, {}, [])}


def about_from(data: Mapping[str, Any]) -> About:
    """Back from ``about_data``. Raises ``ValueError``, ``TypeError`` or ``LookupError`` for data
    that is none."""
    year = data.get("year")
    if not isinstance(year, int | None) or isinstance(year, bool):
        raise TypeError("year")
    for key in ("county", "title", "issuer", "number"):
        if not isinstance(data.get(key, ""), str):
            raise TypeError(key)
    return About(
        county=data.get("county", ""),
        year=year,
        stage=Stage(data["stage"]) if "stage" in data else None,
        title=data.get("title", ""),
        issuer=data.get("issuer", ""),
        number=data.get("number", ""),
        parameters=_texts(data.get("parameters", {})),
        sheets=_texts(data.get("sheets", {})),
        confirmed=tuple(Confirmed(*map(str, one)) for one in data.get("confirmed", [])),
        left_out=tuple(map(Paper, data.get("left_out", []))),
    )


def _texts(data: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in dict(data).items()}


def run_name(policy: object, seal: str, about: About = UNKNOWN) -> str:
    """A run's name, fit for a folder: the user's title, or year, stage and county as far as they
    are known (the policy's name where no county is), and the beginning of the seal."""
    year = str(about.year) if about.year is not None else ""
    stage = about.stage.value if about.stage is not None else ""
    parts = [about.title] if about.title else [year, stage, about.county or str(policy)]
    whole = "-".join(filter(None, map(folder_part, parts))) or "run"
    return f"{whole[:_LONGEST].rstrip('-. ')}-{seal[:_SEAL_DIGITS]}"


def folder_part(text: str) -> str:
    """A text as part of a folder's name on any system."""
    return _UNFIT.sub("_", text.strip()).strip("._-")
