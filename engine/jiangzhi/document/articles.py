"""Articles while the document is read from the top: a heading and what stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Article, Text
from jiangzhi.document.quotes import Quote, QuoteKind

_NUMBERED: Final = re.compile(r"第\s*[0-9〇零一二两三四五六七八九十百千]+\s*条")


@dataclass(slots=True)
class OpenArticle:
    """The article that the reader stands in; ``closed`` gives it as it is by then."""

    index: int
    heading: str
    depth: int
    place: TextPlace
    paragraphs: list[Text] = field(default_factory=list)
    readings: list[Text] = field(default_factory=list)
    no_computation: Text | None = None

    @property
    def sentence(self) -> Text | None:
        """The paragraph last read: what a block or table that follows rests on."""
        return self.paragraphs[-1] if self.paragraphs else None

    def quote(self, quote: Quote) -> None:
        """Take in a piece of a block quote."""
        if quote.kind is QuoteKind.READING:
            self.readings.append(quote.text)
        elif quote.kind is QuoteKind.NO_COMPUTATION:
            self.no_computation = quote.text
        elif quote.kind is QuoteKind.PARAGRAPH:
            self.paragraphs.append(quote.text)

    def closed(self) -> Article:
        """The article with everything that was read."""
        return Article(
            index=self.index,
            heading=self.heading,
            depth=self.depth,
            place=self.place,
            numbered=_NUMBERED.match(self.heading) is not None,
            paragraphs=tuple(self.paragraphs),
            readings=tuple(self.readings),
            no_computation=self.no_computation,
        )
