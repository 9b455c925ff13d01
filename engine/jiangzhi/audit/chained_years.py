"""Whether a run of last year is of last year, of here, and of use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused, errors_among
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan, PriorStep
from jiangzhi.policy.problems import years
from jiangzhi.words import Words

#: More names than these are counted, not told.
MOST_NAMES: Final = 5


def notes_on_years(
    plan: Plan, facts: Facts, last: Outcome | None, where: str, *, first_year: int | None
) -> list[Diagnostic]:
    """What a run must be told of how it chains to last year's (``last``, the run ``where``).
    ``first_year`` is the year for which the policy says that there is none before.

    Raises ``Refused`` where that is of the same year or a later one, or of other entities.
    """
    read = [step for step in plan.steps if isinstance(step, PriorStep)]
    if last is None:
        if first_year is not None and _year(plan, facts) == first_year:
            return []
        names = dict.fromkeys(step.of for step in read if step.instead is not None)
        return [years.PRIOR_FORGOTTEN.at(None, name="、".join(names))] if names else []
    place = FilePlace(where)
    if not read:
        return [years.PRIOR_NOT_READ.at(place)]
    found = [*_of_years(plan, facts, last, place), *_of_names(plan, facts, last, place)]
    if errors_among(found):
        raise Refused(found)
    return found


def _of_years(plan: Plan, facts: Facts, last: Outcome, place: FilePlace) -> Iterable[Diagnostic]:
    this, before = _year(plan, facts), _year(last.plan, last.facts)
    if this is None or before is None:
        return
    if before >= this:
        yield years.PRIOR_NOT_EARLIER.at(place, last=before, this=this)
    elif this - before > 1:
        yield years.PRIOR_SKIPS.at(place, last=before, this=this, gap=this - before - 1)


def _year(plan: Plan, facts: Facts) -> int | None:
    return plan.as_of.year if plan.as_of is not None else facts.year


def _of_names(plan: Plan, facts: Facts, last: Outcome, place: FilePlace) -> Iterable[Diagnostic]:
    level = plan.subject
    if level not in last.facts.levels or plan.level(level).parent is None:
        return
    here, there = set(facts.levels[level].keys), set(last.facts.levels[level].keys)
    if here and there and not here & there:
        yield years.PRIOR_OF_OTHERS.at(place, level=level)
        return
    new, gone = here - there, there - here
    words = (("上年没有", "not in last year:", new), ("今年没有", "not in this year:", gone))
    parts = [(f"{zh} {_named(keys)}", f"{en} “{_named(keys)}”") for zh, en, keys in words if keys]
    if parts:
        text = Words(";".join(zh for zh, _ in parts), "; ".join(en for _, en in parts))
        yield years.PRIOR_OF_SOME.at(place, level=level, text=text)


def _named(keys: Iterable[tuple[str, ...]]) -> str:
    names = sorted("/".join(key) for key in keys)
    more = f"等 {len(names)} 个" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more
