"""Workbooks, text files and data frames → facts, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic, Refused, refuse_on_errors
from jiangzhi.facts.book.load import Book, load_book
from jiangzhi.facts.examples import find_example_rows
from jiangzhi.facts.join.facts import facts_of_grids
from jiangzhi.facts.model import Facts
from jiangzhi.facts.pause import no_garbage_collection
from jiangzhi.formula.types.types import Scalar
from jiangzhi.policy.model import Policy

if TYPE_CHECKING:
    import pandas as pd

#: Last year's values by name and key.
Prior = Mapping[str, Mapping[tuple[str, ...], Scalar | None]]
#: Which sheet serves which level or input: pairs, as given by ``--sheet``.
Sheets = Mapping[str, str] | Sequence[tuple[str, str]]


def read_workbooks(
    policy: Policy,
    paths: Sequence[Path],
    *,
    sheets: Sheets = (),
    given: Mapping[str, str] | None = None,
    prior: Prior | None = None,
    encoding: str = "",
) -> Facts:
    """Read workbooks as one data set.

    ``sheets`` says by level (or input) the sheet to use, as ``表名`` or ``文件!表名``; ``given``
    are parameters as written on the command line; ``encoding`` is that of texts in files that do
    not state it. Raises ``Refused`` with all problems of all
    files.
    """
    with no_garbage_collection():
        books: list[Book] = []
        found: list[Diagnostic] = []
        for path in dict.fromkeys(paths):
            try:
                books.append(load_book(path, encoding=encoding))
            except Refused as refused:
                found.extend(refused.diagnostics)
        for book in books:
            found.extend(book.notes)
        refuse_on_errors(found)
        return facts_of_grids(
            policy,
            [grid for book in books for grid in book.grids],
            files={book.file: book.sha256 for book in books},
            asked=list(sheets.items()) if isinstance(sheets, Mapping) else list(sheets),
            given=given or {},
            prior=prior or {},
            notes=found,
        )


def read_sources(
    policy: Policy,
    sources: Sequence[Path | Mapping[str, pd.DataFrame]],
    *,
    sheets: Sheets | None = None,
    given: Mapping[str, str] | None = None,
    prior: Prior | None = None,
    encoding: str = "",
) -> Facts:
    """Workbooks, or one mapping of data frames by level, as one data set that may be computed.

    Raises ``Refused``, also for rows that still bear the names of a template's example, and
    ``TypeError`` where workbooks and frames are mixed.
    """
    frames = [source for source in sources if not isinstance(source, Path)]
    if not frames:
        paths = [source for source in sources if isinstance(source, Path)]
        facts = read_workbooks(
            policy, paths, sheets=sheets or (), given=given, prior=prior, encoding=encoding
        )
    elif len(sources) == 1 and not sheets and not encoding:
        facts = read_frames(policy, frames[0], given=given, prior=prior)
    else:
        raise TypeError("either workbooks or one mapping of data frames")
    refuse_on_errors(find_example_rows(facts))
    return facts


def read_frames(
    policy: Policy,
    frames: Mapping[str, pd.DataFrame],
    *,
    given: Mapping[str, str] | None = None,
    prior: Prior | None = None,
) -> Facts:
    """Read data frames, one for each level by its name, with the checks of workbooks.

    Columns are named as a sheet's headings are, units in brackets. Raises ``Refused``.
    """
    from jiangzhi.facts.book.frames import grid_of_frame

    grids = [grid_of_frame(frame, name=level) for level, frame in frames.items()]
    return facts_of_grids(
        policy,
        grids,
        files={},
        asked=[(level, level) for level in frames],
        given=given or {},
        prior=prior or {},
        notes=[],
    )
