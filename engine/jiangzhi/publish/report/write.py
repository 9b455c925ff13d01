"""report.html, written: head and table as plain HTML, derivations from the data block."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import Diagnostic, Language
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import Context, context_of
from jiangzhi.publish.manifest import Manifest
from jiangzhi.publish.report.embedded import MOST_ROWS, embedded_data
from jiangzhi.publish.report.script import SCRIPT
from jiangzhi.publish.report.style import STYLE
from jiangzhi.publish.report.summary import charts, table, totals

_MOST_NOTES = 50


def write_report(
    outcome: Outcome,
    path: Path,
    *,
    manifest: Manifest,
    notes: Sequence[Diagnostic],
    lang: Language = "zh",
) -> None:
    """Write the page. It refers to nothing outside itself. Raises ``OSError``."""
    page = report_page(context_of(outcome, lang), manifest=manifest, notes=notes)
    path.write_text(page, encoding="utf-8", newline="")


def report_page(context: Context, *, manifest: Manifest, notes: Sequence[Diagnostic]) -> str:
    """The page's text."""
    say = context.say
    title = escape(context.plan.title)
    data = _data(context)
    head = (
        f"<header><a class=skip href=#towns>{say('跳到表格', 'to the table')}</a>"
        f"<h1>{title}</h1><p class=sub>{_about(context, manifest)}</p>"
        f"{totals(context)}{_notes(context, notes)}</header>"
    )
    main = (
        f"<main><h2>{say('各镇街', 'towns')}</h2>{_tools(context)}"
        f"<div class=scroll tabindex=0 role=region aria-label={say('各镇街结果', 'results')}>"
        f"{table(context)}</div>"
        f"<noscript><p class=note>{_without_scripts(context)}</p></noscript>"
        f"<div id=opened aria-live=polite></div>"
        f"<h2>{say('总览', 'overview')}</h2>{charts(context)}</main>"
    )
    footer = (
        f"<footer><p>{say('引擎', 'engine')} jiangzhi {escape(manifest.engine)}; "
        f"{say('结果的哈希(SHA-256 链)', 'seal of the results (SHA-256 chain)')} "
        f"<code>{manifest.seal}</code></p></footer>"
    )
    language = "zh-CN" if context.lang == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{head}{main}{footer}"
        f'<script id="data" type="application/json">{data}</script>'
        f"<script>{SCRIPT}</script></body></html>\n"
    )


def _policy() -> str:
    def sealed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; script-src 'sha256-{sealed(SCRIPT)}'; "
        f"style-src 'sha256-{sealed(STYLE)}'; base-uri 'none'; form-action 'none'"
    )


def _data(context: Context) -> str:
    """The data block. ``<`` is written as an escape, so that no text can end the block."""
    rows = len(context.outcome.facts.levels[context.plan.subject].keys)
    say = context.say
    words = {
        "count": say("{n} / {all} 个", "{n} of {all}"),
        "above": say(" (见上)", " (see above)"),
        "reading": say("取义:", "reading: "),
        "whyNot": say("为什么不是别的结果", "why not otherwise"),
        "none": say("没有不适用的规则", "no rule failed to apply"),
        "all": say("全部展开", "open all"),
        "unknown": [say("缺", "missing"), say("不能算", "not computable")],
    }
    data: dict[str, Any] = {"results": [], "rows": {context.plan.subject: {"names": []}}}
    if rows <= MOST_ROWS:
        data = embedded_data(context)
        data["about"] = {
            name: {
                "level": context.steps[name].head.level,
                "unit": context.unit(context.steps[name].head.type),
            }
            for name in data["values"]
        }
    text = json.dumps(
        {**data, "words": words}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.replace("<", "\\u003c")


def _about(context: Context, manifest: Manifest) -> str:
    plan = context.plan
    files = "、".join(escape(name) for name in manifest.files)
    day = f",{context.say('基准日', 'as of')} {plan.as_of}" if plan.as_of is not None else ""
    return (
        f"{context.say('运行', 'run')} {escape(manifest.run)}{day}<br>"
        f"{context.say('数据', 'data')} {files}"
    )


def _notes(context: Context, notes: Sequence[Diagnostic]) -> str:
    if not notes:
        return ""
    shown = [
        f"<li>{escape(note.code)} {escape(note.message(context.lang))}"
        f"{' (' + escape(str(note.place)) + ')' if note.place is not None else ''}</li>"
        for note in notes[:_MOST_NOTES]
    ]
    more = len(notes) - len(shown)
    if more:
        shown.append(f"<li>{context.say(f'另有 {more} 条', f'{more} more')}</li>")
    title = context.say(f"提示 {len(notes)} 条", f"{len(notes)} notes")
    return f"<details class=note><summary>{title}</summary><ul>{''.join(shown)}</ul></details>"


def _tools(context: Context) -> str:
    say = context.say
    search, every_one = say("查找镇街、数字", "search"), say("全部所属", "all groups")
    group = (
        f"<select id=group aria-label={say('所属', 'group')}><option value=''>{every_one}</option>"
        "</select>"
        if any(len(key) > 1 for key in context.outcome.facts.levels[context.plan.subject].keys)
        else ""
    )
    of_class = (
        f"<select id=class aria-label={escape(context.plan.class_name)}>"
        f"<option value=''>{say('全部分类', 'all classes')}</option></select>"
        if context.plan.class_name is not None
        else ""
    )
    every = say("展开表中全部镇街(打印用)", "open all listed (for print)")
    return (
        f'<div class=tools><input id=search type=search placeholder="{search}" '
        f'aria-label="{search}">{group}{of_class}<button id=every type=button>{every}</button>'
        "<span id=count role=status></span></div>"
    )


def _without_scripts(context: Context) -> str:
    return context.say(
        "本页的查找、排序和逐镇说明需要脚本;不用脚本时,用 jiangzhi explain 查看。",
        "Search, sorting and derivations need scripts; jiangzhi explain shows them without.",
    )
