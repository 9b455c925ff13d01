"""A policy document as read: articles, blocks and tables, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiangzhi.diagnostic import TextPlace


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and where its first character stands."""

    text: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Article:
    """A heading and what stands below it, up to the next heading.

    ``numbered`` is true where the heading begins with 第…条. ``readings`` are the
    quoted 取义 sentences, ``no_computation`` the quoted 不计算 reason.
    """

    index: int
    heading: str
    depth: int
    place: TextPlace
    numbered: bool
    paragraphs: tuple[Text, ...] = ()
    readings: tuple[Text, ...] = ()
    no_computation: Text | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. ``lines`` are its lines as written, each with its place.

    ``kind`` is ``rules`` for a rules block, and otherwise the info string as written.
    """

    kind: str
    lines: tuple[Text, ...]
    place: TextPlace
    article: int
    sentence: Text | None


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table; every row has as many cells as the heading."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    place: TextPlace
    article: int
    sentence: Text | None


@dataclass(frozen=True, slots=True)
class Document:
    """One policy file. ``front`` keeps the keys as written, each with its value's place.

    ``articles[0]`` is what stands above the first heading. ``parts`` holds the
    blocks and tables in the order of the file.
    """

    file: str
    text: str
    front: Mapping[str, Text]
    articles: tuple[Article, ...]
    parts: tuple[Block | Table, ...]
