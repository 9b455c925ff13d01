"""A policy checked on every day on which it changes, where no day is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from jiangzhi.diagnostic import (
    Because,
    Diagnostic,
    Refused,
    Severity,
    TextPlace,
    refuse_on_errors,
)
from jiangzhi.policy.model import Policy, Rules
from jiangzhi.policy.problems.front import NOT_IN_FORCE
from jiangzhi.policy.written.front import KEYS
from jiangzhi.words import Words

if TYPE_CHECKING:
    from jiangzhi.document.model import Document
    from jiangzhi.plan.load import Loaded

#: What is of no use on one day may be of use on another.
_UNUSED: Final = frozenset({"P202", "P204", "P205", "P208"})


def plan_on_every_day(document: Document) -> Loaded:
    """The policy as of the day of its front matter or first worked case, else of its last
    period, with what is wrong on any day. Raises ``Refused``."""
    from jiangzhi.plan.load import plan_document
    from jiangzhi.policy.days import days_of_change

    days = days_of_change(document)
    stated = any(KEYS.get(key) == "基准日" for key in document.front)
    if not days:
        return plan_document(document, day_of_cases=True)
    found: dict[date, tuple[Diagnostic, ...]] = {}
    loaded: list[Loaded] = []
    for day in days:
        try:
            loaded.append(plan_document(document, as_of=day))
            found[day] = loaded[-1].notes
        except Refused as refused:
            found[day] = refused.diagnostics
    standing = [_names(one.policy) for one in loaded]
    notes = (*_merged(found, standing, day_stated=stated), *_levels_that_jump(loaded))
    refuse_on_errors(notes)
    try:
        shown = plan_document(document, day_of_cases=True)
    except Refused:  # no day is stated: some part needs one
        shown = loaded[-1]
    return replace(shown, notes=notes)


def _merged(
    found: dict[date, tuple[Diagnostic, ...]],
    standing: Sequence[frozenset[str]],
    *,
    day_stated: bool,
) -> tuple[Diagnostic, ...]:
    first: dict[tuple[object, ...], tuple[date, Diagnostic]] = {}
    times: dict[tuple[object, ...], int] = {}
    for day, diagnostics in found.items():
        for key, diagnostic in {_key(one): one for one in diagnostics}.items():
            first.setdefault(key, (day, diagnostic))
            times[key] = times.get(key, 0) + 1
    merged = []
    for key, (day, diagnostic) in first.items():
        on_every_day = times[key] == len(found)
        if diagnostic.code in _UNUSED:
            # Of use on another day on which it stands there.
            name = str(diagnostic.args.get("name", ""))
            if times[key] < sum(name in names for names in standing):
                continue
            on_every_day = True
        merged.append(diagnostic if on_every_day else _on(day, diagnostic, day_stated=day_stated))
    return tuple(sorted(merged, key=_line))


def _names(policy: Policy) -> frozenset[str]:
    """What stands in a policy on its day: quantities, tables, inputs and parameters."""
    tables = (q.definition.table for q in policy.quantities if isinstance(q.definition, Rules))
    return frozenset(
        (
            *tables, *(one.name for one in policy.quantities),
            *(one.name for one in policy.inputs), *(one.name for one in policy.parameters),
        )
    )  # fmt: skip


def _on(day: date, diagnostic: Diagnostic, *, day_stated: bool) -> Diagnostic:
    """A problem of some days only. That nothing is in force on another day than the stated one
    is a gap that may be meant: a run as of a day in it is refused."""
    said = Because(Words(f"按 {day} 的规定检查", f"checked as of {day}"))
    problem = diagnostic.problem
    if day_stated and diagnostic.code == NOT_IN_FORCE.code:
        problem = replace(problem, severity=Severity.WARNING)
    return replace(diagnostic, problem=problem, because=(*diagnostic.because, said))


def _key(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The same problem at the same place, whatever the day that its words name."""
    words = {name: value for name, value in diagnostic.args.items() if name != "day"}
    return diagnostic.code, str(diagnostic.place), str(sorted(words.items(), key=str))


def _line(diagnostic: Diagnostic) -> tuple[int, int, str]:
    place = diagnostic.place
    line, column = (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)
    return line, column, diagnostic.code


def _levels_that_jump(loaded: Sequence[Loaded]) -> list[Diagnostic]:
    """Quantities that stand on one level on one day and on another on another."""
    from jiangzhi.policy.problems.statements import LEVEL_JUMPS

    seen: dict[str, tuple[str, TextPlace]] = {}
    found: dict[str, Diagnostic] = {}
    for policy in (one.policy for one in loaded):
        for quantity in policy.quantities:
            level, place = seen.setdefault(quantity.name, (quantity.level, quantity.cite.place))
            if level != quantity.level and quantity.name not in found:
                found[quantity.name] = LEVEL_JUMPS.at(
                    quantity.cite.place, name=quantity.name, one=level, other=quantity.level,
                    because=[Because(Words(f"在{level}层的一句", f"the rule on “{level}”"), place)],
                )  # fmt: skip
    return list(found.values())
