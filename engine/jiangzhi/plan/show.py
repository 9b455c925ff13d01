"""A plan, printed: for ``jiangzhi show plan`` and the tests that pin this stage."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.formula.print import SIGNS, text_of
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    HoldsCheck,
    InputStep,
    MatchStep,
    ParameterStep,
    Plan,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.policy.model import Hit, Moves


def show_plan(plan: Plan) -> str:
    """Every step in the order of evaluation, with what it needs and its bounds."""
    lines = [f"计划 {plan.name}" + (f" 基准日 {plan.as_of}" if plan.as_of else "")]
    levels = " > ".join(level.name for level in plan.levels)
    sorts = "" if plan.class_name is None else f" 分类 {plan.class_name}"
    lines.append(f"层级 {levels} 主体 {plan.subject}{sorts} 金额单位 {plan.money_unit}")
    for number, step in enumerate(plan.steps, start=1):
        head = step.head
        mark = "结果 " if head.published else ""
        bounds = _bounds(plan.bounds[head.name])
        lines.append(f"{number:3} {mark}{head.level}.{head.name}: {head.type} {bounds}".rstrip())
        lines.extend(f"      {line}" for line in _how(step))
    lines.extend(f"保证 {_promised(one)}" for one in plan.guarantees)
    return "\n".join(lines) + "\n"


def _promised(guarantee: HoldsCheck | Moves) -> str:
    if isinstance(guarantee, HoldsCheck):
        return f"{guarantee.level}.{guarantee.step}: {guarantee.source}"
    return f"{guarantee.result} 随 {guarantee.driver} {guarantee.trend.value}"


def _how(step: Step) -> Iterator[str]:
    if isinstance(step, InputStep):
        yield f"输入 {step.input.range.text}".rstrip()
    elif isinstance(step, ParameterStep):
        yield f"参数 {text_of(step.value)}"
    elif isinstance(step, PriorStep):
        instead = "" if step.instead is None else f",没有时 {text_of(step.instead)}"
        yield f"上年 {step.of}{instead}"
    elif isinstance(step, RuleStep):
        for case in step.cases:
            guards = " 且 ".join(text_of(guard) for guard in case.guards)
            yield text_of(case.value) + (f" 当 {guards}" if guards else "")
        if step.otherwise is not None:
            yield f"否则 {text_of(step.otherwise.value)}"
        if step.rest_is_error:
            yield "否则 错误"
        if step.hit is not Hit.UNIQUE:
            yield f"几条同时 {step.hit.value}"
        if step.table:
            yield f"出自表“{step.table}”"
        if step.rounding is not None:
            yield f"取整 {step.rounding.text}"
    elif isinstance(step, AggregateStep):
        where = f" 当 {step.where}" if step.where else ""
        k = f" 第 {text_of(step.k)}" if step.k is not None else ""
        yield f"{step.how.value} {step.member}[{step.element}]{where}{k}"
    elif isinstance(step, MatchStep):
        where = f" 当 {step.where}" if step.where else ""
        k = f" 第 {text_of(step.k)}" if step.k is not None else ""
        yield f"{step.how.value} {step.member}[{step.element}] 在{step.within}内{where}{k}"
        for match in step.matches:
            yield f"对照 {match.theirs} {SIGNS[match.sign]} 本行.{match.own}"
    elif isinstance(step, RankStep):
        where = f" 当 {step.where}" if step.where else ""
        order = "降序" if step.descending else "升序"
        yield f"名次 {step.value} 在{step.within}内 {order} {step.ties.value}{where}"
    elif isinstance(step, AllocateStep):
        yield f"{step.share.value} {step.claim} 出自{step.within}.{step.pool}"
        for word, name in (
            ("当", step.takes_part), ("上限", step.cap), ("下限", step.floor), ("次序", step.tier),
        ):  # fmt: skip
            if name is not None:
                yield f"{word} {name}"
        if step.ratio_places is not None:
            yield f"兑付比例 {step.ratio_places}位"
        yield f"取整 {step.rounding.text} 余额 {step.remainder.value}"
    elif isinstance(step, SplitStep):
        parts = "、".join(step.parts)
        yield f"分成 {step.amount} 按 {' : '.join(step.weights)} 第 {step.index + 1} 份,共 {parts}"
        yield f"取整 {step.rounding.text} 余额 {step.remainder.value}"


def _bounds(bounds: Bounds) -> str:
    if bounds.low is None and bounds.high is None:
        return ""
    low = "…" if bounds.low is None else str(bounds.low)
    high = "…" if bounds.high is None else str(bounds.high)
    return f"[{low}, {high}]"
