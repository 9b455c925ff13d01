"""The run folder, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import stored_policy
from jiangzhi.publish.place import Tell, building, put_in_place
from jiangzhi.publish.results import results_data, summary_data
from jiangzhi.record.about import UNKNOWN, About, Paper
from jiangzhi.record.bare_names import bare_names, facts_with_names, notes_with_names
from jiangzhi.record.completed import completed
from jiangzhi.record.manifest import (
    BOOK,
    MANIFEST,
    POLICY,
    REPORT,
    SIGNATURE,
    TRACE,
    Manifest,
    file_sha256,
    manifest_of,
    manifest_text,
    outputs_of,
)
from jiangzhi.record.trace.parquet import write_table
from jiangzhi.record.trace.plain import diagnostic_data
from jiangzhi.record.trace.write import trace_table


def as_stored(
    outcome: Outcome, policy_text: str, notes: Sequence[Diagnostic]
) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """The outcome and its notes with files called by bare names, and with the plan that the
    stored text gives: a run must not depend on where its files lay."""
    plan, facts = outcome.plan, outcome.facts
    policy_name = PurePath(plan.policy_file.replace("\\", "/")).name
    _, stored = stored_policy(policy_text, file=policy_name, as_of=plan.as_of)
    names = {**bare_names(facts.files), plan.policy_file: policy_name}
    named = replace(outcome, plan=stored, facts=facts_with_names(facts, names))
    return named, notes_with_names(notes, names)


def publish_run(
    outcome: Outcome,
    *,
    out: Path,
    policy_text: str,
    notes: Sequence[Diagnostic] = (),
    agreement: Mapping[str, Any] | None = None,
    sign: Path | None = None,
    about: About = UNKNOWN,
    tell: Tell = lambda _: None,
) -> Path:
    """Write a run below ``out`` and return its folder, named after what it is about and the seal.

    ``about`` is completed from the data, ``notes`` are all diagnostics of the run, ``agreement``
    says what the evaluators compared, ``sign`` is a file with an Ed25519 private key (PEM). The
    folder appears only when it is complete. The same inputs give the same bytes: a run that is
    there already is left as it is, and another folder of the same name is kept under a name of
    its own, which ``tell`` hears of. Raises ``OSError``, and ``Refused`` for a key that cannot
    be used, and where a file or a signed run stands in the way.
    """
    about = completed(about, outcome.plan, outcome.facts)
    outcome, notes = as_stored(outcome, policy_text, notes)
    with building(out) as built:
        manifest = _write_parts(
            outcome, built, policy_text, notes, agreement=agreement or {}, about=about
        )
        if sign is not None:
            from jiangzhi.record.signature import sign_file

            sign_file(built / MANIFEST, built / SIGNATURE, key=sign)
        put_in_place(built, out / manifest.run, tell)
    return out / manifest.run


def _write_parts(
    outcome: Outcome,
    folder: Path,
    policy_text: str,
    notes: Sequence[Diagnostic],
    *,
    agreement: Mapping[str, Any],
    about: About,
) -> Manifest:
    (folder / POLICY).write_text(policy_text, encoding="utf-8", newline="")
    table = trace_table(outcome)
    results = summary_with_notes(outcome, notes)
    with ThreadPoolExecutor(1) as beside:
        # the table is written while its columns are hashed: neither holds the interpreter's lock
        written = beside.submit(write_table, table, folder / TRACE)
        manifest = manifest_of(
            outcome, table=table, policy_text=policy_text, results=results, agreement=agreement,
            about=about,
        )  # fmt: skip
        write_outputs(outcome, folder, manifest=manifest, notes=notes)
        written.result()
    hashes = {name: file_sha256(folder / name) for name in outputs_of(about)}
    text = manifest_text(manifest, results=results, outputs=hashes)
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="")
    return manifest


def summary_with_notes(outcome: Outcome, notes: Sequence[Diagnostic]) -> dict[str, Any]:
    """What ``run.json`` says of the results, with the diagnostics of the run."""
    return {**summary_data(outcome), "diagnostics": [diagnostic_data(note) for note in notes]}


def results_with_notes(outcome: Outcome, notes: Sequence[Diagnostic]) -> dict[str, Any]:
    """What is announced, with the diagnostics of the run."""
    return {**results_data(outcome), "diagnostics": [diagnostic_data(note) for note in notes]}


def write_outputs(
    outcome: Outcome, folder: Path, *, manifest: Manifest, notes: Sequence[Diagnostic]
) -> None:
    """Write what people open, but for what was left out: the workbook and the report page."""
    from jiangzhi.publish.book.write import write_workbook
    from jiangzhi.publish.report.write import write_report

    about = manifest.about
    if Paper.BOOK not in about.left_out:
        write_workbook(outcome, folder / BOOK, manifest=manifest.hashes, notes=notes, about=about)
    if Paper.REPORT not in about.left_out:
        write_report(outcome, folder / REPORT, manifest=manifest, notes=notes)
