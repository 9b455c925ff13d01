"""The manifest of a run: hashes of everything that went in and came out, chained.

Each link of the chain is the SHA-256 of the link before, the part's name and the part's own
hash, so that no part can be exchanged without every later link changing. The ``seal`` is
the link after the last value; the outputs, which print the seal, come after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any, Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.store.digest import digest
from jiangzhi.explain.store.plain import given_data
from jiangzhi.plan.model import Plan

FORMAT: Final = 2
MANIFEST: Final = "run.json"
POLICY: Final = "policy.md"
TRACE: Final = "trace.parquet"
BOOK: Final = "allocations.xlsx"
REPORT: Final = "report.html"
SIGNATURE: Final = "run.json.sig"
OUTPUTS: Final = (POLICY, TRACE, BOOK, REPORT)


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
    column of the trace with its SHA-256, ``prior`` last year's run and its seal, ``seal`` the
    last link of ``chain``.
    """

    run: str
    engine: str
    policy: Mapping[str, Any]
    files: Mapping[str, str]
    columns: Mapping[str, str]
    agreement: Mapping[str, Any]
    prior: Mapping[str, str] | None
    chain: tuple[Link, ...]

    @property
    def hashes(self) -> dict[str, str]:
        """What a reader may want to compare by eye: what it is, and its SHA-256."""
        workbooks = {f"工作簿 {name}": sha256 for name, sha256 in self.files.items()}
        return {"办法": str(self.policy["sha256"]), **workbooks, "结果": self.seal}

    @property
    def seal(self) -> str:
        """The hash that stands for everything but the outputs."""
        return self.chain[-1].link


def engine_version() -> str:
    """The version of this program."""
    return version("jiangzhi")


def canonical(data: Any) -> str:
    """JSON in its one form: keys sorted, no idle space, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_text(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


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


def run_name(policy: object, seal: str) -> str:
    """A run's name: its policy's, and the beginning of the seal."""
    return f"{policy}-{seal[:10]}"


def manifest_of(
    outcome: Outcome, *, table: Any, policy_text: str, results: Any, agreement: Mapping[str, Any]
) -> Manifest:
    """The manifest of an outcome whose trace is ``table``."""
    plan, facts = outcome.plan, outcome.facts
    policy = {
        "name": plan.name,
        "title": plan.title,
        "file": plan.policy_file,
        "sha256": sha256_text(policy_text),
        "as_of": plan.as_of.isoformat() if plan.as_of is not None else None,
    }
    engine = engine_version()
    columns = column_digests(table)
    given = {name: given_data(one) for name, one in facts.given.items()}
    prior = None if facts.prior_run is None else asdict(facts.prior_run)
    chain = chained(
        [
            ("policy", sha256_text(canonical(policy))),
            ("workbooks", sha256_text(canonical(dict(facts.files)))),
            ("given", sha256_text(canonical(given))),
            *([] if prior is None else [("prior", sha256_text(canonical(prior)))]),
            ("engine", sha256_text(engine)),
            ("plan", plan_digest(plan)),
            ("agreement", sha256_text(canonical(agreement))),
            *((f"column {name}", sha256) for name, sha256 in columns.items()),
            ("results", sha256_text(canonical(results))),
        ]
    )
    return Manifest(
        run=run_name(plan.name, chain[-1].link),
        engine=engine,
        policy=policy,
        files=dict(sorted(facts.files.items())),
        columns=columns,
        agreement=dict(agreement),
        prior=prior,
        chain=chain,
    )


def seal_of(data: Mapping[str, Any]) -> str:
    """The seal in the chain of ``run.json``: the last link before the outputs."""
    links = [one for one in data["chain"] if not str(one[0]).startswith("output ")]
    return str(links[-1][2])


def manifest_text(manifest: Manifest, *, results: Any, outputs: Mapping[str, str]) -> str:
    """``run.json``: the manifest, the results, the outputs' hashes, and the whole chain."""
    chain = manifest.chain + chained(
        [(f"output {name}", sha256) for name, sha256 in sorted(outputs.items())], manifest.seal
    )
    data = {
        "format": FORMAT,
        "run": manifest.run,
        "engine": manifest.engine,
        "policy": manifest.policy,
        "workbooks": manifest.files,
        **({} if manifest.prior is None else {"prior": manifest.prior}),
        "agreement": manifest.agreement,
        "columns": manifest.columns,
        "results": results,
        "outputs": dict(outputs),
        "chain": [[link.part, link.sha256, link.link] for link in chain],
    }
    return canonical(data) + "\n"
