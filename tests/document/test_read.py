import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.diagnostic import Refused
from jiangzhi.document.model import Block, Document, Table, Text
from jiangzhi.document.read import read_document

FRONT = "---\n办法: taoyuan\n---\n"


def read(body: str) -> Document:
    return read_document(FRONT + body, file="x.md")


def refusals(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(Refused) as refused:
        read_document(text, file="x.md")
    return [(d.code, d.place.line, d.place.column) for d in refused.value.diagnostics]


def at(text: Text) -> tuple[str, int, int]:
    return text.text, text.place.line, text.place.column


def test_articles_begin_at_headings_of_any_depth() -> None:
    document = read("前言\n\n# 办法\n\n## 第六条 超收奖励\n\n正文\n\n### 说明\n")
    assert [(a.index, a.heading, a.depth, a.numbered) for a in document.articles] == [
        (0, "", 0, False),
        (1, "办法", 1, False),
        (2, "第六条 超收奖励", 2, True),
        (3, "说明", 3, False),
    ]
    assert at(document.articles[0].paragraphs[0]) == ("前言", 4, 1)
    assert document.articles[2].place.line == 8
    assert document.articles[2].place.column == 4


@pytest.mark.parametrize("heading", ["第一条 目的", "第 12 条 附则", "第二十一条", "第〇条"])
def test_numbered_articles(heading: str) -> None:
    assert read(f"## {heading}\n").articles[1].numbered


@pytest.mark.parametrize("heading", ["第一章 总则", "附件", "依第一条"])
def test_other_headings_are_not_numbered(heading: str) -> None:
    assert not read(f"## {heading}\n").articles[1].numbered


def test_paragraphs_lose_their_markup_and_line_breaks() -> None:
    document = read("完成**收入\n目标**,按 `GDP` per\ncapita 计。\n")
    assert document.articles[0].paragraphs[0].text == "完成收入目标,按 GDP per capita 计。"


def test_quotes_with_either_colon() -> None:
    document = read("> 取义:甲\n> 续行\n> 不计算：乙\n> 注: 丙\n\n> 原文\n")
    article = document.articles[0]
    assert [at(r) for r in article.readings] == [("甲续行", 4, 6)]
    assert article.no_computation is not None
    assert at(article.no_computation) == ("乙", 6, 7)
    assert [p.text for p in article.paragraphs] == ["原文"]


def test_a_part_rests_on_the_nearest_paragraph_of_its_own_article() -> None:
    document = read(
        "甲\n\n```规则\n```\n\n## 条\n\n```规则\n```\n\n乙\n\n> 取义:丙\n\n| a |\n|---|\n"
    )
    assert [p.sentence and p.sentence.text for p in document.parts] == ["甲", None, "乙"]
    assert [p.article for p in document.parts] == [0, 1, 1]


def test_cells_keep_their_places_and_escaped_bars() -> None:
    table = read(
        "| 奖励比例: 超收率 |  |\n|:--|---|\n a\\|b | ｜全角｜\n| `x > 1` | 2 \\* 3 |\n"
    ).parts[0]
    assert isinstance(table, Table)
    assert [at(cell) for cell in table.header] == [("奖励比例: 超收率", 4, 3), ("", 4, 15)]
    assert [[at(cell) for cell in row] for row in table.rows] == [
        [("a|b", 6, 2), ("｜全角｜", 6, 9)],
        [("x > 1", 7, 4), ("2 * 3", 7, 13)],
    ]
    assert table.header[0].place.excerpt == "| 奖励比例: 超收率 |  |"


def test_a_table_follows_a_paragraph_without_an_empty_line() -> None:
    document = read("正文\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert isinstance(document.parts[0], Table)
    assert document.parts[0].sentence is not None
    assert document.parts[0].sentence.text == "正文"


@pytest.mark.parametrize(
    ("info", "kind"), [("规则", "rules"), ("Rules", "rules"), ("text", "text")]
)
def test_kinds_of_blocks(info: str, kind: str) -> None:
    block = read(f"```{info}\nx\n```\n").parts[0]
    assert isinstance(block, Block)
    assert block.kind == kind


def test_lines_of_a_block_keep_their_indent_but_not_the_fence_s() -> None:
    block = read("  ```rules\n  甲 = 1\n    当 乙\n\n 丙 = 2\n  ```\n").parts[0]
    assert isinstance(block, Block)
    assert [at(line) for line in block.lines] == [
        ("甲 = 1", 5, 3),
        ("  当 乙", 6, 3),
        ("", 7, 1),
        ("丙 = 2", 8, 2),
    ]


def test_tables_inside_blocks_and_quotes_are_not_tables() -> None:
    document = read("````markdown\n| a |\n|---|\n```rules\n```\n````\n\n> | a |\n> |---|\n")
    assert [type(part) for part in document.parts] == [Block]


def test_what_is_indented_deep_is_read_all_the_same() -> None:
    document = read("    | a |\n    |---|\n\n    ```rules\n    ```\n")
    assert [type(part) for part in document.parts] == [Table, Block]


def test_line_ends_and_byte_order_mark_do_not_move_places() -> None:
    body = "正文\n\n| a |\n|---|\n| 1 |\n"
    plain = read_document(FRONT + body, file="x.md")
    other = read_document("\ufeff" + (FRONT + body).replace("\n", "\r\n"), file="x.md")
    assert (other.front, other.articles, other.parts) == (
        plain.front,
        plain.articles,
        plain.parts,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("D103", 1, 1)),
        ("正文\n", ("D104", 1, 1)),
        ("---\n办法: x\n", ("D104", 1, 1)),
        (FRONT + "```rules\nx\n", ("D108", 4, 1)),
        (FRONT + "```rules\nx\n\n```rules\ny\n```\n", ("D108", 4, 1)),
        (FRONT + "|a|b|\n|-|-|\n|1|\n", ("D109", 6, 2)),
        (FRONT + "|a|b|\n|-|-|\n|1|2|3|\n", ("D109", 6, 6)),
        (FRONT + "|a|b|\n|-|-|\n紧接的文字\n", ("D109", 6, 1)),
        (FRONT + "|a|b|\n|-|-|\n- | 2\n", ("D110", 6, 1)),
        (FRONT + "|a|b|\n|-|\n|1|2|\n", ("D110", 4, 1)),
        (FRONT + "|a|b|\n|1|2|\n", ("D110", 4, 1)),
        (FRONT + "甲\n｜a｜\n", ("D110", 5, 1)),
        (FRONT + "##第六条\n", ("D111", 4, 1)),
        (FRONT + "#第六条\n", ("D111", 4, 1)),
        (FRONT + "＃＃ 第六条\n", ("D111", 4, 1)),
    ],
)
def test_refused(text: str, expected: tuple[str, int, int]) -> None:
    assert refusals(text) == [expected]


