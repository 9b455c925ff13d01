"""What a run is about, completed from its data where its user did not say."""

from __future__ import annotations

from dataclasses import replace

from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan
from jiangzhi.record.about import About


def completed(about: About, plan: Plan, facts: Facts) -> About:
    """County and year from the data: the one entity of the highest level above the subject; the
    year that the workbooks state, else the one of the day of computing."""
    year = about.year
    if year is None:
        year = facts.year
    if year is None and plan.as_of is not None:
        year = plan.as_of.year
    return replace(about, county=about.county or county_of(plan, facts), year=year)


def county_of(plan: Plan, facts: Facts) -> str:
    """The name of the only entity right below the whole; "" where there are several, or where
    the subject itself stands there."""
    level = next((one for one in plan.levels if one.parent == plan.levels[0].name), None)
    if level is None or level.detail or level.name == plan.subject:
        return ""
    keys = facts.levels[level.name].keys
    return keys[0][-1] if len(keys) == 1 and keys[0] else ""
