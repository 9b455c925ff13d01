"""A run's provenance as W3C PROV-JSON: which value was derived from which, by which article.

Entities are values (a step at a row), source cells, the policy and its articles; the one
activity is the evaluation. See https://www.w3.org/submissions/prov-json/.
"""

from __future__ import annotations

from typing import Any

from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.steps.pool import POOL
from jiangzhi.explain.telling import level_of, step_of, tell
from jiangzhi.explain.value_words import exact_text
from jiangzhi.explain.why_not import cone
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import InputStep


def prov_data(outcome: Outcome, row: int | None = None) -> dict[str, Any]:
    """The provenance of all published results, or of one row of the subject's level.

    Values are given as ``explain`` gives them for machines: money in 元.
    """
    context = context_of(outcome)
    plan = outcome.plan
    rows = range(len(outcome.facts.levels[plan.subject].keys)) if row is None else [row]
    keys: dict[NodeKey, None] = {}
    for name in plan.results:
        level = context.steps[name].head.level
        if context.is_above(level, plan.subject):
            for at in rows:
                root = NodeKey(name, context.row_at(plan.subject, at, level))
                if root not in keys:
                    keys.update(dict.fromkeys(cone(context, root)))
    entities: dict[str, Any] = {
        "jz:policy": {
            "prov:type": "jz:Policy",
            "prov:label": plan.title,
            "jz:sha256": plan.policy_sha256,
        }
    }
    derived: dict[str, Any] = {}
    generated: dict[str, Any] = {}
    for key in keys:
        name = _id(key)
        entities[name] = _entity(context, key)
        generated[f"_:g{len(generated)}"] = {"prov:entity": name, "prov:activity": "jz:evaluation"}
        sources = [_id(need) for need in tell(context, key).needs]
        cell = _cell(context, key)
        if cell is not None:
            entities[cell[0]] = cell[1]
            sources.append(cell[0])
        for source in sources:
            derived[f"_:d{len(derived)}"] = {
                "prov:generatedEntity": name,
                "prov:usedEntity": source,
                "prov:activity": "jz:evaluation",
            }
    return {
        "prefix": {"jz": "urn:jiangzhi:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": entities,
        "activity": {"jz:evaluation": {"prov:label": f"jiangzhi {outcome.evaluator}"}},
        "used": {"_:u0": {"prov:activity": "jz:evaluation", "prov:entity": "jz:policy"}},
        "wasGeneratedBy": generated,
        "wasDerivedFrom": derived,
    }


def _id(key: NodeKey) -> str:
    return f"jz:{key.step}/{key.row}"


def _entity(context: Context, key: NodeKey) -> dict[str, Any]:
    head, level = step_of(context, key).head, level_of(context, key)
    if key.step.endswith(POOL):
        return {"prov:type": "jz:Pool", "jz:of": "/".join(context.keys(level, key.row))}
    column = context.outcome.steps[head.name]
    return {
        "prov:type": "jz:Value",
        "prov:label": head.name,
        "prov:value": exact_text(column.values[key.row], head.type),
        "jz:state": State(column.states[key.row]).name.lower(),
        "jz:of": "/".join(context.keys(level, key.row)),
        "jz:article": context.heading(head.cite.article),
    }


def _cell(context: Context, key: NodeKey) -> tuple[str, dict[str, Any]] | None:
    step = step_of(context, key)
    if not isinstance(step, InputStep):
        return None
    facts = context.outcome.facts.levels[step.head.level]
    place = facts.place(step.head.name, key.row)
    if place is None:
        return None
    source = facts.sources[facts.source_of[key.row]]
    about = {
        "prov:type": "jz:Cell",
        "jz:file": place.file,
        "jz:sheet": place.sheet,
        "jz:cell": place.cell,
        "jz:sha256": source.sha256,
        "jz:text": facts.columns[step.head.name].raw[key.row],
    }
    return f"jz:cell/{place.file}/{place.sheet}/{place.cell}", about
