"""The manifest of a run: hashes of everything that went in and came out, chained.

Each link of the chain is the SHA-256 of the link before, the part's name and the part's own
hash, so that no part can be exchanged without every later link changing. The ``seal`` is
the link after the last value; the outputs, which print the seal, come after it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan
from jiangzhi.record.about import UNKNOWN, About, Paper, about_data, run_name
from jiangzhi.record.trace.digest import digest
from jiangzhi.record.trace.plain import given_data

FORMAT: Final = 2
MANIFEST: Final = "run.json"
POLICY: Final = "policy.md"
TRACE: Final = "trace.parquet"
BOOK: Final = "allocations.xlsx"
REPORT: Final = "report.html"
SIGNATURE: Final = "run.json.sig"
OUTPUTS: Final = (POLICY, TRACE, BOOK, REPORT)
#: The outputs that may be left out.
PAPERS: Final = {Paper.BOOK: BOOK, Paper.REPORT: REPORT}
#: The part of the chain whose link is the seal.
LAST_SEALED: Final = "results"


@dataclass(frozen=True, slots=True)
class Link:
    """One part of a run in the chain of hashes."""

    part: str
    sha256: str
    link: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a run before its outputs are written.

    ``run`` is its name, ``files`` the workbooks read with their SHA-256, ``columns`` each
    column of the trace with its SHA-256, ``prior`` last year's run and its seal, ``about`` what
    its user said of it, ``seal`` the last link of ``chain``.
    """

    run: str
    engine: str
    policy: Mapping[str, Any]
    files: Mapping[str, str]
    columns: Mapping[str, str]
    agreement: Mapping[str, Any]
    prior: Mapping[str, str] | None
    chain: tuple[Link, ...]
    about: About = UNKNOWN

    @property
    def hashes(self) -> dict[str, str]:
        """What a reader may want to compare by eye: what it is, and its SHA-256."""
        workbooks = {f"工作簿 {name}": sha256 for name, sha256 in self.files.items()}
        return {"办法": str(self.policy["sha256"]), **workbooks, "结果": self.seal}

    @property
    def seal(self) -> str:
        """The hash that stands for everything but the outputs."""
        return self.chain[-1].link


def outputs_of(about: About) -> tuple[str, ...]:
    """The files of a run beside ``run.json``."""
    left_out = {PAPERS[one] for one in about.left_out}
    return tuple(name for name in OUTPUTS if name not in left_out)


def engine_version() -> str:
    """The version of this program."""
    return version("jiangzhi")


def canonical(data: Any) -> str:
    """JSON in its one form: keys sorted, no idle space, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_text(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def libraries() -> dict[str, str]:
    """The versions of what the bytes of the outputs depend on beside this program."""
    return {
        "XlsxWriter": version("XlsxWriter"),
        "pyarrow": version("pyarrow"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def output_parts(written_by: Any, outputs: Mapping[str, str]) -> list[tuple[str, str]]:
    """What comes after the seal in the chain: the outputs, and what wrote them."""
    hashes = [(f"output {name}", sha256) for name, sha256 in sorted(outputs.items())]
    return [("libraries", sha256_text(canonical(written_by))), *hashes]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def plan_digest(plan: Plan) -> str:
    """SHA-256 of everything that the plan says."""
    return sha256_text(repr(plan))


def column_digests(table: Any) -> dict[str, str]:
    """SHA-256 of the values of each column of a trace."""
    return {name: digest(table.column(name)) for name in table.column_names}


def chained(parts: Sequence[tuple[str, str]], before: str = "") -> tuple[Link, ...]:
    """The parts with their hashes, as links of one chain."""
    links = []
    for part, sha256 in parts:
        before = sha256_text(f"{before}\n{part}\n{sha256}")
        links.append(Link(part, sha256, before))
    return tuple(links)


def chain_parts(
    *,
    policy: Mapping[str, Any],
    files: Mapping[str, str],
    given: Any,
    prior: Mapping[str, str] | None,
    engine: str,
    plan: str,
    agreement: Mapping[str, Any],
    columns: Mapping[str, str],
    results: Any,
    about: Mapping[str, Any] | None = None,
) -> list[tuple[str, str]]:
    """Everything that the seal stands for, each part with its SHA-256, in the chain's order."""
    return [
        ("policy", sha256_text(canonical(policy))),
        ("workbooks", sha256_text(canonical(files))),
        ("given", sha256_text(canonical(given))),
        *([] if prior is None else [("prior", sha256_text(canonical(prior)))]),
        *([] if not about else [("about", sha256_text(canonical(about)))]),
        ("engine", sha256_text(engine)),
        ("plan", plan),
        ("agreement", sha256_text(canonical(agreement))),
        *((f"column {name}", sha256) for name, sha256 in columns.items()),
        (LAST_SEALED, sha256_text(canonical(results))),
    ]


def policy_data(plan: Plan, text: str) -> dict[str, Any]:
    """What ``run.json`` says of the policy."""
    return {
        "name": plan.name,
        "title": plan.title,
        "file": plan.policy_file,
        "sha256": sha256_text(text),
        "as_of": plan.as_of.isoformat() if plan.as_of is not None else None,
    }


def prior_data(facts: Facts) -> dict[str, str] | None:
    """Last year's run that the facts read, for ``run.json``."""
    return None if facts.prior_run is None else asdict(facts.prior_run)


def all_given(facts: Facts) -> dict[str, Any]:
    """The parameters given from outside the document, for the chain."""
    return {name: given_data(one) for name, one in facts.given.items()}


def manifest_of(
    outcome: Outcome,
    *,
    table: Any,
    policy_text: str,
    results: Any,
    agreement: Mapping[str, Any],
    about: About = UNKNOWN,
) -> Manifest:
    """The manifest of an outcome whose trace is ``table``."""
    plan, facts = outcome.plan, outcome.facts
    policy, prior, engine = policy_data(plan, policy_text), prior_data(facts), engine_version()
    columns = column_digests(table)
    files = dict(sorted(facts.files.items()))
    chain = chained(
        chain_parts(
            policy=policy, files=files, given=all_given(facts), prior=prior, engine=engine,
            plan=plan_digest(plan), agreement=agreement, columns=columns, results=results,
            about=about_data(about),
        )
    )  # fmt: skip
    return Manifest(
        run=run_name(plan.name, chain[-1].link, about),
        engine=engine,
        policy=policy,
        files=files,
        columns=columns,
        agreement=dict(agreement),
        prior=prior,
        chain=chain,
        about=about,
    )


def seal_of(data: Mapping[str, Any]) -> str:
    """The seal in the chain of ``run.json``: the link of the results. "" where there is none."""
    return next((str(one[2]) for one in reversed(data["chain"]) if one[0] == LAST_SEALED), "")


def manifest_text(manifest: Manifest, *, results: Any, outputs: Mapping[str, str]) -> str:
    """``run.json``: the manifest, the results, the outputs' hashes, and the whole chain."""
    written_by = libraries()
    chain = manifest.chain + chained(output_parts(written_by, outputs), manifest.seal)
    data = {
        "format": FORMAT,
        "run": manifest.run,
        "engine": manifest.engine,
        "policy": manifest.policy,
        "workbooks": manifest.files,
        **({} if manifest.prior is None else {"prior": manifest.prior}),
        **({"about": about} if (about := about_data(manifest.about)) else {}),
        "agreement": manifest.agreement,
        "columns": manifest.columns,
        "results": results,
        "libraries": written_by,
        "outputs": dict(outputs),
        "chain": [[link.part, link.sha256, link.link] for link in chain],
    }
    return canonical(data) + "\n"
