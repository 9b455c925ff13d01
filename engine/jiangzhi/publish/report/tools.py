"""What narrows the table of towns: search, group, class, and those that are open."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.formula.types.value import Unknown
from jiangzhi.publish.report.results import (
    by_class,
    by_group,
    group_title,
    results_on,
    rows_on,
)


def tools(context: Context) -> str:
    """The controls above the table, hidden until a script answers to them."""
    say, subject = context.say, context.plan.subject
    search = say(f"查找{subject}、数字", "Search names and figures")
    groups, classes = by_group(context), by_class(context)
    parts = [
        f'<input id=search type=search placeholder="{escape(search)}" '
        f'aria-label="{escape(search)}" autocomplete=off>'
    ]
    if len(groups) > 1:
        name = group_title(context)
        every = say(f"全部{name}", f"{name}: all")
        parts.append(_select("group", name, every, groups))
    if len(classes) > 1:
        name = context.plan.class_name or ""
        every = say(f"全部{name}", f"{name}: all")
        parts.append(_select("class", name, every, classes))
    if _some_open(context):
        word = say("只看待定", "Open only")
        parts.append(f"<label><input id=open type=checkbox> {word}</label>")
    parts.append(f"<button id=print type=button>{say('打印', 'Print')}</button>")
    parts.append("<span id=count role=status></span><span id=paper></span>")
    return f"<div class=tools hidden>{''.join(parts)}</div>"


def _select(name: str, label: str, every: str, words: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(word)}</option>" for word in words)
    return (
        f'<select id={name} aria-label="{escape(label)}">'
        f'<option value="">{escape(every)}</option>{options}</select>'
    )


def _some_open(context: Context) -> bool:
    subject = context.plan.subject
    return any(
        isinstance(context.value(step.head.name, row), Unknown)
        for step in results_on(context, subject)
        for row in rows_on(context, subject)
    )
