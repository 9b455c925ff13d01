"""A policy document, resolved and planned. Nothing else resolves or plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic, refuse_on_errors

if TYPE_CHECKING:
    from jiangzhi.document.model import Document
    from jiangzhi.plan.model import Plan
    from jiangzhi.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy document read, resolved and planned; ``notes`` are its warnings and waivers."""

    document: Document
    policy: Policy
    plan: Plan
    notes: tuple[Diagnostic, ...]

    def __repr__(self) -> str:
        day = "" if self.policy.as_of is None else f" as of {self.policy.as_of}"
        return f"<Loaded {self.policy.name}{day}: {len(self.plan.steps)} steps>"


def load_policy(path: Path, *, as_of: date | None = None, day_of_cases: bool = False) -> Loaded:
    """Read a policy file as of a day. Raises ``Refused`` with all that is wrong.

    Without a day, ``day_of_cases`` takes that of the first worked case that has one.
    """
    from jiangzhi.document.load import read_document_file

    return plan_document(read_document_file(path), as_of=as_of, day_of_cases=day_of_cases)


def plan_document(
    document: Document, *, as_of: date | None = None, day_of_cases: bool = False
) -> Loaded:
    """Resolve, plan and check a document. Raises ``Refused`` with all that is wrong."""
    from jiangzhi.plan.make import make_plan
    from jiangzhi.policy.resolve import resolve_policy

    policy = resolve_policy(document, as_of=as_of, day_of_cases=day_of_cases)
    plan = make_plan(policy)
    notes = notes_of_policy(policy, plan)
    refuse_on_errors(notes)
    return Loaded(document, policy, plan, notes)


def notes_of_policy(policy: Policy, plan: Plan) -> tuple[Diagnostic, ...]:
    """What the checks find in a policy and its plan, less what it waives."""
    from jiangzhi.plan.checks import check_plan
    from jiangzhi.policy.promises.waivers import apply_waivers

    return apply_waivers([*policy.notes, *check_plan(plan)], policy.waivers)


def stored_policy(text: str, *, file: str, as_of: date | None) -> tuple[Policy, Plan]:
    """Policy and plan of a text that was checked before it was stored: not checked again.

    Raises ``Refused`` where it cannot be resolved.
    """
    from jiangzhi.document.read import read_document
    from jiangzhi.plan.make import make_plan
    from jiangzhi.policy.resolve import resolve_policy

    policy = resolve_policy(read_document(text, file=file), as_of=as_of)
    return policy, make_plan(policy)
