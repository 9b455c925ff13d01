"""Who of several with the same remainder got the last units of a pool, and who did not."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.roundings import in_yuan
from jiangzhi.explain.steps.tiers import Quota
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder

#: So many names are told of either side.
_NAMED: Final = 10


def tell_equal_remainders(
    context: Context, step: AllocateStep, share: Quota, row: int
) -> list[Line]:
    """That the order of names decided, where it did: among the rows with the own remainder
    some bore a unit and some did not. Not told where caps or floors decide with it."""
    if step.remainder is not Remainder.LARGEST_REMAINDER or share.served.enough:
        return []
    if step.cap is not None or step.floor is not None or step.ratio_places is not None:
        return []
    quotas = {
        one.index: quota for one, quota in zip(share.served.rows, share.served.quotas, strict=True)
    }
    mine = quotas[row] % 1
    equal = [at for at, quota in quotas.items() if quota % 1 == mine]
    got = [at for at in equal if _units(context, step, at) > quotas[at] // 1]
    without = [at for at in equal if at not in set(got)]
    if not mine or not got or not without:
        return []
    unit = in_yuan(context, step.rounding.unit, step.head.type)
    text = context.say(
        f"余数相同的 {len(equal)} 个,尾数不够分,按识别名的字符编码次序:"
        f"{_names(context, step, got)} 各得 {unit},{_names(context, step, without)} 没有",
        f"{len(equal)} have the same remainder; in the order of their names "
        f"{_names(context, step, got)} got {unit} each, {_names(context, step, without)} none",
    )
    return [Line("note", text)]


def _units(context: Context, step: AllocateStep, row: int) -> Fraction:
    value = context.value(step.head.name, row)
    return value / step.rounding.unit if isinstance(value, Fraction) else Fraction(0)


def _names(context: Context, step: AllocateStep, rows: list[int]) -> str:
    level = step.head.level
    ordered = sorted(rows, key=lambda at: (tuple(context.keys(level, at)), at))
    named = context.say("、", ", ").join(row_name(context, level, at) for at in ordered[:_NAMED])
    more = len(rows) - _NAMED
    return named + (context.say(f" 等 {len(rows)} 个", f" and {more} more") if more > 0 else "")
