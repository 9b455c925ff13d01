"""A derivation as indented text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jiangzhi.explain.model import Cited, Derivation, Line, NodeKey
from jiangzhi.words import Language

_SIGNS = {
    "holds": "✓",
    "fails": "✗",
    "open": "?",
    "band": "·",
    "member": "·",
    "source": "←",
    "reason": "!",
    "note": "※",
}
_LONG = 12


def derivation_text(
    *derivations: Derivation, lang: Language = "zh", depth: int | None = None
) -> str:
    """The derivations, one value a block; a value met again is only named.

    ``depth`` is the number of levels below the first that are told, ``None`` for all.
    """
    telling = _Telling(lang, depth)
    return "\n".join(
        "\n".join(telling.blocks(derivation, 0, ())) + "\n" for derivation in derivations
    )


@dataclass(slots=True)
class _Telling:
    """What has been told already: values, sentences, readings; each is told once."""

    lang: Language
    depth: int | None
    told: set[NodeKey] = field(default_factory=set)
    cited: set[object] = field(default_factory=set)

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def blocks(self, node: Derivation, level: int, above: tuple[str, ...]) -> Iterator[str]:
        pad = "    " * level
        value = f" = {node.shown}" if node.shown else ""
        who = f"   〔{'/'.join(node.entity)}〕" if node.entity not in ((), above) else ""
        heading = f"{pad}{node.title}{value}{who}"
        if node.key in self.told:
            yield f"{heading}  {self.say('(见上)', '(see above)')}"
            return
        self.told.add(node.key)
        yield heading
        yield from self._article(node.cite, pad + "  ")
        for line in self._shortened(node.lines):
            sign = _SIGNS.get(line.kind)
            indent = "    " if line.kind in ("band", "member") else "  "
            yield f"{pad}{indent}{sign + ' ' if sign else ''}{line.text}"
        if self.depth is None or level < self.depth:
            for below in node.needs:
                yield from self.blocks(below, level + 1, node.entity or above)

    def _article(self, cite: Cited, pad: str) -> Iterator[str]:
        said = f"“{cite.sentence}”" if cite.sentence and self._first(cite.sentence) else ""
        yield f"{pad}〔{cite.heading}〕{said}"
        for reading in cite.readings:
            if self._first((cite.heading, reading)):
                yield f"{pad}{self.say('取义', 'reading')}: {reading}"

    def _first(self, said: object) -> bool:
        new = said not in self.cited
        self.cited.add(said)
        return new

    def _shortened(self, lines: tuple[Line, ...]) -> Iterator[Line]:
        """Long lists of rows by their beginning; nothing else is left out."""
        members = 0
        for line in lines:
            members += line.kind == "member"
            if line.kind != "member" or members <= _LONG:
                yield line
        left = members - _LONG
        if left > 0:
            yield Line(
                "note", self.say(f"另有 {left} 行,用 --json 全列", f"{left} more rows; see --json")
            )
