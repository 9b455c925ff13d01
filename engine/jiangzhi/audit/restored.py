"""The trace as it was sealed, as far as it can be put back, and as it is recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from jiangzhi.audit.archive import DAMAGED
from jiangzhi.audit.book_values import trace_with_book
from jiangzhi.audit.recompute import Evaluate, arbitrate, recompute
from jiangzhi.audit.stored import (
    Stored,
    altered_columns,
    altered_rows,
    column_problems,
    inner_problems,
    restore,
    with_columns,
)
from jiangzhi.audit.values import differ
from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import InputStep
from jiangzhi.record.trace import names
from jiangzhi.record.trace.write import trace_table

#: How the columns begin that say where rows stand.
_OF_ROWS: Final = "行."


@dataclass(frozen=True, slots=True)
class Restored:
    """``before`` is the outcome as it was sealed, ``again`` the one recomputed from its inputs.
    ``places`` are what was altered in the file and ``columns`` where ("" for its metadata);
    ``is_whole`` says that all of it was put back, so that ``before`` is proved by the chain."""

    before: Outcome
    again: Outcome
    places: tuple[Diagnostic, ...]
    columns: frozenset[str]
    is_whole: bool

    @property
    def touches_inputs(self) -> bool:
        """Whether anything altered is, or may be, what was read from a workbook."""
        own = {step.head.name for step in self.before.plan.steps if isinstance(step, InputStep)}
        own |= {"", *(level.name for level in self.before.plan.levels)}
        return any(
            name.partition(".")[0] in own or name.startswith(_OF_ROWS) for name in self.columns
        )

    @property
    def touches_last_year(self) -> bool:
        """Whether anything altered is what was read of last year's run."""
        return any(name.endswith((names.PRIOR, names.PRIOR_STATE)) for name in self.columns)


def restore_trace(
    stored: Stored,
    vouched: Mapping[str, str],
    *,
    original: Facts | None,
    book: Path | None,
    evaluate: Evaluate | None,
) -> Restored:
    """Put altered columns back and recompute.

    ``original`` are the facts of the original workbooks, ``book`` is the ``allocations.xlsx``
    beside the trace, where it is unaltered. Raises ``Refused`` where the evaluators differ from
    exact fractions.
    """
    altered = altered_columns(stored, vouched)
    columns = restore(stored, altered, vouched, _sources(stored, original, book)) if altered else {}
    before = with_columns(stored, columns) if columns else stored.outcome
    again = _recomputed(before, evaluate)
    left = [name for name in altered if name not in columns]
    if left:
        computed = trace_table(replace(before, steps=again.steps))
        more = restore(stored, left, vouched, [computed])
        if more:
            columns = {**columns, **more}
            before = with_columns(stored, columns)
    left = [name for name in altered if name not in columns]
    # what is not put back changes other columns when they are written: their own hash holds
    told = stored.table.column_names if left else altered
    inner = list(inner_problems(stored, trace_table(before), told))
    places = [
        *altered_rows(stored, before, columns),
        *column_problems(stored, left),
        *(one for _, one in inner),
    ]
    where = frozenset([*altered, *(name for name, _ in inner)])
    return Restored(before, again, tuple(places), where, is_whole=not left and not inner)


def _recomputed(before: Outcome, evaluate: Evaluate | None) -> Outcome:
    """What the other evaluator finds; exact fractions, where that is not what was recorded."""
    if evaluate is not None:
        return evaluate(before.plan, before.facts)
    again = recompute(before.plan, before)
    return arbitrate(before.plan, before, again) if differ(before, again) else again


def _sources(stored: Stored, original: Facts | None, book: Path | None) -> Sequence[Any]:
    sources = [stored.written]
    if original is not None:
        plan = stored.outcome.plan
        steps = recompute(plan, replace(stored.outcome, facts=original)).steps
        sources.insert(0, trace_table(replace(stored.outcome, facts=original, steps=steps)))
    if book is not None:
        with suppress(*DAMAGED):
            sources.append(trace_with_book(stored.outcome, book))
    return sources
