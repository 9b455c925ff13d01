"""The report page, compared with the one written anew."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from jiangzhi.audit import problems
from jiangzhi.audit.outputs import Extent, Unlike
from jiangzhi.diagnostic import Diagnostic, TextPlace

#: What a page does and how it looks, which another version may do otherwise.
_CODE: Final = ("script", "style")
Token = tuple[str, str]


def unlike_page(path: Path, again: Path) -> Unlike:
    """How a page differs: its first line that does, and whether what it tells differs where both
    are laid out alike."""
    mine = path.read_text(encoding="utf-8", errors="replace")
    written = again.read_text(encoding="utf-8")
    told = (_first_line(path, mine, written),)
    here, there = _tokens(mine), _tokens(written)
    alike = [tag for tag, _ in here] == [tag for tag, _ in there]
    other = any(
        one != other
        for one, other in zip(here, there, strict=False)
        if not one[0].startswith(_CODE) or '("type", "application/json")' in one[0]
    )
    return Unlike(told, Extent.SEEN if alike and other else Extent.ELSE)


def _first_line(path: Path, recorded: str, recomputed: str) -> Diagnostic:
    mine, written = recorded.split("\n"), recomputed.split("\n")
    for number, (a, b) in enumerate(zip([*mine, ""], [*written, ""], strict=False), start=1):
        if a != b or number > min(len(mine), len(written)):
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            start = max(0, at - 20)
            return problems.TEXT_DIFFERS.at(
                TextPlace(str(path), number, at + 1), what=f"第 {number} 行",
                what_en=f"line {number}", recorded=a[start : at + 30],
                recomputed=b[start : at + 30],
            )  # fmt: skip
    zh, en = "写法(行尾或编码)", "its form (line ends or encoding)"
    return problems.PART_DIFFERS.at(TextPlace(str(path), 1), file=path.name, part=zh, part_en=en)


class _Tokens(HTMLParser):
    """Tags and what stands in them: each token says in which tag it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag and its attributes."""
        self.open = tag
        if tag in _CODE:
            kind = next((value for name, value in attrs if name == "type"), None)
            self.open = f'{tag} ("type", "{kind}")'
        self.found.append((tag, repr(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The end of a tag."""
        self.open = ""
        self.found.append((f"/{tag}", ""))

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.found.append((self.open or "text", data))

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """The document's type."""
        self.found.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        """Anything else that is marked up."""
        self.found.append(("unknown", data))


def _tokens(text: str) -> list[Token]:
    parser = _Tokens()
    parser.feed(text)
    parser.close()
    return parser.found
