"""report.html, written: overview and tables as plain HTML, derivations from the data block."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import Context, context_of
from jiangzhi.publish.report.amounts import amount_charts
from jiangzhi.publish.report.assets import script, style
from jiangzhi.publish.report.embedded import MOST_ROWS, embedded_data
from jiangzhi.publish.report.head import page_head
from jiangzhi.publish.report.pools import pool_chart
from jiangzhi.publish.report.results import levels_shown, rows_on
from jiangzhi.publish.report.scatter import scatters
from jiangzhi.publish.report.table import table
from jiangzhi.publish.report.tools import tools
from jiangzhi.publish.report.words import script_words
from jiangzhi.record.manifest import Manifest
from jiangzhi.whole_file import whole_file
from jiangzhi.words import Language

#: Longer tables are laid out only when they come into sight.
_MANY = 200


def write_report(
    outcome: Outcome,
    path: Path,
    *,
    manifest: Manifest,
    notes: Sequence[Diagnostic],
    lang: Language = "zh",
    state: str = "",
) -> None:
    """Write the page, whole or not at all. It refers to nothing outside itself. Another file of
    that name is kept beside it. ``state`` is how far the run was signed off by now, nothing for
    the page of the run itself, which is sealed before anyone signs. Raises ``OSError``."""
    page = report_page(context_of(outcome, lang), manifest=manifest, notes=notes, state=state)
    with whole_file(path) as part:
        part.write_text(page, encoding="utf-8", newline="")


def report_page(
    context: Context, *, manifest: Manifest, notes: Sequence[Diagnostic], state: str = ""
) -> str:
    """The page's text."""
    title = escape(context.plan.title)
    language = "zh-CN" if context.lang == "zh" else "en"
    linked = all(len(rows_on(context, level)) <= MOST_ROWS for level in levels_shown(context))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{style()}</style></head><body>"
        f"{page_head(context, manifest, notes, state)}<main>{_overview(context, linked=linked)}"
        f"{_towns(context, linked=linked)}{_others(context, linked=linked)}</main>"
        f"{_foot(context, manifest)}"
        f"{_block('words', script_words(context, linked=linked))}"
        f"{_block('data', embedded_data(context) if linked else {})}"
        f"<script>{script()}</script></body></html>\n"
    )


def _policy() -> str:
    def sealed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; script-src 'sha256-{sealed(script())}'; "
        f"style-src 'sha256-{sealed(style())}'; base-uri 'none'; form-action 'none'"
    )


def _block(name: str, data: dict[str, Any]) -> str:
    """A data block. ``<`` is written as an escape, so that no text can end the block."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    escaped = text.replace("<", "\\u003c")
    return f'<script id="{name}" type="application/json">{escaped}</script>'


def _overview(context: Context, *, linked: bool) -> str:
    charts = f"{amount_charts(context, linked=linked)}{pool_chart(context)}{scatters(context)}"
    title = context.say("总览", "Overview")
    return f"<section aria-label={title}><h2>{title}</h2>{charts}</section>" if charts else ""


def _towns(context: Context, *, linked: bool) -> str:
    subject = context.plan.subject
    say = context.say
    title = escape(say(f"各{subject}", f"By {subject}"))
    hint = ""
    if linked:
        text = say(
            f"点{subject}的名字,看它的来龙去脉:依据的条文、算式、数据所在的格子,以及为什么不是别的结果。",
            "Open a name for its derivation: article, formula, cell, and why not otherwise.",
        )
        hint = f"<p class=hint>{escape(text)}</p>"
    elif MOST_ROWS:
        text = say(
            f"超过 {MOST_ROWS} 行,本页只有表格;来龙去脉用 jiangzhi explain 看。",
            f"Beyond {MOST_ROWS} rows this page has the table only; see jiangzhi explain.",
        )
        hint = f"<p class=hint>{escape(text)}</p>"
    without = say(
        "本页的查找、排序和来龙去脉需要脚本;不用脚本时,用 jiangzhi explain 查看。",
        "Search, sorting and derivations need scripts; jiangzhi explain shows them without.",
    )
    return (
        f'<section aria-label="{title}"><h2>{title}</h2>{hint}<noscript><p class=note>{without}</p>'
        f"</noscript>{tools(context)}"
        f"{_scrolled(context, subject, title, linked=linked)}</section><div id=opened></div>"
    )


def _scrolled(context: Context, level: str, title: str, *, linked: bool) -> str:
    """A level's table in a frame; one that is long is laid out only when it comes into sight."""
    kind = "scroll tall many" if len(rows_on(context, level)) > _MANY else "scroll tall"
    rows = table(context, level, linked=linked)
    return f'<div class="{kind}" tabindex=0 role=region aria-label="{title}">{rows}</div>'


def _others(context: Context, *, linked: bool) -> str:
    """The results of other levels, such as a county's own or the whole's."""
    found = []
    for level in levels_shown(context):
        if level != context.plan.subject:
            title = escape(context.say(f"{level}的结果", f"Results of {level}"))
            rows = _scrolled(context, level, title, linked=linked)
            found.append(f'<section aria-label="{title}"><h2>{title}</h2>{rows}</section>')
    return "".join(found)


def _foot(context: Context, manifest: Manifest) -> str:
    say = context.say
    check = say(
        "核对全部数字:jiangzhi verify 加运行目录。同一目录的 allocations.xlsx 有同样结果的活公式。",
        "To check every figure: jiangzhi verify RUN. allocations.xlsx beside has live formulas.",
    )
    return (
        f"<footer><p>{check}</p><p>{say('引擎', 'Engine')} jiangzhi {escape(manifest.engine)}; "
        f"{say('结果的哈希(SHA-256 链)', 'seal of the results (SHA-256 chain)')} "
        f"<code>{manifest.seal}</code></p></footer>"
    )
