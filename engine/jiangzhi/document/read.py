"""From Markdown text to a document: front matter, articles, blocks and tables, with places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from jiangzhi.diagnostic import Diagnostic, TextPlace, refuse_on_errors
from jiangzhi.document import problems
from jiangzhi.document.articles import OpenArticle
from jiangzhi.document.fences import kind_of, read_fence
from jiangzhi.document.front import read_front
from jiangzhi.document.headings import find_heading_not_read
from jiangzhi.document.model import Article, Block, Document, Table, Text
from jiangzhi.document.quotes import join_lines, read_quotes
from jiangzhi.document.source import Source
from jiangzhi.document.tables import find_table_not_read, read_rows

#: Lines of a policy: fifty times the longest regulation with its tables.
MOST_LINES = 30_000


def read_document(text: str, *, file: str) -> Document:
    """The document that a policy file's text is. Raises ``Refused`` with all its problems.

    ``file`` is the name shown in places. What stands in block quotes and HTML comments is
    for readers; tables and blocks are found everywhere else, in lists too.
    """
    source = Source.of(text, file)
    found: list[Diagnostic] = []
    if not "".join(source.lines).strip():
        found.append(problems.EMPTY.at(source.place(0)))
        refuse_on_errors(found)
    if len(source.lines) > MOST_LINES:
        found.append(
            problems.TOO_LONG.at(source.place(0), lines=len(source.lines), most=MOST_LINES)
        )
        refuse_on_errors(found)
    walk = _Walk(source, found)
    walk.read(_markdown().parse("\n".join(source.lines)))
    refuse_on_errors(sorted(found, key=_position))
    return Document(file, text, walk.front, tuple(walk.articles), tuple(walk.parts))


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    place = diagnostic.place
    return (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)


def _markdown() -> MarkdownIt:
    # Nothing may be swallowed because it is indented by four blanks, and a line of dashes
    # below a paragraph is a line, not what turns the paragraph into a heading.
    return (
        MarkdownIt("commonmark")
        .enable("table")
        .disable(["code", "lheading"])
        .use(front_matter_plugin)
    )


class _Walk:
    def __init__(self, source: Source, found: list[Diagnostic]) -> None:
        self.source, self.found = source, found
        self.front: Mapping[str, Text] = {}
        self.articles: list[Article] = []
        self.parts: list[Block | Table] = []
        self.article = OpenArticle(0, "", 0, source.place(0))
        self.table_end = -1

    def read(self, tokens: Sequence[Token]) -> None:
        if tokens[0].type != "front_matter":
            self.refuse_without_front()
        index = 0
        while index < len(tokens):
            index = self.step(tokens, index)
        self.articles.append(self.article.closed())

    def refuse_without_front(self) -> None:
        if self.source.lines[0].rstrip() == "---":
            reason, reason_en = (
                "开头的 --- 没有配对的另一行 ---",
                "the opening --- has no second one",
            )
        else:
            reason, reason_en = "第一行不是 ---", "the first line is not ---"
        self.found.append(
            problems.NO_FRONT.at(self.source.place(0), reason=reason, reason_en=reason_en)
        )

    def step(self, tokens: Sequence[Token], index: int) -> int:
        token = tokens[index]
        start, end = token.map or (0, 0)
        if token.type == "front_matter":
            self.front = read_front(self.source, start + 1, end - 1, self.found)
        elif token.type == "heading_open":
            self.begin_article(token, tokens[index + 1])
        elif token.type == "paragraph_open":
            self.paragraph(tokens[index + 1], start, end)
        elif token.type == "blockquote_open":
            for quote in read_quotes(self.source, start, end):
                self.article.quote(quote)
            return _after(tokens, index, "blockquote_close")
        elif token.type == "table_open":
            self.table(start, end)
            return _after(tokens, index, "table_close")
        elif token.type == "fence":
            self.fence(token, start, end)
        return index + 1

    def begin_article(self, token: Token, inline: Token) -> None:
        self.articles.append(self.article.closed())
        line = (token.map or [0])[0]
        heading = _plain(inline)
        text = self.source.lines[line]
        start = text.find(inline.content) if inline.content else 0
        place = self.source.place(line, start, len(inline.content))
        self.article = OpenArticle(len(self.articles), heading, int(token.tag[1:]), place)

    def paragraph(self, inline: Token, start: int, end: int) -> None:
        problem = find_table_not_read(self.source, start, end) or find_heading_not_read(
            self.source, start, end
        )
        if problem is None and start == self.table_end and "|" in self.source.lines[start]:
            place = self.source.whole_line(start).place
            reason, reason_en = "它紧接表格,但不是表格的一行", "it follows a table but is no row"
            problem = problems.TABLE_UNREAD.at(place, reason=reason, reason_en=reason_en)
        if problem is not None:
            self.found.append(problem)
        text = _plain(inline)
        if text:
            self.article.paragraphs.append(Text(text, self.source.whole_line(start).place))

    def table(self, start: int, end: int) -> None:
        self.table_end = end
        header, rows = read_rows(self.source, start, end, self.found)
        place = self.source.whole_line(start).place
        article = self.article
        self.parts.append(Table(header, rows, place, article.index, article.sentence))

    def fence(self, token: Token, start: int, end: int) -> None:
        lines = read_fence(self.source, start, end, self.found)
        place = self.source.whole_line(start).place
        article = self.article
        kind = kind_of(token.info)
        self.parts.append(Block(kind, lines, place, article.index, article.sentence))


def _after(tokens: Sequence[Token], index: int, close: str) -> int:
    level = tokens[index].level
    while tokens[index].type != close or tokens[index].level != level:
        index += 1
    return index + 1


def _plain(inline: Token) -> str:
    text = ""
    broken = False
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            broken = True
        elif child.content and child.type != "html_inline":
            text = join_lines(text, child.content) if broken else text + child.content
            broken = False
    return text.strip()
