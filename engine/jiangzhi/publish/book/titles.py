"""What readers call a step: its name, or for a helper what it works out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jiangzhi.formula.expr import Expr, Reduce
from jiangzhi.formula.print import text_of
from jiangzhi.plan.model import AggregateStep, MatchStep, Plan, RankStep, RuleStep

_HOW: Final = {
    Reduce.SUM: "合计",
    Reduce.COUNT: "个数",
    Reduce.AVERAGE: "平均",
    Reduce.MEDIAN: "中位数",
    Reduce.MIN: "最小",
    Reduce.MAX: "最大",
    Reduce.LARGE: "第几大",
    Reduce.SMALL: "第几小",
}


def words(expr: Expr, found: Mapping[str, str]) -> str:
    """An expression as its document would write it, helpers by their titles."""
    text = text_of(expr)
    for name in sorted(found, key=len, reverse=True):
        if "#" in name:
            text = text.replace(name, found[name])
    return text


def titles(plan: Plan) -> Mapping[str, str]:
    """A heading for each step, no two alike."""
    found: dict[str, str] = {}
    met: dict[str, int] = {}
    for step in plan.steps:
        name = step.head.name
        title = name
        if not step.head.shown:
            if isinstance(step, AggregateStep):
                what = step.where if step.how is Reduce.COUNT and step.where else step.element
                title = f"{_HOW[step.how]}:{found.get(what, what)}"
                if step.where and step.how is not Reduce.COUNT:
                    title += f"({found.get(step.where, step.where)})"
            elif isinstance(step, MatchStep):
                what = (
                    "" if step.how is Reduce.COUNT else f":{found.get(step.element, step.element)}"
                )
                like = "、".join(found.get(one.theirs, one.theirs) for one in step.matches)
                title = f"{_HOW[step.how]}{what}(对照本行:{like})"
            elif isinstance(step, RankStep):
                title = f"名次:{found.get(step.value, step.value)}"
            elif isinstance(step, RuleStep):
                title = words(step.cases[0].value, found)
        met[title] = met.get(title, 0) + 1
        found[name] = title if met[title] == 1 else f"{title}({met[title]})"
    return found
