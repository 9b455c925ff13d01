"""A document, printed: for ``jiangzhi show document`` and the tests that pin this stage."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.document.model import Article, Block, Document, Table, Text


def show_document(document: Document) -> str:
    """Everything that was read, each with its line and column."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"文件 {document.file}"
    yield ""
    for key, value in document.front.items():
        yield f"{_at(value)} {key}: {value.text}"
    for article in document.articles:
        parts = [part for part in document.parts if part.article == article.index]
        if article.index or article.paragraphs or parts:
            yield ""
            yield from _article(article)
            for part in parts:
                yield from _block(part) if isinstance(part, Block) else _table(part)


def _article(article: Article) -> Iterator[str]:
    sign = "#" * article.depth or "(标题之前)"
    at = f"{article.place.line}:{article.place.column}"
    yield f"{at:>7} {sign} {article.heading}{'' if article.numbered else '(非条文)'}"
    for text in article.paragraphs:
        yield f"{_at(text)} 段   {text.text}"
    for text in article.readings:
        yield f"{_at(text)} 取义 {text.text}"
    if article.no_computation is not None:
        yield f"{_at(article.no_computation)} 不计算 {article.no_computation.text}"


def _block(block: Block) -> Iterator[str]:
    yield f"{block.place.line:>5}:1 代码块 {block.kind}{_rests_on(block.sentence)}"
    for line in block.lines:
        yield f"{_at(line)}   {line.text}"


def _table(table: Table) -> Iterator[str]:
    yield f"{table.place.line:>5}:1 表格{_rests_on(table.sentence)}"
    for row in (table.header, *table.rows):
        cells = " | ".join(f"{cell.text}@{cell.place.column}" for cell in row)
        yield f"{row[0].place.line:>5}:1   {cells}"


def _rests_on(sentence: Text | None) -> str:
    return f",依据第 {sentence.place.line} 行" if sentence else ",没有依据的段落"


def _at(text: Text) -> str:
    return f"{f'{text.place.line}:{text.place.column}':>7}"
