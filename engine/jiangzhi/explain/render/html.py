"""A derivation as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape

from jiangzhi.explain.model import Derivation, NodeKey
from jiangzhi.words import Language

_STYLE = """
body{font:16px/1.6 "Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",
SimSun,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
details{border-left:3px solid #c9d3e0;margin:.5rem 0 .5rem .3rem;padding:0 0 0 1rem}
summary{cursor:pointer;font-weight:600}summary b{font-variant-numeric:tabular-nums}
blockquote{margin:.2rem 0;color:#55606e;font-size:.92em}ul{list-style:none;margin:.2rem 0;padding:0}
.holds::before{content:"✓ ";color:#1b7f4b}.fails::before{content:"✗ ";color:#b3261e}
.open::before{content:"? ";color:#9a6700}.reason{color:#b3261e}.band,.member{padding-left:1.5rem}
.source{color:#55606e}@media print{details{break-inside:avoid}}
"""


def derivation_page(derivations: tuple[Derivation, ...], *, lang: Language = "zh") -> str:
    """The derivations, each value a part that folds; a value met again is a link."""
    first = derivations[0]
    title = escape(f"{'/'.join(first.entity)} {first.title}")
    told: set[NodeKey] = set()
    body = "".join(_node(one, told, lang, opened=True) for one in derivations)
    language = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{title}</h1>{body}</body></html>\n"
    )


def _node(node: Derivation, told: set[NodeKey], lang: Language, *, opened: bool = False) -> str:
    heading = f"{escape(node.title)} <b>{'= ' + escape(node.shown) if node.shown else ''}</b>"
    anchor = escape(f"{node.key.step}-{node.key.row}")
    if node.key in told:
        word = "见上" if lang == "zh" else "see above"
        return f'<p><a href="#{anchor}">{heading}</a> ({word})</p>'
    told.add(node.key)
    quote = f"“{escape(node.cite.sentence)}”" if node.cite.sentence else ""
    word = "取义" if lang == "zh" else "reading"
    readings = "".join(f"<br>{word}: {escape(reading)}" for reading in node.cite.readings)
    lines = "".join(f'<li class="{line.kind}">{escape(line.text)}</li>' for line in node.lines)
    below = "".join(_node(one, told, lang, opened=True) for one in node.needs)
    return (
        f'<details id="{anchor}"{" open" if opened else ""}><summary>{heading}</summary>'
        f"<blockquote>{escape(node.cite.heading)} {quote}{readings}</blockquote>"
        f"<ul>{lines}</ul>{below}</details>"
    )
