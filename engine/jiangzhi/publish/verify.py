"""Verification: everything recomputed from what the run folder stores, and compared.

Nothing recorded is taken at its word: the manifest's form and chain, every file's hash, the
plan made anew from the policy's text, every value evaluated anew, and the outputs written
anew. What differs is named.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.store.plain import diagnostic_from
from jiangzhi.explain.store.write import trace_table
from jiangzhi.plan.model import Plan
from jiangzhi.publish import problems
from jiangzhi.publish.checks import (
    chain_problems,
    file_problems,
    signature_problems,
    workbook_problems,
)
from jiangzhi.publish.difference import differing_cells, differing_results, differing_values
from jiangzhi.publish.folder import summary_with_notes, write_outputs
from jiangzhi.publish.manifest import (
    BOOK,
    MANIFEST,
    REPORT,
    TRACE,
    Manifest,
    engine_version,
    manifest_of,
    manifest_text,
)
from jiangzhi.publish.opened import plan_from, read_manifest, read_outcome, read_policy, readable
from jiangzhi.publish.recompute import arbitrate, recompute
from jiangzhi.workbook.model import Facts

Evaluate = Callable[[Plan, Facts], Outcome]


def verify_run(
    folder: Path,
    *,
    evaluate: Evaluate | None = None,
    workbooks: Sequence[Path] = (),
    signer: str | None = None,
) -> tuple[Diagnostic, ...]:
    """Everything about a run that is not as it should be; nothing where all agrees.

    ``evaluate`` recomputes; without it, the evaluator that did not record the run does, and
    exact fractions decide where the two differ. ``workbooks`` are originals to compare by
    hash, ``signer`` is the public key (hex) that must have signed. What cannot be read is
    reported beside what the other parts show.
    """
    try:
        data = read_manifest(folder)
    except Refused as refused:
        return refused.diagnostics
    found = [
        *chain_problems(folder, data),
        *file_problems(folder, data),
        *signature_problems(folder, signer),
        *workbook_problems(data, workbooks),
    ]
    if data["engine"] != engine_version():
        place = FilePlace(str(folder / MANIFEST))
        found.append(problems.OTHER_ENGINE.at(place, found=data["engine"], own=engine_version()))
    try:
        found.extend(_recomputed(folder, data, evaluate))
    except Refused as refused:
        found.extend(one for one in refused.diagnostics if one not in found)
    return tuple(found)


def _recomputed(folder: Path, data: Any, evaluate: Evaluate | None) -> Iterator[Diagnostic]:
    """What differs when all is computed again from the policy's text and the stored inputs."""
    text = read_policy(folder)
    with readable(folder / MANIFEST):
        plan = plan_from(text, data)
    recorded = read_outcome(folder, plan)
    with readable(folder / TRACE):
        outcome = evaluate(plan, recorded.facts) if evaluate else recompute(plan, recorded)
        differing = list(differing_values(folder / TRACE, recorded, outcome))
        if differing and evaluate is None:
            outcome = arbitrate(plan, recorded, outcome)
    yield from differing
    notes = _notes(folder, data)
    results = summary_with_notes(outcome, notes)
    yield from differing_results(folder / MANIFEST, data["results"], results)
    manifest = manifest_of(
        recorded,
        table=trace_table(recorded),
        policy_text=text,
        results=data["results"],
        agreement=data["agreement"],
    )
    yield from _manifest_again(folder, data, manifest)
    if data["engine"] == engine_version():
        yield from _outputs_again(folder, outcome, manifest, notes)


def _notes(folder: Path, data: Any) -> list[Diagnostic]:
    try:
        return [diagnostic_from(one) for one in data["results"]["diagnostics"]]
    except (KeyError, TypeError, ValueError) as error:
        place = FilePlace(str(folder / MANIFEST))
        what, what_en = "结果里的提示不成样子", "the diagnostics have lost their form"
        raise Refused([problems.MANIFEST_ALTERED.at(place, what=what, what_en=what_en)]) from error


def _manifest_again(folder: Path, data: Any, manifest: Manifest) -> Iterator[Diagnostic]:
    """Parts of the manifest that the stored trace and policy give otherwise."""
    text = manifest_text(manifest, results=data["results"], outputs=data["outputs"])
    again = json.loads(text)
    place = FilePlace(str(folder / MANIFEST))
    for column in sorted({*again["columns"], *data["columns"]}):
        if again["columns"].get(column) != data["columns"].get(column):
            yield problems.COLUMN_ALTERED.at(FilePlace(str(folder / TRACE)), column=column)
    for part in sorted({*again, *data} - {"columns", "engine"}):
        if again.get(part) != data.get(part):
            what, what_en = f"“{part}”与重算的不符", f"“{part}” is recomputed otherwise"
            yield problems.MANIFEST_ALTERED.at(place, what=what, what_en=what_en)


def _outputs_again(
    folder: Path, outcome: Outcome, manifest: Manifest, notes: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Outputs whose bytes differ from those written anew; cell by cell for the workbook."""
    with tempfile.TemporaryDirectory() as built:
        again = Path(built)
        write_outputs(outcome, again, manifest=manifest, notes=notes)
        for name in (BOOK, REPORT):
            path = folder / name
            if not path.is_file() or path.read_bytes() == (again / name).read_bytes():
                continue
            cells = list(differing_cells(path, again / name)) if name == BOOK else []
            yield from cells
            if not cells:
                yield problems.OUTPUT_DIFFERS.at(FilePlace(str(path)), file=name)
