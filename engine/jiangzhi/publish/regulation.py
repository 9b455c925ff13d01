"""A policy as a clean regulation: its articles, tables and computed examples.

What a citizen or a town reads: no declarations of columns, formulas as sentences, and each
worked case with the results that the engine computed for it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Article, Block, Document, Table
from jiangzhi.evaluate.cases.run import CaseResult, shown
from jiangzhi.evaluate.row_reader import row_above
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import Plan
from jiangzhi.policy.model import Hit, Policy
from jiangzhi.policy.written.period import period_text
from jiangzhi.policy.written.statements import ClauseKind, Statement, read_rule_block
from jiangzhi.policy.written.tables import TableKind, read_table

_SIGNS = (("<>", "≠"), (">=", "≥"), ("<=", "≤"), ("*", "×"), ("/", "÷"))
_HIDDEN = (TableKind.INPUTS, TableKind.CASES, TableKind.CASE_DETAILS)


def regulation_markdown(document: Document, policy: Policy, results: Sequence[CaseResult]) -> str:
    """The regulation as Markdown, its worked cases with computed results."""
    lines = [f"# {policy.title}", "", f"施行时间:{period_text(policy.period)}", ""]
    for article in document.articles:
        lines.extend(_article(article, document))
    if results:
        lines.extend(["## 附 算例", ""])
        for result in results:
            lines.extend(_case(result))
    return "\n".join(lines).rstrip() + "\n"


def regulation_html(document: Document, policy: Policy, results: Sequence[CaseResult]) -> str:
    """The same as one page that needs nothing else."""
    from markdown_it import MarkdownIt

    markdown = regulation_markdown(document, policy, results)
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    title = html.escape(policy.title)
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>\n'
        "<style>body{max-width:46em;margin:2em auto;padding:0 1em;line-height:1.8;"
        'font-family:"Source Han Serif SC","Noto Serif CJK SC",SimSun,serif}'
        "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.2em .6em}"
        f"h1{{text-align:center}}</style></head>\n<body>\n{body}</body></html>\n"
    )


def _article(article: Article, document: Document) -> Iterator[str]:
    parts = [part for part in document.parts if part.article == article.index]
    shown_parts = [part for part in parts if _is_for_readers(part)]
    if parts and not article.paragraphs and not shown_parts and not article.numbered:
        return
    if article.heading:
        yield from (f"{'#' * max(article.depth, 2)} {article.heading}", "")
    for paragraph in article.paragraphs:
        yield from (paragraph.text, "")
    for reading in article.readings:
        yield from (f"> 本条取义:{reading.text}", "")
    for part in shown_parts:
        if isinstance(part, Table):
            yield from _table([cell.text for cell in part.header], _texts(part))
        else:
            yield from _sentences(part)


def _is_for_readers(part: Block | Table) -> bool:
    if isinstance(part, Block):
        return part.kind == "rules"
    read = read_table(part)
    return read is None or read.kind not in _HIDDEN


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _sentences(block: Block) -> Iterator[str]:
    unread: list[Diagnostic] = []
    rules = read_rule_block(block, unread)
    for statement in rules.statements:
        if statement.formula:
            yield f"- {_sentence(statement)}"
    for guarantee in rules.guarantees:
        yield f"- 保证:{_signs(' '.join(piece.text for piece in guarantee.pieces))}。"
    yield ""


_TOGETHER: Final = {
    Hit.SUM: "各项相加",
    Hit.GREATEST: "适用的各项中取最大的",
    Hit.LEAST: "适用的各项中取最小的",
    Hit.LISTED: "适用的各项依次列出",
}


def _sentence(statement: Statement) -> str:
    names = "、".join(target.name.text for target in statement.targets)
    text = f"{names} = {_signs(' '.join(piece.text for piece in statement.formula))}"
    hits = {target.hit for target in statement.targets}
    together = next((_TOGETHER[hit] for hit in hits if hit in _TOGETHER), None)
    if together is not None:
        text = f"({together}){text}"
    elif Hit.FIRST in hits:
        text = f"(依次取第一项适用的){text}"
    conditions = [
        _signs(" ".join(p.text for p in clause.pieces))
        for clause in statement.all_of(ClauseKind.WHEN)
    ]
    if conditions:
        text += ",条件是 " + ",且 ".join(conditions)
    for clause in statement.clauses:
        if clause.kind is not ClauseKind.WHEN:
            words = _signs(" ".join(piece.text for piece in clause.pieces))
            text += f";{clause.kind.value} {words}"
    return text + "。"


def _signs(text: str) -> str:
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    return text


def _case(result: CaseResult) -> Iterator[str]:
    case, outcome, plan = result.case, result.outcome, result.outcome.plan
    given = case.given
    assert given is not None
    wanted = [cell.quantity for row in given.expected for cell in row]
    names = [
        n
        for n in dict.fromkeys([*wanted, *plan.results])
        if plan.step(n).head.level in plan.chain(plan.subject)
    ]
    yield from (f"### {case.title or '算例'}", "")
    header = [plan.subject, *(column.name for column in given.columns), *names]
    rows = []
    for index, row in enumerate(given.rows):
        cells = [
            "" if cell is None else _given(column.name, cell, plan)
            for column, cell in zip(given.columns, row.cells, strict=True)
        ]
        results = []
        for name in names:
            head = plan.step(name).head
            at = row_above(outcome, plan.subject, index, head.level)
            values = outcome.steps[name]
            value, state = values.values[at], State(values.states[at])
            if state is State.KNOWN and value is not None:
                results.append(shown(value, head.type, plan.money_unit))
            else:
                results.append("待定" if state is State.MISSING else "不能算")
        rows.append([row.name, *cells, *results])
    yield from _table(header, rows)


def _given(name: str, cell: object, plan: Plan) -> str:
    step = plan.steps_by_name.get(name)
    if step is None:
        return str(cell)
    return shown(cell, step.head.type, plan.money_unit)  # type: ignore[arg-type]
