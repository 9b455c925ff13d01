"""How the book looks: a few formats, shared by all sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jiangzhi.formula.types.types import Kind

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Book, CellFormat

FONT: Final = "宋体"
_INK: Final = "#1F2937"
_LINK: Final = "#1D4E89"
_LINE: Final = "#BFC7D1"
_BLUE: Final = "#DCE6F2"
_DEEP_BLUE: Final = "#B8CCE4"
_YELLOW: Final = "#FFFBE6"
_GREY: Final = "#F3F5F7"

_NUMBER_FORMATS: Final = {
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00;0.00",
    Kind.RATE: "0.00##%",
    Kind.NUMBER: "#,##0.####",
    Kind.COUNT: "#,##0",
    Kind.ZERO: "0",
    Kind.DATE: "yyyy-mm-dd",
    # without it LibreOffice shows 1 and 0 where a formula's truth comes out of a cell or name
    Kind.FLAG: '"TRUE";"TRUE";"FALSE"',
}
_CENTRED: Final = frozenset({Kind.FLAG, Kind.CHOICE, Kind.DATE})


class Styles:
    """The formats of one book, made when first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._values: dict[tuple[Kind, bool, bool, bool, str], CellFormat] = {}
        self._made: dict[tuple[tuple[str, object], ...], CellFormat] = {}

    def of(self, **properties: object) -> CellFormat:
        """A format with these properties on top of the common ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            common: dict[str, object] = {"font_name": FONT, "font_size": 10, "font_color": _INK}
            self._made[key] = self._book.add_format({**common, "valign": "vcenter", **properties})
        return self._made[key]

    @property
    def title(self) -> CellFormat:
        """The title of a sheet."""
        return self.of(font_name="黑体", font_size=16, bold=True)

    @property
    def centred_title(self) -> CellFormat:
        """The title of an announced table."""
        return self.of(font_name="黑体", font_size=18, bold=True, align="center")

    @property
    def note(self) -> CellFormat:
        """A line of explanation."""
        return self.of(font_size=9, font_color="#5B6472")

    @property
    def wrapped_note(self) -> CellFormat:
        """Several lines of explanation."""
        return self.of(font_size=9, font_color="#5B6472", text_wrap=True)

    @property
    def warning(self) -> CellFormat:
        """A line that warns, below an announced table."""
        return self.of(font_size=9, font_color="#9C0006")

    @property
    def right_note(self) -> CellFormat:
        """A line of explanation at the right margin."""
        return self.of(font_size=9, font_color="#5B6472", align="right")

    @property
    def small(self) -> CellFormat:
        """Words above a heading: article and wording."""
        return self._boxed(font_size=8, font_color="#5B6472", text_wrap=True, valign="top",
                           bg_color=_GREY)  # fmt: skip

    def heading(self, *, published: bool = False) -> CellFormat:
        """The heading of a column."""
        return self._boxed(
            bold=True, text_wrap=True, align="center",
            bg_color=_DEEP_BLUE if published else _BLUE,
        )  # fmt: skip

    @property
    def block(self) -> CellFormat:
        """The title of a block of lines."""
        return self.of(bold=True, bottom=1, border_color=_LINE, bg_color=_GREY)

    @property
    def text(self) -> CellFormat:
        """Words in a table."""
        return self._boxed(num_format="@", indent=1)

    @property
    def link(self) -> CellFormat:
        """Words that lead elsewhere."""
        return self._boxed(num_format="@", indent=1, font_color=_LINK)

    @property
    def wrapped_link(self) -> CellFormat:
        """Long words that lead elsewhere."""
        return self._boxed(num_format="@", text_wrap=True, valign="top", font_color=_LINK)

    @property
    def wrapped(self) -> CellFormat:
        """Long words in a table."""
        return self._boxed(num_format="@", text_wrap=True, valign="top")

    @property
    def centred(self) -> CellFormat:
        """Short words in a table."""
        return self._boxed(align="center")

    def value(
        self,
        kind: Kind,
        *,
        typed: bool = False,
        total: bool = False,
        faint: bool = False,
        shown: str = "",
    ) -> CellFormat:
        """A value of a kind; typed ones may be changed by the reader, faint ones are not there.
        ``shown`` is another number format than the kind's.

        Faint is no conditional format: LibreOffice 7.4 breaks off printing those that look at
        formulas which it works out only while it prints.
        """
        known = self._values.get((kind, typed, total, faint, shown))
        if known is not None:
            return known
        properties: dict[str, object] = {}
        if kind in _NUMBER_FORMATS:
            properties["num_format"] = shown or _NUMBER_FORMATS[kind]
        if kind in _CENTRED:
            properties["align"] = "center"
        elif kind in _NUMBER_FORMATS:
            properties["align"] = "right"
        else:
            properties["indent"] = 1
        if typed:
            properties |= {"bg_color": _YELLOW, "locked": False}
        if total:
            properties |= {"bold": True, "bg_color": _GREY}
        if faint:
            properties |= {"bg_color": "#E7E6E6", "font_color": "#7F7F7F"}
        made = self._values[kind, typed, total, faint, shown] = self._boxed(**properties)
        return made

    @property
    def total_words(self) -> CellFormat:
        """Words in a line of totals."""
        return self._boxed(bold=True, bg_color=_GREY, align="center")

    @property
    def signature(self) -> CellFormat:
        """Where someone signs."""
        return self.of(font_size=11)

    @property
    def alarm(self) -> CellFormat:
        """Laid over a cell that differs."""
        return self._book.add_format({"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True})

    @property
    def calm(self) -> CellFormat:
        """Laid over a cell that agrees."""
        return self._book.add_format({"bg_color": "#E2EFDA", "font_color": "#375623", "bold": True})

    def _boxed(self, **properties: object) -> CellFormat:
        return self.of(border=1, border_color=_LINE, **properties)
