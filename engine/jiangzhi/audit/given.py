"""What was given by hand when a run was made: it stands in no original, so it is always told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jiangzhi.audit import problems
from jiangzhi.audit.claims import Claim, Subject, Verdict
from jiangzhi.audit.finding import Finding
from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.facts.words import heading_of
from jiangzhi.plan.load import stored_policy
from jiangzhi.record.about import About
from jiangzhi.words import Words

#: The name under which the day to compute by is told.
DAY = "计算日"


@dataclass(frozen=True, slots=True)
class Expected:
    """What whoever verifies knows was given by hand: parameters as written, the day."""

    given: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None


def given_by_hand(facts: Facts, whole: str) -> dict[str, str]:
    """Parameters and inputs of the whole that no cell holds, each as it was written."""
    level = facts.levels[whole]
    found = {name: one.raw for name, one in facts.given.items() if one.place is None}
    return found | {
        name: column.raw[0]
        for name, column in level.columns.items()
        if column.raw[0] and level.place(name, 0) is None
    }


def check_given(
    recorded: Outcome,
    sheets: Sequence[tuple[str, str]],
    about: About,
    *,
    read: About,
    text: str,
    expected: Expected,
) -> tuple[list[Claim], list[Finding]]:
    """A claim for everything that was given by hand. ``sheets`` are those that were chosen by
    hand, by level, ``about`` what the run was said to be about, ``read`` what of
    that follows from policy and workbooks, ``text`` the policy."""
    facts, plan = recorded.facts, recorded.plan
    own = dict(given_by_hand(facts, plan.levels[0].name))
    wanted = _named(expected.given, own)
    if plan.as_of is not None and plan.as_of != _stated_day(text, plan.policy_file):
        own[DAY] = plan.as_of.isoformat()
    if expected.as_of is not None:
        wanted[DAY] = expected.as_of
        own.setdefault(DAY, "" if plan.as_of is None else plan.as_of.isoformat())
    findings = [
        Finding(
            problems.GIVEN_DIFFERS.at(
                None,
                name=name,
                recorded=own.get(name) or Words("没有", "nothing"),
                expected=wanted[name],
            )
        )
        for name in wanted
        if not _same(own.get(name), wanted[name])
    ]
    return [*_claims(own, wanted, sheets), *_said(about, read)], findings


def _stated_day(text: str, file: str) -> date | None:
    """The day that the policy itself says to compute by, ``None`` where it says none."""
    try:
        return stored_policy(text, file=file, as_of=None)[1].as_of
    except Refused:
        return None


def _said(about: About, read: About) -> Iterator[Claim]:
    """What whoever made the run said it is about: it stands on the outputs and in its name.
    ``read`` is what follows from policy and workbooks, which is no more than these are."""
    follows = _parts(read)
    for name, text in _parts(about).items():
        if text and text != follows[name]:
            why = ("运行时写的", "written when the run was made")
            yield Claim(Subject.GIVEN, f"{name}={text}", Verdict.CONSISTENT, *why)


def _parts(about: About) -> dict[str, str]:
    return {
        "县区": about.county,
        "年度": "" if about.year is None else str(about.year),
        "阶段": about.stage.value if about.stage is not None else "",
        "名称": about.title,
        "编制单位": about.issuer,
        "文号": about.number,
        "确认": "、".join(one.text for one in about.confirmed),
    }


def _claims(
    own: Mapping[str, str], wanted: Mapping[str, str], sheets: Sequence[tuple[str, str]]
) -> Iterator[Claim]:
    unseen = ("它不在办法和工作簿里", "it stands in neither the policy nor a workbook")
    for name in dict.fromkeys([*own, *wanted]):
        label = f"{name}={own.get(name) or '没有'}"
        if name not in wanted:
            yield Claim(Subject.GIVEN, label, Verdict.CONSISTENT, *unseen)
        elif _same(own.get(name), wanted[name]):
            same = ("与所说的相符", "as it was said to be")
            yield Claim(Subject.GIVEN, label, Verdict.AS_ORIGINAL, *same)
        else:
            told = (f"应当是 {wanted[name]}", f"it should be {wanted[name]}")
            yield Claim(Subject.GIVEN, label, Verdict.DIFFERS, *told)
    for level, sheet in sheets:
        yield Claim(Subject.GIVEN, f"工作表 {level}={sheet}", Verdict.CONSISTENT, *unseen)


def _named(wanted: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What is expected, under the names that the run has."""
    names = {heading_of(name): name for name in own}
    return {names.get(heading_of(name), name): text for name, text in wanted.items()}


def _same(one: str | None, other: str) -> bool:
    return one is not None and heading_of(one) == heading_of(other)
