"""From a policy to its plan: every quantity a step, in an order that can be followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jiangzhi.formula.expr import Const, Expr, Read
from jiangzhi.formula.types.types import DATE, TEXT
from jiangzhi.plan.bounds import bounds_of_steps
from jiangzhi.plan.draft import Draft, head, reads_of
from jiangzhi.plan.lower import Lowering
from jiangzhi.plan.model import (
    AllocateStep,
    Head,
    HoldsCheck,
    InputStep,
    ParameterStep,
    Plan,
    RuleStep,
    SplitStep,
)
from jiangzhi.plan.order import in_order
from jiangzhi.plan.splits import amount_of_split
from jiangzhi.policy.model import (
    Allocation,
    Case,
    Citation,
    Holds,
    Input,
    Interval,
    Moves,
    Parameter,
    Policy,
    Quantity,
    Rules,
    SplitPart,
)
from jiangzhi.policy.names.reads import expressions_of, tables_read_in_bands
from jiangzhi.policy.names.scope import AS_OF_NAME


def make_plan(policy: Policy) -> Plan:
    """The plan of a policy as of its day."""
    draft = Draft(
        policy,
        {level.name: level.parent for level in policy.levels},
        {
            **{given.name: given.level for given in policy.inputs},
            **{parameter.name: policy.levels[0].name for parameter in policy.parameters},
            **{quantity.name: quantity.level for quantity in policy.quantities},
            **{level.name: level.name for level in policy.levels},
            AS_OF_NAME: policy.levels[0].name,
        },
    )
    keys = {level.name for level in policy.levels}
    for given in policy.inputs:
        if given.name not in keys:
            draft.add(InputStep(head(given.name, given.level, given.type, given.cite), given))
    for parameter in policy.parameters:
        _add_parameter(draft, parameter)
    for quantity in policy.quantities:
        _add_quantity(draft, quantity)
    guarantees = [
        _add_guarantee(draft, guarantee, number)
        for number, guarantee in enumerate(policy.guarantees, start=1)
    ]
    _drop_scales_without_readers(draft)
    _add_names_and_day(draft, keys, policy.as_of)
    steps = in_order(draft.steps)
    results = [q.name for q in policy.quantities if q.published]
    return Plan(
        name=policy.name, title=policy.title, family=policy.family, as_of=policy.as_of,
        money_unit=policy.money_unit, levels=policy.levels, subject=policy.subject,
        class_name=policy.class_name, steps=steps, results=tuple(results),
        bounds=bounds_of_steps(steps), guarantees=tuple(guarantees), articles=policy.articles,
        policy_file=policy.file, policy_sha256=policy.sha256,
    )  # fmt: skip


def _add_parameter(draft: Draft, parameter: Parameter) -> None:
    whole = draft.policy.levels[0].name
    value = Lowering(draft, parameter.name, whole, parameter.cite).lower(parameter.value)
    needs = reads_of((value,))
    draft.add(
        ParameterStep(
            head(parameter.name, whole, parameter.type, parameter.cite, needs=needs), value
        )
    )


def _add_quantity(draft: Draft, quantity: Quantity) -> None:
    at = Lowering(draft, quantity.name, quantity.level, quantity.cite)
    definition = quantity.definition
    if isinstance(definition, Rules):
        made = set(draft.steps)
        step = _rule_step(at, quantity, definition)
        helper = _sole_helper(step, made, draft)
        if helper is None:
            draft.add(step)
        else:
            draft.rename(helper, step.head)
    elif isinstance(definition, Allocation):
        draft.add(_allocate_step(at, quantity, definition))
    else:
        draft.add(_split_step(at, quantity, definition))


def _rule_step(at: Lowering, quantity: Quantity, rules: Rules) -> RuleStep:
    def lowered(case: Case) -> Case:
        here = replace(at, cite=case.cite)
        return replace(
            case,
            guards=tuple(here.lower(guard) for guard in case.guards),
            value=here.lower(case.value),
        )

    cases = tuple(lowered(case) for case in rules.cases)
    otherwise = None if rules.otherwise is None else lowered(rules.otherwise)
    every = [*cases, *([otherwise] if otherwise else [])]
    exprs: tuple[Expr, ...] = tuple(e for case in every for e in (*case.guards, case.value))
    return RuleStep(
        _head_of(quantity, reads_of(exprs)), cases, otherwise, rules.hit, quantity.rounding,
        rules.table, rules.rest_is_error,
    )  # fmt: skip


def _sole_helper(step: RuleStep, made: set[str], draft: Draft) -> str | None:
    """The column or rank that a quantity is nothing but, if it was made for it just now."""
    if step.otherwise is not None or step.rounding is not None or len(step.cases) != 1:
        return None
    (case,) = step.cases
    if case.guards or not isinstance(case.value, Read) or "#" not in case.value.name:
        return None
    name = case.value.name
    return name if name not in made and draft.levels[name] == step.head.level else None


def _allocate_step(at: Lowering, quantity: Quantity, allocation: Allocation) -> AllocateStep:
    def optional(expr: Expr | None) -> str | None:
        return None if expr is None else at.step(expr)

    claim = at.step(allocation.claim)
    pool = at.step(allocation.pool, allocation.within)
    takes_part = optional(allocation.takes_part)
    cap, floor, tier = (
        optional(allocation.cap), optional(allocation.floor), optional(allocation.tier)
    )  # fmt: skip
    names = (claim, pool, takes_part, cap, floor, tier)
    assert quantity.rounding is not None
    return AllocateStep(
        _head_of(quantity, tuple(name for name in names if name is not None)),
        share=allocation.share, claim=claim, takes_part=takes_part, pool=pool,
        within=allocation.within, cap=cap, floor=floor, tier=tier, rounding=quantity.rounding,
        remainder=allocation.remainder, ratio_places=allocation.ratio_places,
    )  # fmt: skip


def _split_step(at: Lowering, quantity: Quantity, split: SplitPart) -> SplitStep:
    owner = replace(at, owner=split.parts[0])
    amount = amount_of_split(owner, split)
    weights = tuple(owner.step(weight) for weight in split.weights)
    assert quantity.rounding is not None
    return SplitStep(
        _head_of(quantity, (amount, *weights)), amount, weights, split.parts, split.index,
        quantity.rounding, split.remainder,
    )  # fmt: skip


def _head_of(quantity: Quantity, needs: tuple[str, ...]) -> Head:
    return head(
        quantity.name, quantity.level, quantity.type, quantity.cite,
        needs=needs, source=quantity.source, published=quantity.published,
    )  # fmt: skip


def _add_guarantee(draft: Draft, guarantee: Holds | Moves, number: int) -> HoldsCheck | Moves:
    if isinstance(guarantee, Moves):
        return guarantee
    at = Lowering(draft, f"保证{number}", guarantee.level, guarantee.cite)
    step = at.step(guarantee.condition)
    return HoldsCheck(step, guarantee.level, guarantee.source, guarantee.cite)


def _drop_scales_without_readers(draft: Draft) -> None:
    """A scale that only 累进 uses is in its bands; looked up on its own it would have gaps."""
    read = {name for step in draft.steps.values() for name in step.head.needs}
    in_bands = {
        name
        for quantity in draft.policy.quantities
        for expr in expressions_of(quantity)
        for name in tables_read_in_bands(expr)
    }
    for name in in_bands & draft.steps.keys():
        if not draft.steps[name].head.published and name not in read:
            del draft.steps[name]


def _add_names_and_day(draft: Draft, keys: set[str], day: date | None) -> None:
    read = {name for step in draft.steps.values() for name in step.head.needs}
    top = draft.policy.articles[0].place
    for level in draft.policy.levels:
        if level.name in read and level.name in keys:
            cite = Citation(0, "", top)
            given = Input(level.name, level.name, TEXT, Interval(), None, (level.name,), "", cite)
            draft.add(InputStep(head(level.name, level.name, TEXT, cite), given))
    if AS_OF_NAME in read and day is not None:
        cite = Citation(0, "", top)
        whole = draft.policy.levels[0].name
        draft.add(ParameterStep(head(AS_OF_NAME, whole, DATE, cite), Const(day, DATE, str(day))))
