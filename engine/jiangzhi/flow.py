"""The whole pipeline on one page: plain functions between frozen dataclasses.

    Markdown ─document→ Document ─policy→ Policy ─plan→ Plan ┐
                                                             ├─evaluate→ Computed ─publish→ run
    xlsx ───────────────facts→ Facts ────────────────────────┘                └─explain→ why

Every way through the stages is a function here: it composes, and does nothing else. Whatever
stands above the stages (command line, API, batches, simulation, desk) imports this page.
A function imports its stages when it is called, so that what is not asked for costs nothing.
What is written for people to read stands on ``papers``, the back of this page; what is made for
millions of rows on ``bulk``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiangzhi.bulk import part, stream
from jiangzhi.events import Event, OnEvent
from jiangzhi.papers import (
    annotate,
    as_pdf,
    notice_template,
    notices,
    regulation,
    report,
    results,
    settle,
    summary,
    template,
)  # fmt: skip
from jiangzhi.words import Language, Words

if TYPE_CHECKING:
    import pandas as pd

    from jiangzhi.audit.finding import Verified
    from jiangzhi.audit.known import Known
    from jiangzhi.document.model import Document
    from jiangzhi.evaluate.judge import Checked, Computed
    from jiangzhi.explain.asked import Asked
    from jiangzhi.explain.compare.comparison import Comparison
    from jiangzhi.explain.how_far.how_far import HowFar
    from jiangzhi.explain.model import Derivation
    from jiangzhi.explain.what_if import Supposed
    from jiangzhi.explain.why_not import NotApplied
    from jiangzhi.facts.model import Facts
    from jiangzhi.plan.load import Loaded
    from jiangzhi.prove.model import Proved
    from jiangzhi.record.about import About
    from jiangzhi.record.open_run import Run

__all__ = [
    "against", "annotate", "as_pdf", "ask", "check", "compare", "document", "how_far", "load",
    "notice_template", "notices", "open_run", "part", "prove", "publish", "read", "regulation",
    "report", "results", "run", "settle", "stream", "summary", "template", "verify", "what_if",
    "why", "why_not",
]  # fmt: skip


def document(source: Path | str) -> Document:
    """A policy's file, or its text, read as a document. Raises ``Refused``."""
    from jiangzhi.document.load import read_document_file
    from jiangzhi.document.read import read_document

    if isinstance(source, Path):
        return read_document_file(source)
    return read_document(source, file="办法.md")


def load(source: Path | str, *, as_of: date | None = None, day_of_cases: bool = False) -> Loaded:
    """A policy, from its file or its text, as of a day. Raises ``Refused``.

    Without a day, ``day_of_cases`` takes that of the first worked case that has one.
    """
    from jiangzhi.plan.load import plan_document

    return plan_document(document(source), as_of=as_of, day_of_cases=day_of_cases)


def load_to_check(source: Path | str) -> Loaded:
    """A policy with what is wrong on any day on which it changes. Raises ``Refused``."""
    from jiangzhi.plan.every_day import plan_on_every_day

    return plan_on_every_day(document(source))


def check(loaded: Loaded, *, coverage: bool = False) -> Checked:
    """The worked cases computed, and everything that is wrong with the policy without data: also
    guarantees that a town refutes, where the solver is installed."""
    from jiangzhi.evaluate.cases.coverage import coverage_of
    from jiangzhi.evaluate.judge import Checked, broken_in_cases, run_cases
    from jiangzhi.prove.ready import refuted_if_solver

    cases = run_cases(loaded)
    differences = (one for case in cases for one in case.differences)
    refuted = refuted_if_solver(loaded.plan)
    found = (*loaded.notes, *differences, *broken_in_cases(cases), *refuted)
    return Checked(tuple(cases), found, coverage_of(loaded.plan, cases) if coverage else None)


def read(
    loaded: Loaded,
    *sources: Path | Mapping[str, pd.DataFrame],
    sheets: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
    prior: Run | Path | None = None,
    encoding: str = "",
) -> Facts:
    """Workbooks, or one mapping of DataFrames by level, as one data set. ``sheets`` names the sheet
    of a level where more than one would do, ``given`` sets parameters, ``prior`` last year's run,
    ``encoding`` that of texts not stated. Raises ``Refused``.
    """
    from dataclasses import replace

    from jiangzhi.audit.chained_years import notes_on_years
    from jiangzhi.facts.read import read_sources

    more: dict[str, Any] = {"sheets": sheets, "given": given, "encoding": encoding}
    if prior is None:
        facts = read_sources(loaded.policy, sources, **more)
        notes = notes_on_years(loaded.plan, facts, None, "", first_year=loaded.policy.first_year)
        return replace(facts, notes=(*facts.notes, *notes)) if notes else facts
    from jiangzhi.audit.prior import read_prior_run

    folder = prior if isinstance(prior, Path) else prior.folder
    values, known, last = read_prior_run(loaded.plan, folder)
    facts = read_sources(loaded.policy, sources, prior=values, **more)
    # The run's own name: what is stored must not depend on where a folder lay.
    name, first_year = folder.resolve().name, loaded.policy.first_year
    notes = notes_on_years(loaded.plan, facts, last, name, first_year=first_year)
    return replace(facts, prior_run=known, notes=(*facts.notes, *notes))


