"""Last year's run, verified through to the first year, against what this year read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.claims import Claim, Subject, Verdict, weakest
from jiangzhi.audit.finding import Finding, Verified
from jiangzhi.audit.prior import values_of
from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused, Severity
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.plan.model import PriorStep
from jiangzhi.record.manifest import MANIFEST, seal_of
from jiangzhi.record.open_run import open_run, read_manifest

#: So many values of last year are named.
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class LastYear:
    """What verifying last year's run established: its claims and those of the runs before it."""

    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()


def folder_of(folder: Path, data: Mapping[str, Any], given: Sequence[Path]) -> Path | None:
    """Where last year's run of a manifest lies: among the folders given, else beside it."""
    known = data.get("prior")
    if not isinstance(known, dict):
        return None
    name, seal = str(known.get("run", "")), known.get("seal")
    for one in given:
        if _seal(one) == seal:
            return one
    if not name or PurePath(name).name != name:
        return None
    beside = folder.resolve().parent / name
    return beside if (beside / MANIFEST).is_file() else None


def _seal(folder: Path) -> str | None:
    try:
        return seal_of(read_manifest(folder))
    except (Refused, OSError):
        return None


def manifests_before(
    folder: Path, data: Mapping[str, Any], given: Sequence[Path]
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The runs of the years before, as far as their folders are found, the nearest first."""
    seen = {seal_of(data)}
    while True:
        before = folder_of(folder, data, given)
        if before is None:
            return
        try:
            data = read_manifest(before)
        except Refused:
            return
        folder = before
        if seal_of(data) in seen:
            return
        seen.add(seal_of(data))
        yield folder, data


def check_last_year(
    folder: Path,
    data: Mapping[str, Any],
    recorded: Outcome | None,
    *,
    given: Sequence[Path],
    verify: Callable[[Path], Verified],
    touched: bool,
) -> LastYear:
    """Verify the run that a run read last year's values from, and compare these values.

    ``given`` are run folders handed in as originals, ``recorded`` the outcome as it was sealed,
    ``None`` where it cannot be read; ``verify`` verifies a folder of an earlier year. ``touched``
    says that what the trace holds of last year was altered.
    """
    reads = recorded is not None and any(
        isinstance(step, PriorStep) for step in recorded.plan.steps
    )
    known = data.get("prior")
    if not isinstance(known, dict):
        return LastYear((_none_given(recorded),)) if reads else LastYear()
    name = str(known.get("run", "?"))
    found = folder_of(folder, data, given)
    if found is None and touched:
        return LastYear((_differs(name),))
    if found is None:
        zh = "它的目录不在旁边,也没有给出"
        en = "its folder is neither beside nor given"
        return LastYear((Claim(Subject.PRIOR, name, Verdict.NOT_CHECKED, zh, en),))
    place = FilePlace(str(found))
    if _seal(found) != known.get("seal"):
        other = problems.OTHER_LAST_YEAR.at(place, run=found.name)
        return LastYear((_differs(name),), (Finding(other),))
    verified = verify(found)
    claims = tuple(replace(claim, run=claim.run or name) for claim in verified.claims)
    findings = []
    errors = [one for one in verified.findings if one.diagnostic.severity is Severity.ERROR]
    if errors:
        told = problems.LAST_YEAR_ALTERED.at(place, run=name)
        below = [one for root in errors for one in (root.diagnostic, *root.details)]
        findings.append(Finding(told, tuple(below)))
    unlike: list[Diagnostic] = []
    if recorded is not None and not errors:
        unlike = list(_unlike_values(recorded, found))
        findings.extend(Finding(one) for one in unlike)
    if errors or unlike or touched:
        return LastYear((_differs(name), *claims), tuple(findings))
    own = weakest(claim.verdict for claim in claims)
    if found in given:
        own = Verdict.AS_ORIGINAL
        zh, en = "与给出的那一次运行相符", "as in the run that was given"
    elif own is Verdict.AS_ORIGINAL:
        zh, en = (
            "与旁边的那一次运行相符,那一次也追到了原件",
            "as beside, which its originals bear out",
        )
    else:
        own = Verdict.CONSISTENT
        zh, en = "与旁边的那一次运行相符", "as in the run that lies beside"
    if recorded is None:
        own, zh, en = Verdict.NOT_CHECKED, "值不能读", "the values cannot be read"
    return LastYear((Claim(Subject.PRIOR, name, own, zh, en), *claims), tuple(findings))


def _none_given(recorded: Outcome | None) -> Claim:
    if recorded is not None and any(recorded.facts.prior.values()):
        zh, en = "没有写明是哪一次运行的", "which run they are of is not said"
        return Claim(Subject.PRIOR, "", Verdict.NOT_CHECKED, zh, en)
    zh = "办法要读上年结果,这次运行没有给"
    en = "the policy reads last year's run, and none was given"
    return Claim(Subject.PRIOR, "", Verdict.CONSISTENT, zh, en)


def _differs(name: str) -> Claim:
    return Claim(Subject.PRIOR, name, Verdict.DIFFERS, "见上面列出的", "see the list above")


def _unlike_values(recorded: Outcome, folder: Path) -> Iterator[Diagnostic]:
    """Last year's values that the run has otherwise than last year's run."""
    last = values_of(recorded.plan, open_run(folder).outcome)
    context = context_of(recorded)
    told = 0
    for step in recorded.plan.steps:
        if not isinstance(step, PriorStep):
            continue
        theirs, mine = last.get(step.of, {}), recorded.facts.prior.get(step.of, {})
        for key in recorded.facts.levels[step.head.level].keys:
            one, other = tuple(key) in theirs, tuple(key) in mine
            values = [side.get(tuple(key)) for side in (theirs, mine)]
            if one == other and values[0] == values[1]:
                continue
            told += 1
            if told > _MOST_ROWS:
                return
            original, here = (
                "没有"
                if not there
                else context.show(
                    Unknown(State.MISSING) if value is None else value, step.head.type
                )
                for there, value in zip((one, other), values, strict=True)
            )
            yield problems.LAST_VALUE_DIFFERS.at(
                FilePlace(str(folder)), town="/".join(key), quantity=step.of,
                original=original, recorded=here,
            )  # fmt: skip
