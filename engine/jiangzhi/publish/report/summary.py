"""The page's head: totals, charts, pools, and the table of all towns, readable without scripts."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.types import NUMERIC, Kind
from jiangzhi.plan.model import AllocateStep, RuleStep, SplitStep, Step
from jiangzhi.publish.report.charts import Bar, Point, bars, points

_SHOWN = 25
_POOL_COLOURS = ("#1f5f8b", "#cfd8e1")


def results_of(context: Context) -> list[Step]:
    """The published results of the subject's level."""
    steps = [context.steps[name] for name in context.plan.results]
    return [step for step in steps if step.head.level == context.plan.subject]


def money_of(context: Context) -> list[Step]:
    """Those of them that are money."""
    return [step for step in results_of(context) if step.head.type.kind is Kind.MONEY]


def charts(context: Context) -> str:
    """Results by town and by class, the pools' use, and a rate against its award."""
    steps = [step for step in money_of(context) if not _of_another(context, step)]
    if not steps:
        return ""
    legend = [step.head.name for step in steps]
    rows = range(len(context.outcome.facts.levels[context.plan.subject].keys))
    minus = _deductions(context)
    signs = [-1 if step.head.name in minus else 1 for step in steps]
    amounts = {
        row: tuple(
            sign * _known(context, step, row) for sign, step in zip(signs, steps, strict=True)
        )
        for row in rows
    }
    largest = sorted(rows, key=lambda row: (-sum(amounts[row]), _name(context, row)))[:_SHOWN]
    say = context.say
    kind = steps[0].head.type

    def bar(label: str, parts: tuple[Fraction, ...]) -> Bar:
        return Bar(label, parts, context.show(sum(parts, Fraction(0)), kind))

    title = say("各镇街的结果", "results by town")
    if len(rows) > _SHOWN:
        title += say(f"(合计最大的 {_SHOWN} 个)", f" (the {_SHOWN} largest)")
    found = [bars(title, legend, [bar(_name(context, row), amounts[row]) for row in largest])]
    by_class: dict[str, list[int]] = {}
    if context.plan.class_name is not None:
        for row in rows:
            at = context.row_at(
                context.plan.subject, row, context.steps[context.plan.class_name].head.level
            )
            by_class.setdefault(context.shown(context.plan.class_name, at), []).append(row)
        of_class = [
            bar(
                f"{word} ({len(members)})",
                tuple(
                    sum((amounts[m][i] for m in members), Fraction(0)) for i in range(len(steps))
                ),
            )
            for word, members in sorted(by_class.items())
        ]
        found.append(bars(say("按分类", "by class"), legend, of_class))
    found.append(_pools(context))
    found.append(_scatter(context, steps))
    return "".join(found)


def _pools(context: Context) -> str:
    rows = []
    for step in context.plan.steps:
        if not isinstance(step, AllocateStep):
            continue
        for row in range(len(context.outcome.facts.levels[step.within].keys)):
            pool = pool_of(context, step, row)
            if pool.amount is None:
                continue
            of = "/".join(context.keys(step.within, row))
            amount = context.show(pool.amount, step.head.type)
            claims = context.show(pool.claimed, context.steps[step.claim].head.type)
            text = context.say(f"池 {amount},应得 {claims}", f"pool {amount}, claims {claims}")
            parts = (pool.paid, max(pool.amount - pool.paid, Fraction(0)))
            rows.append(Bar(f"{step.head.name} {of}".strip(), parts, text))
    legend = [context.say("实付", "paid"), context.say("余下", "left")]
    title = context.say("资金池的使用", "use of the pools")
    return bars(title, legend, rows, _POOL_COLOURS) if rows else ""


def _scatter(context: Context, steps: list[Step]) -> str:
    """The first derived rate that a result rests on, against that result."""
    for step in steps:
        for name in _behind(context, step):
            rate = context.steps[name]
            if (
                isinstance(rate, RuleStep)
                and rate.head.shown
                and rate.head.type.kind is Kind.RATE
                and rate.head.level == step.head.level
                and not rate.table
            ):
                return _points(context, rate, step)
    return ""


def _of_another(context: Context, step: Step) -> bool:
    """Whether a result is put together from others, so that both would count it twice."""
    others = {other.head.name for other in money_of(context)} - {step.head.name}
    return isinstance(step, RuleStep | SplitStep) and not others.isdisjoint(step.head.needs)


def _deductions(context: Context) -> set[str]:
    """Results that another result subtracts."""
    found: set[str] = set()
    for step in money_of(context):
        if isinstance(step, RuleStep):
            for case in step.cases:
                found |= _subtracted(case.value)
    return found