def test_problems_come_together_and_in_order() -> None:
    text = "---\na: 1\na: 2\n---\n|x|y|\n|-|\n\n|x|y|\n|-|-|\n|1|\n\n```rules\n"
    assert [code for code, *_ in refusals(text)] == ["D106", "D110", "D109", "D108"]


PIECES = ["---\n", "办法: x\n", "```rules\n", "```\n", "| a | b |\n", "|---|---|\n", "| 1 |\n"]
PIECES += ["## 第一条\n", "> 取义:甲\n", "- 甲\n", "  ", "\t", "\r", "x", "｜", "\\|", "`", "<!--"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    for file_text in (text, FRONT + text):
        try:
            document = read_document(file_text, file="x.md")
        except Refused:
            continue
        for part in document.parts:
            rows = [part.lines] if isinstance(part, Block) else [part.header, *part.rows]
            for piece in (piece for row in rows for piece in row):
                start = piece.place.column - 1
                written = piece.place.excerpt[start : start + max(len(piece.text), 1)]
                assert written == piece.text or "\\" in piece.place.excerpt or not piece.text


def test_a_document_beyond_all_measure_is_refused_before_it_is_parsed():
    from jiangzhi.document.read import MOST_LINES

    text = "---\n办法: a\n---\n" + "## 第一条 题\n\n" * MOST_LINES
    with pytest.raises(Refused) as refused:
        read_document(text, file="长.md")
    assert [one.code for one in refused.value.diagnostics] == ["D112"]
