"""What turned between two outcomes, in words; nothing is told that evaluating does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.evaluate.exact.served import Cover, Hold
from jiangzhi.explain.causes import state_words
from jiangzhi.explain.conditions import truth
from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import in_names, reads, step_text
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.pool_regime import pool_state
from jiangzhi.explain.steps.allocate import failure_words
from jiangzhi.explain.steps.match import counted_rows
from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.explain.value_words import number_text
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Expr, Marginal
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share


@dataclass(frozen=True, slots=True)
class Between:
    """The entity asked about, before and after one input has moved."""

    before: Context
    after: Context
    level: str
    row: int

    def row_of(self, step: str) -> int:
        """The row of a step that the entity sees."""
        return self.before.row_at(self.level, self.row, self.before.steps[step].head.level)

    def values(self, step: str, expr: Expr) -> tuple[Value, Value]:
        """An expression of a step, before and after."""
        level = self.before.steps[step].head.level
        one, other = (
            value_of(expr, context.reader(level, self.row_of(step)))
            for context in (self.before, self.after)
        )
        return one, other


def all_turned(between: Between, labels: Sequence[Label]) -> tuple[str, ...]:
    """What turned; of the conditions of one step those that now hold, if there are any."""
    conditions: dict[str, dict[bool, list[str]]] = {}
    others: list[str] = []
    for label in labels:
        text = turned(between, label)
        if text is None:
            continue
        if label.sort is Sort.CONDITION:
            assert label.expr is not None
            holds = between.values(label.step, label.expr)[1] is True
            conditions.setdefault(_name(label), {}).setdefault(holds, []).append(text)
        else:
            others.append(text)
    told = [one for of in conditions.values() for one in of.get(True) or of[False]]
    return tuple(dict.fromkeys((*told, *others)))


def turned(between: Between, label: Label) -> str | None:
    """What turned, in words; ``None`` where it did not after all."""
    match label.sort:
        case Sort.CONDITION:
            text = _condition(between, label)
        case Sort.BAND:
            text = _band(between, label)
        case Sort.EXTREME:
            text = _extreme(between, label)
        case Sort.STEP:
            text = _step(between, label)
        case Sort.MATCH:
            text = _match(between, label)
        case Sort.RANK:
            text = _rank(between, label)
        case Sort.POOL:
            text = _pool(between, label)
        case Sort.REFUSED:
            text = _refused(between, label.step)
        case Sort.LIMIT:
            text = _limit(between, label)
    return None if text is None else f"{_name(label)}: {text}"


def _name(label: Label) -> str:
    return label.step.partition("#")[0]


def _condition(between: Between, label: Label) -> str | None:
    assert label.expr is not None
    before = between.before
    step = before.steps[label.step]
    row = between.row_of(label.step)
    was = truth(before, label.expr, step.head.level, row)
    is_now = truth(between.after, label.expr, step.head.level, row)
    if was == is_now or not isinstance(is_now, bool):
        return None
    verdict = before.say("成立", "holds") if is_now else before.say("不成立", "fails")
    return f"{in_names(before, label.expr)} {verdict}"


def _band(between: Between, label: Label) -> str | None:
    scale = label.expr
    assert isinstance(scale, Marginal)
    band = scale.bands[label.index]
    assert band.low.at is not None
    signs: list[int] = []
    amounts = between.values(label.step, scale.amount)
    edges = between.values(label.step, band.low.at)
    bases: tuple[Value, Value] = (Fraction(1), Fraction(1))
    if scale.base is not None:
        bases = between.values(label.step, scale.base)
    for amount, edge, base in zip(amounts, edges, bases, strict=True):
        if not all(isinstance(one, Fraction) for one in (amount, edge, base)):
            return None
        gap = amount - edge * base  # type: ignore[operator]
        signs.append((gap > 0) - (gap < 0))
    if signs[0] == signs[1]:
        return None
    named = f"{scale.table} {band.label}"
    return between.before.say(f"到“{named}”一档的边", f"to the edge of “{named}”")


def _extreme(between: Between, label: Label) -> str | None:
    """Which argument of MIN or MAX, or end of a range, gives the value from here on."""
    call = label.expr
    assert isinstance(call, Call)
    context = between.before
    args = _arguments(call)
    of = [between.values(label.step, arg) for arg in call.args]
    if any(isinstance(one, Unknown) for pair in of for one in pair):
        return None
    results = between.values(label.step, call)
    was, is_now = (_giving(call, [pair[at] for pair in of], results[at]) for at in (0, 1))
    if was == is_now:
        return None
    new, old = sorted(is_now - was) or sorted(is_now), sorted(was - is_now) or sorted(was)
    new, old = new[:1], [one for one in old if one not in new[:1]][:1]
    if not new or not old:
        return None
    names = [in_names(context, args[at]) for at in (new[0], old[0])]
    if call.function == "ABS":
        text = context.say("从这里起变号", "changes its sign from here on")
        return f"{in_names(context, call.args[0])} {text}"
    # A lower end gives the value where it is the greater of the two, an upper end the lesser.
    at_low = call.function == "限定" and 1 in (new[0], old[0])
    higher = call.function == "MAX" or at_low
    if not reads(context, args[new[0]]):
        names, higher = names[::-1], not higher
    return (
        context.say(f"从这里起 {names[0]} 大于 {names[1]}", f"{names[0]} > {names[1]} from here on")
        if higher
        else context.say(
            f"从这里起 {names[0]} 小于 {names[1]}", f"{names[0]} < {names[1]} from here on"
        )
    )


def _arguments(call: Call) -> tuple[Expr, ...]:
    return (call.args[0], call.args[0]) if call.function == "ABS" else call.args


def _giving(call: Call, values: Sequence[Value], result: Value) -> frozenset[int]:
    """The arguments that the value may come from."""
    if call.function == "ABS":
        sign = values[0]
        assert isinstance(sign, Fraction)
        return frozenset({0} if sign > 0 else {1} if sign < 0 else {0, 1})
    return frozenset(at for at, value in enumerate(values) if value == result)


def _step(between: Between, label: Label) -> str | None:
    assert isinstance(label.expr, Call)
    was, is_now = between.values(label.step, label.expr)
    if was == is_now or isinstance(is_now, Unknown):
        return None
    context, kind = between.before, label.expr.type
    return (
        f"{in_names(context, label.expr)}: {context.show(was, kind)} → {context.show(is_now, kind)}"
    )


def _match(between: Between, label: Label) -> str | None:
    was, is_now = (
        counted_rows(context, label.step, between.row_of(label.step))
        for context in (between.before, between.after)
    )
    if was == is_now:
        return None
    say = between.before.say
    if len(was) == len(is_now):
        return say(f"对得上的换了行,仍是 {len(was)} 行", f"other rows match, still {len(was)}")
    return say(
        f"对得上的 {len(was)} 行 → {len(is_now)} 行", f"{len(was)} → {len(is_now)} rows match"
    )


def _rank(between: Between, label: Label) -> str | None:
    row = between.row_of(label.step)
    was, is_now = (one.value(label.step, row) for one in (between.before, between.after))
    if was == is_now:
        return None
    context = between.before
    kind = context.steps[label.step].head.type
    word = "" if context.steps[label.step].head.shown else context.say("名次 ", "rank ")
    return f"{word}{context.show(was, kind)} → {context.show(is_now, kind)}"


_COVERS = {
    Cover.FULL: ("足额", "covers all claims"),
    Cover.PART: ("不再足额", "no longer covers all claims"),
    Cover.NOTHING: ("没有可分的", "has nothing to share out"),
    Cover.REFUSED: ("不能分", "cannot be shared out"),
}
_TIER_COVERS = {
    Cover.FULL: ("足额", "is paid in full"),
    Cover.PART: ("只得一部分", "is paid in part"),
    Cover.NOTHING: ("轮不到", "gets nothing"),
    Cover.REFUSED: ("不能分", "cannot be paid"),
}


def _pool(between: Between, label: Label) -> str | None:
    step = between.before.steps[label.step]
    assert isinstance(step, AllocateStep)
    tier = Fraction(0) if label.tier is None else label.tier
    within = between.before.row_at(between.level, between.row, step.within)
    was, is_now = (
        pool_state(context, step, within, None).covers.get(tier)
        for context in (between.before, between.after)
    )
    if was is is_now or was is None or is_now is None:
        return None
    say = between.before.say
    pool = step_text(between.before, step.pool)
    if step.tier is None:
        if was is Cover.NOTHING and is_now is Cover.PART:
            return f"{pool} {say('有可分的', 'has something to share out')}"
        if step.share is Share.BY_WEIGHT and is_now is Cover.FULL:
            return f"{pool} {say('使各份都到上限', 'takes all shares to their caps')}"
        return f"{pool} {say(*_COVERS[is_now])}"
    written = number_text(tier)
    return say(f"次序 {written} ", f"tier {written} ") + say(*_TIER_COVERS[is_now])


def _refused(between: Between, step: str) -> str | None:
    """That a pool cannot be shared out any more, or can be again."""
    row = between.row_of(step)
    was, is_now = (one.value(step, row) for one in (between.before, between.after))
    if isinstance(is_now, Unknown) and not isinstance(was, Unknown):
        words = failure_words(between.before, is_now.state)
        return words or state_words(between.before, is_now.state)
    if isinstance(was, Unknown) and not isinstance(is_now, Unknown):
        return between.before.say("可以分了", "can be shared out")
    return None


_HOLDS = {
    Hold.CAP: ("碰到上限", "meets its cap"),
    Hold.FLOOR: ("按下限给", "is held at its floor"),
}
_FREED = {
    Hold.CAP: ("低于上限", "falls below its cap"),
    Hold.FLOOR: ("超过下限", "rises above its floor"),
}


def _limit(between: Between, label: Label) -> str | None:
    step = between.before.steps[label.step]
    assert isinstance(step, AllocateStep)
    within = between.before.row_at(between.level, between.row, step.within)
    row, both = between.row_of(label.step), (between.before, between.after)
    if any(row not in pool_of(context, step, within).claims for context in both):
        return None
    was, is_now = (pool_state(context, step, within, row).hold for context in both)
    if was is is_now:
        return None
    say = between.before.say
    return say(*_HOLDS[is_now]) if is_now is not Hold.NONE else say(*_FREED[was])