def _subtracted(expr: Expr) -> set[str]:
    if not isinstance(expr, Call):
        return set()
    found = {name for arg in expr.args for name in _subtracted(arg)}
    if expr.function == "subtract" and isinstance(expr.args[1], Read):
        found.add(expr.args[1].name)
    return found


def _behind(context: Context, step: Step) -> list[str]:
    found: dict[str, None] = {}
    queue = list(step.head.needs)
    while queue:
        name = queue.pop(0)
        if name not in found:
            found[name] = None
            queue.extend(context.steps[name].head.needs)
    return list(found)


def _points(context: Context, rate: Step, result: Step) -> str:
    found = []
    for row in range(len(context.outcome.facts.levels[result.head.level].keys)):
        x, y = context.value(rate.head.name, row), context.value(result.head.name, row)
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            shown = (context.shown(one.head.name, row) for one in (rate, result))
            label = f"{'/'.join(context.keys(result.head.level, row))}: {', '.join(shown)}"
            found.append(Point(label, x, y))
    title = context.say(
        f"{rate.head.name}与{result.head.name}", f"{rate.head.name} against {result.head.name}"
    )
    return points(title, (rate.head.name, result.head.name), found) if found else ""


def _known(context: Context, step: Step, row: int) -> Fraction:
    value = context.value(step.head.name, row)
    return value if isinstance(value, Fraction) else Fraction(0)


def _name(context: Context, row: int) -> str:
    return "/".join(context.keys(context.plan.subject, row))


def totals(context: Context) -> str:
    """One card for each result of money: its total, and how many rows are open."""
    cards = []
    rows = range(len(context.outcome.facts.levels[context.plan.subject].keys))
    for step in money_of(context):
        values = [context.value(step.head.name, row) for row in rows]
        total = sum((one for one in values if isinstance(one, Fraction)), Fraction(0))
        opened = sum(not isinstance(one, Fraction) for one in values)
        paid = sum(isinstance(one, Fraction) and one != 0 for one in values)
        note = context.say(f"{paid} 个{context.plan.subject}", f"{paid} towns")
        if opened:
            note += context.say(f",{opened} 个待定", f", {opened} open")
        cards.append(
            f"<div class=card><span>{escape(step.head.name)}</span>"
            f"<b>{escape(context.show(total, step.head.type))}</b><small>{note}</small></div>"
        )
    return f"<div class=cards>{''.join(cards)}</div>"


def table(context: Context) -> str:
    """All rows of the subject with class and results; numbers carry their order."""
    plan = context.plan
    steps = results_of(context)
    heads = [context.say("所属", "group"), plan.subject]
    if plan.class_name is not None:
        heads.append(plan.class_name)
    first = len(heads)
    heads += [step.head.name + _unit(context, step) for step in steps]
    numeric = {first + at for at, step in enumerate(steps) if step.head.type.kind in NUMERIC}
    cells = "".join(
        f"<th scope=col{' class=n' if i in numeric else ''}><button type=button data-column={i}>"
        f"{escape(head)}</button></th>"
        for i, head in enumerate(heads)
    )
    body = "".join(
        _row(context, steps, row)
        for row in range(len(context.outcome.facts.levels[plan.subject].keys))
    )
    return f"<table id=towns><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _unit(context: Context, step: Step) -> str:
    unit = context.unit(step.head.type).strip()
    return f"({unit})" if unit else ""


def _row(context: Context, steps: list[Step], row: int) -> str:
    plan = context.plan
    key = context.keys(plan.subject, row)
    cells = [f"<td>{escape('/'.join(key[:-1]))}</td>"]
    cells.append(
        f"<th scope=row><a href=#t{row}>{escape(key[-1] if key else plan.subject)}</a></th>"
    )
    if plan.class_name is not None:
        at = context.row_at(plan.subject, row, context.steps[plan.class_name].head.level)
        cells.append(f"<td>{escape(context.shown(plan.class_name, at))}</td>")
    for step in steps:
        value = context.value(step.head.name, row)
        order = f" data-order={_order(value)}" if isinstance(value, Fraction) else ""
        cells.append(
            f"<td class=n{order}>{escape(context.shown(step.head.name, row, unit=False))}</td>"
        )
    return f"<tr data-row={row}>{''.join(cells)}</tr>"


def _order(value: Fraction) -> str:
    """A whole number that sorts as the value does."""
    return str(round(value))
