"""Verification: everything recomputed from what the run folder stores, and compared.

Nothing recorded is taken at its word: the manifest's form and chain, every file's hash, the
plan made anew from the policy's text, every value evaluated anew, and the outputs written
anew. What was altered is named first; what differs only because of it is told under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiangzhi.audit import problems
from jiangzhi.audit.chain import read_chain
from jiangzhi.audit.files import altered_files, check_signature, company_problems
from jiangzhi.audit.finding import Finding, Verified, findings_of, worst_first
from jiangzhi.audit.inquiry import Inquiry
from jiangzhi.audit.recompute import Evaluate
from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.record.manifest import MANIFEST, engine_version, seal_of
from jiangzhi.record.open_run import read_manifest


def verify_run(
    folder: Path,
    *,
    evaluate: Evaluate | None = None,
    originals: Sequence[Path] = (),
    signer: str | None = None,
) -> Verified:
    """Everything about a run that is not as it should be; nothing where all agrees.

    ``evaluate`` recomputes; without it, the evaluator that did not record the run does, and
    exact fractions decide where the two differ. ``originals`` are the workbooks that were read,
    and the policy (a ``.md`` file), to compare; ``signer`` is the public key (hex) that must
    have signed. What cannot be read is reported beside what the other parts show. Raises
    ``OSError`` for originals that cannot be opened.
    """
    try:
        data = read_manifest(folder)
    except Refused as refused:
        return Verified(tuple(findings_of(refused.diagnostics)))
    chain = read_chain(folder, data)
    key, of_signature = check_signature(folder, signer)
    inquiry = Inquiry(folder, data, chain, altered_files(folder, chain.vouched))
    inquiry.run(evaluate, originals)
    found = [*inquiry.findings(), *findings_of([*company_problems(folder, data), *of_signature])]
    if data["engine"] != engine_version():
        place = FilePlace(str(folder / MANIFEST))
        other = problems.OTHER_ENGINE.at(place, found=data["engine"], own=engine_version())
        found.append(Finding(other))
    return Verified(worst_first(found), seal_of(data), key, tuple(inquiry.originals))
