"""The head of the page: what was computed from what, the totals, and the notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jiangzhi.diagnostic import Diagnostic, Severity
from jiangzhi.evaluate.open.notes import is_provisional
from jiangzhi.evaluate.problems import INPUT_MISSING, NOT_COMPUTABLE, PRIOR_MISSING
from jiangzhi.explain.context import Context
from jiangzhi.publish.report.cards import cards
from jiangzhi.record.about import About
from jiangzhi.record.manifest import Manifest

_MOST_NOTES = 50
_LIGHT = 2


def page_head(
    context: Context, manifest: Manifest, notes: Sequence[Diagnostic], state: str = ""
) -> str:
    """The header; text from outside is escaped."""
    say, plan = context.say, context.plan
    files = say("、", ", ").join(escape(name) for name in manifest.files)
    about = [(say("运行", "Run"), escape(manifest.run)), (say("数据", "Data"), files)]
    known = manifest.about
    if known.words:
        about.insert(0, (say("名称", "Title"), escape(known.words)))
    if known.issuer or known.number:
        paper = " ".join(filter(None, (known.issuer, known.number)))
        about.append((say("编制单位、文号", "Office and number"), escape(paper)))
    if state:
        about.insert(0, (say("签批", "Sign-off"), escape(state)))
    if plan.as_of is not None:
        about.insert(1, (say("基准日", "As of"), str(plan.as_of)))
    facts = "".join(f"<div><dt>{word}</dt><dd>{text}</dd></div>" for word, text in about)
    chinese = "" if context.lang == "zh" else ' lang="zh-CN"'
    return (
        f"<a class=skip href=#towns>{say('跳到表格', 'To the table')}</a>"
        f"<header><h1{chinese}>{escape(plan.title)}</h1><dl class=about>{facts}</dl>"
        f"{cards(context)}{_notes(context, notes, known)}</header>"
    )


def _notes(context: Context, notes: Sequence[Diagnostic], about: About) -> str:
    """All that was noted, first what leaves results open, then warnings; the box is open where
    there are such."""
    if not notes:
        return ""
    weights = [_weight(note) for note in notes]
    shown = [
        f"<li>{escape(note.code)} {escape(note.message(context.lang))}"
        f"{' (' + escape(str(note.place)) + ')' if note.place is not None else ''}"
        f"{_confirmed(context, note, about)}</li>"
        for note in sorted(notes, key=_weight)[:_MOST_NOTES]
    ]
    more = len(notes) - len(shown)
    if more:
        shown.append(f"<li>{context.say(f'另有 {more} 条', f'{more} more')}</li>")
    title = context.say(f"提示 {len(notes)} 条", f"Notes: {len(notes)}")
    counts = (
        (weights.count(0), context.say(",{} 条使结果待定或不能算", ", {} leaving results open")),
        (weights.count(1), context.say(",{} 条警告", ", warnings: {}")),
    )
    title += "".join(words.format(count) for count, words in counts if count)
    opened = " open" if min(weights) < _LIGHT or is_provisional(context.outcome) else ""
    return (
        f"<details class=note{opened}><summary>{title}</summary><ul>{''.join(shown)}</ul></details>"
    )


def _confirmed(context: Context, note: Diagnostic, about: About) -> str:
    known = about.confirmation(note)
    if known is None:
        return ""
    return f" <b>{context.say('已确认', 'confirmed')}: {escape(known.words)}</b>"


def _weight(note: Diagnostic) -> int:
    """What is listed first: 0 leaves a result open, 1 warns, 2 is a mere note."""
    # by code: what a run's record gives back is no longer the problem that was raised
    if note.code in (INPUT_MISSING.code, PRIOR_MISSING.code, NOT_COMPUTABLE.code):
        return 0
    return _LIGHT if note.severity is Severity.NOTE else 1
