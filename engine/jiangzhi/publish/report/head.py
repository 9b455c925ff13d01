"""The head of the page: what was computed from what, the totals, and the notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jiangzhi.diagnostic import Diagnostic, Severity
from jiangzhi.evaluate.outcome_notes import is_provisional
from jiangzhi.explain.context import Context
from jiangzhi.publish.manifest import Manifest
from jiangzhi.publish.report.cards import cards

_MOST_NOTES = 50


def page_head(context: Context, manifest: Manifest, notes: Sequence[Diagnostic]) -> str:
    """The header; text from outside is escaped."""
    say, plan = context.say, context.plan
    files = say("、", ", ").join(escape(name) for name in manifest.files)
    about = [(say("运行", "Run"), escape(manifest.run)), (say("数据", "Data"), files)]
    if plan.as_of is not None:
        about.insert(1, (say("基准日", "As of"), str(plan.as_of)))
    facts = "".join(f"<div><dt>{word}</dt><dd>{text}</dd></div>" for word, text in about)
    chinese = "" if context.lang == "zh" else ' lang="zh-CN"'
    return (
        f"<a class=skip href=#towns>{say('跳到表格', 'To the table')}</a>"
        f"<header><h1{chinese}>{escape(plan.title)}</h1><dl class=about>{facts}</dl>"
        f"{cards(context)}{_notes(context, notes)}</header>"
    )


def _notes(context: Context, notes: Sequence[Diagnostic]) -> str:
    if not notes:
        return ""
    urgent = [note for note in notes if note.severity is not Severity.NOTE]
    shown = [
        f"<li>{escape(note.code)} {escape(note.message(context.lang))}"
        f"{' (' + escape(str(note.place)) + ')' if note.place is not None else ''}</li>"
        for note in sorted(notes, key=lambda note: note.severity is Severity.NOTE)[:_MOST_NOTES]
    ]
    more = len(notes) - len(shown)
    if more:
        shown.append(f"<li>{context.say(f'另有 {more} 条', f'{more} more')}</li>")
    title = context.say(f"提示 {len(notes)} 条", f"Notes: {len(notes)}")
    if urgent:
        title += context.say(
            f",其中 {len(urgent)} 条警告,排在最前",
            f", {len(urgent)} of them warnings, listed first",
        )
    if is_provisional(context.outcome):
        title += context.say(";有结果待定或不能算", "; some results are open or not computable")
    opened = " open" if urgent or is_provisional(context.outcome) else ""
    return (
        f"<details class=note{opened}><summary>{title}</summary><ul>{''.join(shown)}</ul></details>"
    )
