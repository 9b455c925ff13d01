"""What each town's notice says, as the names that a template may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.brief import brief
from jiangzhi.explain.compare.compare import Difference
from jiangzhi.explain.compare.direction import direction_of
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.value_words import value_text
from jiangzhi.explain.why import why
from jiangzhi.record.about import About


def letter_data(
    outcome: Outcome,
    about: About,
    *,
    run: str,
    seal: str,
    state: str,
    ledger: str = "",
    towns: Sequence[int] | None = None,
    settled: Sequence[Difference] = (),
) -> dict[str, Any]:
    """The names of a template: those of the whole, and ``各镇`` with those of each town.

    ``state`` says who signed the run off. ``towns`` are rows of the subject, all where none are
    given; ``settled`` the differences from an advance, which make it a notice of settlement.
    """
    context, plan = context_of(outcome), outcome.plan
    keys = outcome.facts.levels[plan.subject].keys
    rows = range(len(keys)) if towns is None else towns
    by_town: dict[tuple[str, ...], list[Difference]] = {}
    for one in settled:
        by_town.setdefault(one.town, []).append(one)
    kind = "清算通知" if settled else "拨付通知"
    year = f"{about.year}年度" if about.year is not None else ""
    return {
        "办法": plan.title,
        "通知": kind,
        "标题": f"关于{year}{plan.title}资金的{kind}",
        "年度": about.year or "",
        "阶段": about.stage.value if about.stage is not None else "",
        "编制单位": about.issuer or "＿＿＿＿＿＿财政局",
        "文号": about.number or "＿＿〔＿＿＿＿〕＿＿号",
        "金额单位": plan.money_unit or "元",
        "运行": run,
        "印记": seal,
        "签批": state,
        "台账": ledger,
        "各镇": [_town(context, row, by_town.get(tuple(keys[row]), ())) for row in rows],
    }


def _town(context: Context, row: int, differences: Sequence[Difference]) -> dict[str, Any]:
    plan = context.plan
    keys = context.keys(plan.subject, row)
    own = [name for name in plan.results if plan.step(name).head.level == plan.subject]
    net = direction_of(plan).net
    told = net or (own[0] if own else None)
    return {
        "镇街": keys[-1] if keys else plan.subject,
        "县区": "/".join(keys[:-1]),
        "各项": [_line(context, name, row) for name in own],
        "合计": context.shown(net, row) if net else "",
        "合计名称": net or "",
        "说明": [
            brief(why(context, name, row)) for name in own if _is_told(context, name, row, told)
        ],
        "清算": [_settled(one, plan.money_unit) for one in differences if _counts(one, net)],
    }


def _line(context: Context, name: str, row: int) -> Mapping[str, str]:
    head = context.plan.step(name).head
    article = context.plan.articles[head.cite.article].heading
    return {"名称": name, "数": context.shown(name, row), "依据": article}


def _is_told(context: Context, name: str, row: int, net: str | None) -> bool:
    """Amounts that are something, and the sum; what is nothing is told by its zero in the table."""
    value = context.outcome.steps[name].values[row]
    return name == net or (value is not None and value != 0 and not isinstance(value, bool))


def _counts(one: Difference, net: str | None) -> bool:
    return one.change is not None and (one.result == net if net else True)


def _settled(one: Difference, unit: str) -> Mapping[str, str]:
    owed = one.owed or Fraction(0)
    words = "应补付" if owed > 0 else "应收回" if owed < 0 else "不补不收"
    shown = [
        value_text(value, one.type, unit, "zh") if value is not None else "—"
        for value in (one.before, one.after, abs(owed))
    ]
    return {"名称": one.result, "前": shown[0], "后": shown[1], "结论": words, "数": shown[2]}
