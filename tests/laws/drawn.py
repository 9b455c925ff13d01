"""Which constructs a plan and its facts hold: what the coverage of the drawer is counted in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from jiangzhi.facts.model import Facts
from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read, Reduce, Ties
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
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
from jiangzhi.policy.model import OF_ALLOCATIONS, OF_SPLITS, Hit, Share
from jiangzhi.rounding import Mode

SIGNS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
KINDS = {kind.value for kind in Kind} - {Kind.ZERO.value}
#: Ways to write a step, by what the plan says of it. ``None`` stands for “not said”.
EXPECTED = frozenset(
    {
        *(f"函数 {name}" for name in FUNCTIONS),
        *(f"步骤 {step.__name__}" for step in Step.__args__),
        *(f"规则 {hit.value}" for hit in Hit),
        "规则 有否则", "规则 无否则", "规则 一句", "规则 无条件", "规则 几个条件",
        *(f"规则 {kind}" for kind in KINDS),
        *(f"输入 {kind}" for kind in KINDS), "输入 层名", "输入 空白", "输入 范围", "缺",
        *(f"取整 {mode.value}" for mode in Mode),
        *(f"汇总 {how.value}" for how in Reduce), "汇总 当",
        "汇总 日期", "汇总 明细", "汇总 全部",
        *(f"名次 {ties.value}{where}" for ties in Ties for where in ("", " 当")),
        *(f"对照 {how.value}" for how in Reduce), "对照 当", "对照 日期",
        *(f"对照 {sign}" for sign in SIGNS.values()),
        "名次 降序", "名次 升序", "名次 明细", "名次 全部", "名次 日期",
        *(
            f"分配 {share.value} {how.value}{part}"
            for share in Share
            for how in OF_ALLOCATIONS
            for part in ("", " 上限", " 下限", " 次序", " 当")
        ),
        *(
            f"分配 按需分配 {how.value} 兑付比例"
            for how in OF_ALLOCATIONS
        ),
        "分配 全部", "分配 明细",
        *(
            f"分成 {how.value}"
            for how in OF_SPLITS
        ),
        "累进 有基数", "累进 无基数", "累进 分类", "累进 一列", "累进 从头", "累进 不从头",
        "上年", "上年 代替", "参数", "参数 改", "层 明细", "层 整体",
    }
)  # fmt: skip


def constructs_of(plan: Plan, facts: Facts) -> set[str]:
    """The constructs of a plan, by name."""
    found: set[str] = set()
    for step in plan.steps:
        found.add(f"步骤 {type(step).__name__}")
        found.update(_of_step(step, plan, facts))
        for expr in _expressions(step):
            found.update(_of_expression(expr))
    return found


def _of_step(step: Step, plan: Plan, facts: Facts) -> Iterator[str]:
    if step.head.level in ("事项", "整体"):
        yield "层 明细" if step.head.level == "事项" else "层 整体"
    if isinstance(step, InputStep):
        yield f"输入 {step.head.type.kind.value}"
        if step.head.name == step.head.level:
            yield "输入 层名"
            return
        if step.input.blank is not None:
            yield "输入 空白"
        if step.input.range.low is not None:
            yield "输入 范围"
        if None in facts.levels[step.head.level].columns[step.head.name].values:
            yield "缺"
    elif isinstance(step, ParameterStep):
        yield "参数 改" if step.head.name in facts.given else "参数"
    elif isinstance(step, PriorStep):
        yield "上年" if step.instead is None else "上年 代替"
    elif isinstance(step, RuleStep):
        yield from (f"规则 {step.hit.value}", f"规则 {step.head.type.kind.value}")
        yield "规则 无否则" if step.otherwise is None else "规则 有否则"
        if len(step.cases) == 1:
            yield "规则 一句"
        for case in step.cases:
            if len(case.guards) != 1:
                yield "规则 几个条件" if case.guards else "规则 无条件"
        if step.rounding is not None:
            yield f"取整 {step.rounding.mode.value}"
    elif isinstance(step, AggregateStep):
        yield f"汇总 {step.how.value}"
        if step.where:
            yield "汇总 当"
        yield from _where("汇总", step.member, step.head.level)
        if step.head.type.kind is Kind.DATE:
            yield "汇总 日期"
    elif isinstance(step, MatchStep):
        yield f"对照 {step.how.value}"
        if step.where:
            yield "对照 当"
        if step.head.type.kind is Kind.DATE:
            yield "对照 日期"
        yield from (f"对照 {SIGNS[match.sign]}" for match in step.matches)
    elif isinstance(step, RankStep):
        yield f"名次 {step.ties.value}" + (" 当" if step.where else "")
        yield "名次 降序" if step.descending else "名次 升序"
        yield from _where("名次", step.head.level, step.within)
        if plan.step(step.value).head.type.kind is Kind.DATE:
            yield "名次 日期"
    elif isinstance(step, AllocateStep):
        name = f"分配 {step.share.value} {step.remainder.value}"
        clauses = {
            "": True, " 上限": step.cap, " 下限": step.floor, " 次序": step.tier,
            " 当": step.takes_part, " 兑付比例": step.ratio_places is not None,
        }  # fmt: skip
        yield from (name + clause for clause, said in clauses.items() if said)
        yield from _where("分配", step.head.level, step.within)
    elif isinstance(step, SplitStep):
        yield f"分成 {step.remainder.value}"


def _where(what: str, member: str, within: str) -> Iterator[str]:
    if member == "事项":
        yield f"{what} 明细"
    if within == "整体":
        yield f"{what} 全部"


def _expressions(part: object) -> Iterator[Expr]:
    """Every expression inside a part of a plan, at any depth."""
    if isinstance(part, Const | Read | Call | Marginal):
        yield part
    if isinstance(part, tuple):
        for one in part:
            yield from _expressions(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _expressions(getattr(part, field.name))


def _of_expression(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Call):
        yield f"函数 {expr.function}"
    elif isinstance(expr, Marginal):
        yield "累进 无基数" if expr.base is None else "累进 有基数"
        yield "累进 一列" if expr.selector is None else "累进 分类"
        yield "累进 从头" if expr.bands[0].low.at is None else "累进 不从头"
