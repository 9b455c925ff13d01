"""The policy language in Chinese and in English: neither forgets what the other says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jiangzhi import flow

DOCS = Path(__file__).parent.parent.parent / "docs"
#: The label of a block that is a whole policy; the English page has one in its own key words.
WHOLE = "markdown"
_NUMBER = re.compile(r"\d+(\.\d+)*")
_CODE = re.compile(r"(?<![A-Z])[A-Z]\d{3}(?!\d)")
_BRACKET = re.compile(r"\s*[(（].*?[)）]")
_LISTED = re.compile(r"[、;]")


class Page:
    """One of the two pages, as Markdown reads it."""

    def __init__(self, name: str) -> None:
        text = (DOCS / name).read_text(encoding="utf-8")
        self.tokens = MarkdownIt("commonmark").enable("table").parse(text)

    def headings(self) -> list[tuple[str, str]]:
        """Depth (``h2``) and number (``5.1``, or nothing) of each heading."""
        return [(heading.tag, number) for heading, number in self._numbered()]

    def blocks(self) -> list[tuple[str, str]]:
        """Label and content of each code block but whole policies."""
        fences = (token for token in self.tokens if token.type == "fence")
        return [(fence.info, fence.content) for fence in fences if fence.info != WHOLE]

    def wholes(self) -> list[str]:
        """The blocks that are whole policies."""
        return [token.content for token in self.tokens if token.info == WHOLE]

    def spans(self) -> set[tuple[str, str]]:
        """Every formula and problem code told in a line, with the number of its section."""
        number, found = "", set()
        numbers = iter([number for _, number in self._numbered()])
        for token in self.tokens:
            if token.type == "heading_open":
                number = next(numbers) or number
            for child in token.children or ():
                if child.type == "code_inline":
                    found.add((number, child.content))
                found.update((number, code) for code in _CODE.findall(child.content))
        return found

    def tables(self) -> list[list[list[str]]]:
        """The tables, as rows of cells in Markdown, in order."""
        tables: list[list[list[str]]] = []
        for before, token in itertools.pairwise(self.tokens):
            if token.type == "table_open":
                tables.append([])
            elif token.type == "tr_open":
                tables[-1].append([])
            elif before.type in {"th_open", "td_open"}:
                tables[-1][-1].append(token.content)
        return tables

    def key_words(self) -> list[tuple[str, str]]:
        """Each Chinese key word with its English twin, as the tables pair them."""
        return [
            pair
            for head, *rows in self.tables()
            if head[1] in {"英文", "English"}
            for chinese, english, *_ in rows
            for pair in self._pairs(chinese, english, listed=len(head) == 2)
        ]

    @staticmethod
    def _pairs(chinese: str, english: str, *, listed: bool) -> list[tuple[str, str]]:
        """The pairs of one row: lists of as many, or a clause with what follows its word."""
        if not listed:
            return [(chinese.split(maxsplit=1)[0], english)]
        left, right = (_LISTED.split(_BRACKET.sub("", cell)) for cell in (chinese, english))
        return list(zip(left, right, strict=True))

    def _numbered(self) -> Iterator[tuple[Token, str]]:
        for token, inside in itertools.pairwise(self.tokens):
            if token.type == "heading_open":
                number = _NUMBER.match(inside.content)
                yield token, number[0] if number else ""


@pytest.fixture(scope="module")
def chinese() -> Page:
    return Page("policy-language.md")


@pytest.fixture(scope="module")
def english() -> Page:
    return Page("policy-language.en.md")


def test_headings_of_the_same_depth_and_number_stand_in_the_same_order(
    chinese: Page, english: Page
) -> None:
    assert english.headings() == chinese.headings()
    assert len(chinese.headings()) > 15


def test_the_same_examples_stand_in_the_same_order(chinese: Page, english: Page) -> None:
    assert english.blocks() == chinese.blocks()
    assert len(chinese.blocks()) > 5


def test_examples_that_are_tables_are_the_same_cell_by_cell(chinese: Page, english: Page) -> None:
    """Tables of explanations have headings of their own language, and as many rows."""
    pairs = list(zip(chinese.tables(), english.tables(), strict=True))
    assert [len(table) for table, _ in pairs] == [len(table) for _, table in pairs]
    examples = [
        (ours, theirs) for ours, theirs in pairs if ":" in ours[0][0] or ours[0][0] == "参数"
    ]
    assert len(examples) > 5
    for ours, theirs in examples:
        assert theirs == ours


def test_every_formula_and_code_of_one_page_stands_in_the_same_section_of_the_other(
    chinese: Page, english: Page
) -> None:
    assert sorted(chinese.spans() - english.spans()) == []
    assert len(chinese.spans()) > 300


def test_every_pair_of_key_words_stands_in_both(chinese: Page, english: Page) -> None:
    assert english.key_words() == chinese.key_words()
    assert {("待定", "to be set"), ("否则", "otherwise"), ("基准日", "as of")} <= set(
        chinese.key_words()
    )


def test_the_whole_policies_shown_load_and_their_cases_hold(english: Page) -> None:
    policies = english.wholes()
    assert policies
    for policy in policies:
        checked = flow.check(flow.load_to_check(policy))
        assert checked.cases
        assert checked.found == ()
