"""What every sheet is written with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import Context as Telling
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import Head
from jiangzhi.publish.book.announced import AnnouncedUnit
from jiangzhi.publish.book.sheets.widths import value_width
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.book.workings import Workings
from jiangzhi.record.about import About

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Book, CellFormat


@dataclass(frozen=True, slots=True)
class Context:
    """The book, its formats, and what goes into it."""

    book: Book
    styles: Styles
    work: Workings
    manifest: Mapping[str, str]
    notes: Sequence[Diagnostic]
    told: Telling
    about: About
    announced: AnnouncedUnit

    @property
    def outcome(self) -> Outcome:
        """The outcome that is being written down."""
        return self.work.outcome

    def article(self, index: int) -> str:
        """The heading of an article, as it stands above a column."""
        articles = self.work.plan.articles
        return articles[index].heading if index < len(articles) else ""

    def unit(self, type_: Type) -> str:
        """The unit that a column of a type is in."""
        return "元" if type_.kind is Kind.MONEY else type_.unit

    def comment(self, head: Head) -> str:
        """Where a column comes from: the article, its words, and how it is written."""
        parts = [self.article(head.cite.article), head.cite.sentence, head.source]
        place = f"{head.cite.place.file} 第 {head.cite.place.line} 行"
        return "\n".join(part for part in [*parts, place] if part)


#: Excel shows comments in a small box; this one holds a few sentences.
COMMENT_BOX = {"x_scale": 2.2, "y_scale": 1.6, "font_size": 9, "author": "奖支"}


def announced_style(context: Context, kind: Kind, *, total: bool = False) -> CellFormat:
    """How a value of an announced table looks: amounts in the announced unit."""
    shown = context.announced.number_format if kind is Kind.MONEY else ""
    return context.styles.value(kind, total=total, shown=shown)


def announced_width(name: str, values: Sequence[Value], kind: Kind, context: Context) -> float:
    """How wide a column of an announced table must be, its heading on one line."""
    if kind is not Kind.MONEY:
        return value_width(name, values, kind, lines=1)
    unit = context.announced
    scaled = [one / unit.scale if isinstance(one, Fraction) else one for one in values]
    more = unit.places - AnnouncedUnit.LEAST_PLACES
    return max(value_width("", scaled, kind) + more, value_width(name, (), kind, lines=1))


def key_headings(work: Workings, level: str) -> list[str]:
    """The headings of the columns that name an entity: its number, then its names."""
    keyed = [one for one in reversed(work.rows.above[level]) if not work.plan.level(one).detail]
    count = work.key_columns(level) - 1
    return ["序号", *keyed[len(keyed) - count :]]
