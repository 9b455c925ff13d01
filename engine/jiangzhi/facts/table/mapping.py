"""The sheet 列对应: which heading holds which of the policy's inputs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.words import meant, name_of, without_blanks

SHEET: Final = "列对应"
_NAME: Final = ("量", "名称", "办法里的名字")
_HEADING: Final = ("表头", "列", "实际表头")


def is_mapping(grid: Grid) -> bool:
    """Whether a sheet is the one that maps headings."""
    return name_of(grid.sheet) == SHEET


def read_mapping(
    grids: Sequence[Grid], names: Collection[str], found: list[Diagnostic]
) -> dict[str, str]:
    """By name of an input or level the heading that one file uses for it."""
    mapping: dict[str, str] = {}
    for grid in filter(is_mapping, grids):
        columns: tuple[int, int] | None = None
        for index, cells in enumerate(grid.rows):
            texts = [without_blanks(text_of(cell)) for cell in cells]
            if columns is None:
                name = next((i for i, text in enumerate(texts) if text in _NAME), None)
                heading = next((i for i, text in enumerate(texts) if text in _HEADING), None)
                if name is not None and heading is not None:
                    columns = (name, heading)
                continue
            name_text, heading_text = (texts[i] if i < len(texts) else "" for i in columns)
            if not name_text and not heading_text:
                continue
            place = grid.place(index, columns[0])
            if name_text not in names:
                near = meant(name_text, names)
                found.append(
                    problems.MAPPING_BAD.at(
                        place,
                        reason=f"办法里没有“{name_text}”{near['nearest']}",
                        reason_en=f"the policy has no “{name_text}”{near['nearest_en']}",
                    )
                )
            elif not heading_text:
                found.append(
                    problems.MAPPING_BAD.at(
                        place, reason="没有写表头", reason_en="there is no heading"
                    )
                )
            else:
                mapping[name_text] = heading_text
        if columns is None:
            found.append(
                problems.MAPPING_BAD.at(
                    grid.place(),
                    reason="缺“量”“表头”两列",
                    reason_en="columns 量 and 表头 are missing",
                )
            )
    return mapping
