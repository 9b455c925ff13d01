"""What ``run.json`` should say, from the policy's text and what was recomputed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.judge import notes_of
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import notes_of_policy, stored_policy
from jiangzhi.publish.results import summary_data
from jiangzhi.publish.run_folder import summary_with_notes
from jiangzhi.record.about import about_data, about_from, run_name
from jiangzhi.record.manifest import (
    FORMAT,
    LAST_SEALED,
    all_given,
    canonical,
    chain_parts,
    engine_version,
    output_parts,
    plan_digest,
    policy_data,
    prior_data,
    seal_of,
)


def notes_again(text: str, outcome: Outcome) -> list[Diagnostic]:
    """The diagnostics of a run: of its policy, its workbooks, its results and its guarantees."""
    plan = outcome.plan
    policy, planned = stored_policy(text, file=plan.policy_file, as_of=plan.as_of)
    return list(notes_of(notes_of_policy(policy, planned), outcome))


def manifest_again(
    data: Mapping[str, Any], *, text: str, outcome: Outcome, columns: Mapping[str, str]
) -> dict[str, Any]:
    """``run.json`` as it should be, but for the chain and what was recorded of how the run was
    made: its engine, its libraries, and the outputs' hashes."""
    plan, facts = outcome.plan, outcome.facts
    prior, about = prior_data(facts), about_from(data.get("about", {}))
    again: dict[str, Any] = {
        "format": FORMAT,
        "run": run_name(plan.name, seal_of(data), about),
        "engine": data["engine"],
        "policy": policy_data(plan, text),
        "workbooks": dict(sorted(facts.files.items())),
        **({} if prior is None else {"prior": prior}),
        **({"about": known} if (known := about_data(about)) else {}),
        "agreement": _agreement(data["agreement"], outcome),
        "columns": dict(columns),
        "results": summary_with_notes(outcome, notes_again(text, outcome)),
        "libraries": data["libraries"],
        "outputs": data["outputs"],
        "chain": data["chain"],
    }
    whole: dict[str, Any] = json.loads(canonical(again))
    return whole


def _agreement(recorded: Mapping[str, Any], outcome: Outcome) -> Mapping[str, Any]:
    """How much the two evaluators must have compared; nothing where a run was not compared."""
    from jiangzhi.evaluate.agreement.compare import compared_of
    from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns

    plan, facts = outcome.plan, outcome.facts
    if not recorded:
        return {}
    if recorded.get("compared") == 0:
        return {"compared": 0, "of": len(facts.levels[plan.subject].keys)}
    return compared_of(evaluate_by_columns(plan, facts))


def chain_again(data: Mapping[str, Any], outcome: Outcome, columns: Mapping[str, str]) -> list[str]:
    """The parts of the chain in their order, as they should be; those that are not where they
    should be, or have another hash though nothing else in ``run.json`` shows it."""
    recorded = [(one[0], one[1]) for one in data["chain"]]
    own = dict(recorded)
    same_engine = data["engine"] == engine_version()
    expected = chain_parts(
        policy=data["policy"], files=data["workbooks"], given=all_given(outcome.facts),
        prior=data.get("prior"), engine=data["engine"],
        plan=plan_digest(outcome.plan) if same_engine else own.get("plan", ""),
        agreement=data["agreement"],
        columns={name: data["columns"].get(name, "") for name in columns},
        results=data["results"], about=data.get("about"),
    ) + output_parts(data["libraries"], data["outputs"])  # fmt: skip
    unlike = [part for part in ("given", "plan") if own.get(part) != dict(expected)[part]]
    order = [part for part, _ in recorded]
    wanted = [part for part, _ in expected]
    odd = sorted(set(order) ^ set(wanted))
    return [*unlike, *(odd or ([] if order == wanted else ["chain"]))]


def follows(data: Mapping[str, Any], recorded: Outcome) -> bool:
    """Whether the results in ``run.json`` are those of the recorded values."""
    stated = {k: v for k, v in data[LAST_SEALED].items() if k != "diagnostics"}
    return canonical(stated) == canonical(summary_data(recorded))