def run(
    loaded: Loaded, facts: Facts, *, crosscheck: bool = True, on_event: OnEvent | None = None
) -> Computed:
    """The outcome, judged: both evaluators agree on it and every guarantee holds, or ``Refused``
    is raised. Without ``crosscheck`` one evaluator computes alone."""
    from jiangzhi.evaluate.judge import judge

    rows = len(facts.levels[loaded.plan.subject].keys)
    words = Words(f"计算 {rows} 个{loaded.plan.subject}", f"computing {rows} rows")
    _tell(on_event, Event("evaluate", words, of=rows))
    return judge(loaded, facts, crosscheck=crosscheck)


def publish(
    computed: Computed,
    out: Path,
    *,
    sign: Path | None = None,
    about: About | None = None,
    on_event: OnEvent | None = None,
) -> Path:
    """Write a run folder below ``out``, whole or not at all, and return it; ``sign`` is a private
    key (PEM), ``about`` see ``record.about``. Raises ``Refused`` and ``OSError``."""
    from jiangzhi.publish.run_folder import publish_run
    from jiangzhi.record.about import UNKNOWN

    _tell(on_event, Event("publish", Words("写结果", "writing")))
    return publish_run(
        computed.outcome, out=out, policy_text=computed.loaded.document.text,
        notes=computed.notes, agreement=computed.agreement, sign=sign, about=about or UNKNOWN,
        tell=lambda words: _tell(on_event, Event("kept", words)),
    )  # fmt: skip


def against(before: Loaded, after: Loaded, *, times: int = 1) -> Proved:
    """How two policies differ for all inputs, result by result, with ``times`` the usual effort.
    Raises ``Refused`` where the solver is not installed."""
    from jiangzhi.prove.ready import against_with

    return against_with(before.plan, after.plan, times=times)


def prove(
    loaded: Loaded, *, about: str | None = None, guarantees: bool = False, times: int = 1
) -> Proved:
    """What holds of a policy for all inputs: its guarantees, and unless these alone are asked
    for, the standard set; ``about`` one quantity only, with ``times`` the usual effort. Raises
    ``Refused`` where the solver is not installed, or the policy has no such quantity."""
    from jiangzhi.prove.ready import prove_with

    return prove_with(loaded.plan, about=about, guarantees=guarantees, times=times)


def open_run(folder: Path) -> Run:
    """A run read back as it was recorded; ``verify`` computes it again. Raises ``Refused``."""
    from jiangzhi.record.open_run import open_run

    return open_run(folder)


def ask(
    of: Run | Computed, entity: str, quantity: str | None = None, *,
    lang: Language = "zh", below: bool = False,
) -> Asked:  # fmt: skip
    """A question about an entity (``县区/镇街`` where a name stands twice) and a quantity, all
    published ones where none is named; ``below``: in each row below. Raises ``Refused``."""
    from jiangzhi.audit.prior import last_year_of
    from jiangzhi.evaluate.judge import Computed
    from jiangzhi.explain.asked import Asked
    from jiangzhi.explain.context import context_of
    from jiangzhi.explain.locate import locate_quantities, locate_town

    last_year = None if isinstance(of, Computed) else last_year_of(of)
    at = locate_town(of.outcome, entity)
    context = context_of(of.outcome, lang, last_year=last_year)
    return Asked(context, at, tuple(locate_quantities(of.outcome, at, quantity, below=below)))


def why(asked: Asked) -> tuple[Derivation, ...]:
    """The derivation of each quantity that was asked for."""
    from jiangzhi.explain.why import why

    return tuple(why(asked.context, name, row) for name, row in asked.quantities)


def why_not(asked: Asked) -> dict[str, tuple[NotApplied, ...]]:
    """For each quantity the rules and rows that did not apply: what failed, and by how much."""
    from jiangzhi.explain.why_not import why_not

    return {name: why_not(asked.context, name, row) for name, row in asked.quantities}


def how_far(asked: Asked) -> dict[str, HowFar]:
    """For each quantity by how much an input would have to change to cross a threshold."""
    from jiangzhi.explain.how_far.how_far import how_far

    at = asked.at
    return {
        name: how_far(asked.context, name, level=at.level, row=at.row)
        for name, _ in asked.quantities
    }


def what_if(asked: Asked, supposed: Sequence[str]) -> Supposed:
    """The outcome where inputs of the entity were as ``supposed`` (``输入=值``)."""
    from jiangzhi.explain.what_if import what_if

    return what_if(asked.context, supposed, level=asked.at.level, row=asked.at.row)


def compare(before: Run, after: Run) -> Comparison:
    """Where each town's difference between two runs comes from."""
    from jiangzhi.explain.compare.compare import compare_runs, of_other_policies
    from jiangzhi.explain.compare.comparison import Comparison

    differences = compare_runs(before.outcome, after.outcome)
    warnings = of_other_policies(before.outcome, after.outcome)
    return Comparison(before, after, differences, tuple(warnings))


def verify(folder: Path, *, originals: Sequence[Path] = (), known: Known | None = None) -> Verified:
    """A run computed again from what it stores, and compared with what was given as originals and
    with what else is ``known`` of it: whose signature, what was given by hand, who may sign."""
    from jiangzhi.audit.verify import verify_run

    return verify_run(folder, originals=originals, known=known)


def _tell(on_event: OnEvent | None, event: Event) -> None:
    if on_event is not None:
        on_event(event)
