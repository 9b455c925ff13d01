"""Verification: everything recomputed from what the run folder stores, and compared.

Nothing recorded is taken at its word: the manifest's form and chain, every file's hash, the
plan made anew from the policy's text, every value evaluated anew, and the outputs written
anew. What was altered is named first; what differs only because of it is told under it. What
was established is told thing by thing, and never more than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.chain import read_chain
from jiangzhi.audit.claims import Claim, Subject, Verdict
from jiangzhi.audit.files import altered_files, company_problems
from jiangzhi.audit.finding import Finding, Verified, findings_of, worst_first
from jiangzhi.audit.given import check_given
from jiangzhi.audit.inquiry import Inquiry
from jiangzhi.audit.judge import claims_of
from jiangzhi.audit.known import Known
from jiangzhi.audit.last_year import check_last_year, manifests_before
from jiangzhi.audit.recompute import Evaluate
from jiangzhi.audit.sign_offs import check_sign_offs
from jiangzhi.audit.signatures import check_signature
from jiangzhi.diagnostic import FilePlace, Refused, errors_among
from jiangzhi.record.about import UNKNOWN, about_from
from jiangzhi.record.completed import completed
from jiangzhi.record.manifest import MANIFEST, engine_version, file_sha256, seal_of
from jiangzhi.record.open_run import read_manifest, read_policy


def verify_run(
    folder: Path,
    *,
    evaluate: Evaluate | None = None,
    originals: Sequence[Path] = (),
    known: Known | None = None,
) -> Verified:
    """Everything about a run that is not as it should be, and a claim for each thing.

    ``evaluate`` recomputes; without it, the evaluator that did not record the run does, and
    exact fractions decide where the two differ. ``originals`` are the workbooks that were read,
    the policy (a ``.md`` file) and run folders of earlier years, to compare; ``known`` is what
    else is known of the run. What cannot be read is reported beside what the other parts show.
    Raises ``OSError`` for originals that cannot be opened.
    """
    folders = [path for path in originals if path.is_dir()]
    files = [path for path in originals if not path.is_dir()]
    return _verify(folder, evaluate=evaluate, files=files, folders=folders, known=known or Known())


def _verify(
    folder: Path,
    *,
    evaluate: Evaluate | None,
    files: Sequence[Path],
    folders: Sequence[Path],
    known: Known,
    earlier: frozenset[str] = frozenset(),
) -> Verified:
    try:
        data = read_manifest(folder)
    except Refused as refused:
        manifest = Claim(Subject.MANIFEST, MANIFEST, Verdict.DIFFERS, "不能读", "it cannot be read")
        return Verified(tuple(findings_of(refused.diagnostics)), claims=(manifest,))
    seal = seal_of(data)
    before = [] if seal in earlier else list(manifests_before(folder, data, folders))
    own, theirs = _shared_out(files, data, [one for _, one in before])
    chain = read_chain(folder, data)
    signed = check_signature(folder, known.signer)
    approved = check_sign_offs(folder, known.roster)
    inquiry = Inquiry(folder, data, chain, altered_files(folder, chain.vouched))
    inquiry.run(evaluate, own)
    given: Sequence[Claim] = ()
    by_hand: Sequence[Finding] = ()
    if inquiry.recorded is not None:
        given, by_hand = check_given(
            inquiry.recorded, inquiry.originals.sheets, about_from(data.get("about", {})),
            read=completed(
                UNKNOWN, inquiry.recorded.plan, inquiry.originals.facts or inquiry.recorded.facts
            ),
            text=read_policy(folder), expected=known.expected,
        )  # fmt: skip
    last_year = check_last_year(
        folder, data, inquiry.recorded, given=folders,
        verify=partial(
            _verify, evaluate=evaluate, files=theirs, folders=folders,
            known=Known(roster=known.roster), earlier=earlier | {seal},
        ),
        touched=(Subject.PRIOR, "") in inquiry.against,
    )  # fmt: skip
    company = list(company_problems(folder, data))
    found = [
        *inquiry.findings(),
        *by_hand,
        *last_year.findings,
        *findings_of([*company, *signed.found, *approved.found]),
    ]
    if data["engine"] != engine_version():
        place = FilePlace(str(folder / MANIFEST))
        other = problems.OTHER_ENGINE.at(place, found=data["engine"], own=engine_version())
        found.append(Finding(other))
    claims = claims_of(
        inquiry, given=given, last_year=last_year.claims, company=bool(errors_among(company))
    )
    same = (*inquiry.originals.policies, *inquiry.originals.same, *sorted(inquiry.same_data))
    return Verified(
        worst_first(found),
        seal,
        signed.key,
        same,
        claims=(*claims, *signed.claims, *approved.claims),
        state=approved.state,
    )


def _shared_out(
    files: Sequence[Path], data: Mapping[str, Any], before: Sequence[Mapping[str, Any]]
) -> tuple[list[Path], list[Path]]:
    """The originals of a run, and those of the runs before it: a file that has the hash of one of
    an earlier year's belongs there, and here only if it has the hash of one here too."""
    hashes = {path: file_sha256(path) for path in files}
    here, there = _hashes([data]), _hashes(before)
    own = [path for path in files if hashes[path] in here or hashes[path] not in there]
    return own, [path for path in files if hashes[path] in there]


def _hashes(manifests: Sequence[Mapping[str, Any]]) -> set[str]:
    return {
        sha256
        for data in manifests
        for sha256 in (*data["workbooks"].values(), str(data["policy"].get("sha256")))
    }
