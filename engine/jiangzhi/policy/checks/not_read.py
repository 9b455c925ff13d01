"""What looks like a rule, a table or a remark of ours and is none: a line that does nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from jiangzhi.diagnostic import Diagnostic, TextPlace
from jiangzhi.document.model import Block, Document, Table, Text
from jiangzhi.formula.syntax.walk import names_in
from jiangzhi.policy import problems
from jiangzhi.policy.defined.inputs import is_name
from jiangzhi.policy.model import Policy
from jiangzhi.policy.names.constants import parse_into
from jiangzhi.policy.written.statements import (
    GUARANTEE_WORDS,
    RESULT_WORDS,
    WAIVER_WORDS,
    first_word,
)
from jiangzhi.policy.written.tables import HEADS, read_table
from jiangzhi.policy.written.text import cut, nearest, plain, split_bracket

#: Columns that only tables for the program have.
_COLUMNS: Final = ("值", "value", "类型", "type", "空白", "别名")
_REMARKS: Final = {
    "取意": "取义", "取义为": "取义", "取其义": "取义", "释义": "取义", "理解": "取义",
    "口径": "取义", "解释": "取义", "不算": "不计算", "不计": "不计算", "无计算": "不计算",
    "不涉及计算": "不计算", "无需计算": "不计算", "不需计算": "不计算", "不用计算": "不计算",
    "不作计算": "不计算", "豁免": "豁免", "保证": "保证", "结果": "结果",
}  # fmt: skip
#: Blocks that show what a program prints or reads.
_OTHER_BLOCKS: Final = frozenset({"rules", "console", "file", "sh", "bash", "csv", "json", "yaml"})
_OPENINGS: Final = ("取义", "不计算", "注")


def warn_if_something_is_not_read(policy: Policy, document: Document) -> list[Diagnostic]:
    """Fences of another label or none, lines outside fences, tables and quotes."""
    return [
        *_blocks(document),
        *_lines(policy, document),
        *_tables(document),
        *_quotes(document),
    ]


def _blocks(document: Document) -> Iterator[Diagnostic]:
    for part in document.parts:
        if not isinstance(part, Block) or part.kind.partition(" ")[0] in _OTHER_BLOCKS:
            continue
        if _holds_rules(part):
            yield problems.BLOCK_NOT_READ.at(part.place, kind=part.kind or "```")


def _holds_rules(block: Block) -> bool:
    return any(
        _begins_a_statement(line) or _target(line) is not None
        for line in block.lines
        if line.text.strip()
    )


def _lines(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    defined = {quantity.name for quantity in policy.quantities}
    known = {
        *defined, *(given.name for given in policy.inputs),
        *(parameter.name for parameter in policy.parameters),
        *(scale.name for scale in policy.scales),
    }  # fmt: skip
    for line in _outside(document):
        target = _target(line)
        if target is not None and target not in defined:
            right = parse_into((cut(line, line.text.index("=") + 1),), [])
            named = right is not None and {name.name for name in names_in(right)}
            if named and named <= known:
                yield problems.LINE_NOT_READ.at(line.place)
        elif _begins_a_statement(line):
            yield problems.LINE_NOT_READ.at(line.place)


def _outside(document: Document) -> Iterator[Text]:
    """The lines that are no part of the front matter, a block, a table, a quote or a heading."""
    lines = document.text.splitlines()
    taken = {article.place.line for article in document.articles}
    for part in document.parts:
        first = part.place.line
        count = len(part.lines) if isinstance(part, Block) else len(part.rows)
        taken.update(range(first, first + count + 2))
    first = 1 + next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    for number, line in enumerate(lines[first:], first + 1):
        if number not in taken and line.strip() and line.lstrip()[0] not in "#>|<`~":
            place = TextPlace(document.file, number, 1, len(line), line)
            yield cut(Text(line, place), 0)


def _begins_a_statement(line: Text) -> bool:
    for words in (RESULT_WORDS, GUARANTEE_WORDS, WAIVER_WORDS):
        rest = first_word(line, words)
        if rest is not None and rest.text and plain(line.text).split()[0].rstrip(":") in words:
            return not line.text.isascii()
    return False


def _target(line: Text) -> str | None:
    shape = plain(line.text)
    left, sign, right = shape.partition("=")
    if not sign or not right.strip() or left.rstrip()[-1:] in "<>":
        return None
    rest = first_word(line, RESULT_WORDS)
    head = cut(line, 0, len(left)) if rest is None else Text(
        plain(rest.text).partition("=")[0].strip(), rest.place
    )  # fmt: skip
    name, _ = split_bracket(head)
    return name.text if is_name(name.text) and not name.text.isascii() else None


def _tables(document: Document) -> Iterator[Diagnostic]:
    for part in document.parts:
        if not isinstance(part, Table) or read_table(part) is not None:
            continue
        head = part.header[0]
        words = [word for word in HEADS if not word.isascii()]
        like = difflib.get_close_matches(head.text, words, n=1, cutoff=0.6)
        meant = any(
            cell.text in _COLUMNS or cell.text[:1] in ("=", "＝") for cell in part.header[1:]
        )
        if like or meant:
            close = nearest(head.text, words) if like else {"nearest": "", "nearest_en": ""}
            yield problems.TABLE_NOT_READ.at(head.place, head=head.text, **close)


def _quotes(document: Document) -> Iterator[Diagnostic]:
    lines = document.text.splitlines()
    fenced = {
        line.place.line for part in document.parts if isinstance(part, Block) for line in part.lines
    }
    for number, line in enumerate(lines, 1):
        if not line.startswith(">") or number in fenced:
            continue
        text = cut(Text(line, TextPlace(document.file, number, 1, len(line), line)), 1)
        word, colon, _ = plain(text.text).partition(":")
        word = word.strip("*_ ")
        if colon and word not in _OPENINGS and word in _REMARKS:
            yield problems.QUOTE_NOT_READ.at(text.place, word=word, meant=_REMARKS[word])
