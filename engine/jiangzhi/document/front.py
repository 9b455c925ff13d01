"""The front matter: keys as written, each with its value and the value's place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from jiangzhi.diagnostic import Because, Diagnostic, TextPlace
from jiangzhi.document import problems
from jiangzhi.document.model import Text
from jiangzhi.document.source import Source
from jiangzhi.words import Words

# What a clerk types: a full-width colon, or none of the blank that YAML wants behind it.
_LOOSE: Final = re.compile(
    r"""(?P<key>[^\s#\-\[\]{}"'|>&*!%@`:：,?][^:：]*?)\s*(?:：\s*|:(?=\S))(?P<value>.*)"""
)


def read_front(source: Source, start: int, end: int, found: list[Diagnostic]) -> Mapping[str, Text]:
    """The keys between the lines ``start`` and ``end`` (the end left out), in order."""
    reader = _Reader(source, start, end, found)
    return reader.read()


class _Reader:
    def __init__(self, source: Source, start: int, end: int, found: list[Diagnostic]) -> None:
        self.source, self.start, self.found = source, start, found
        self.shifts: dict[int, int] = {}
        self.yaml = "".join(f"{self.straightened(line)}\n" for line in range(start, end))

    def straightened(self, line: int) -> str:
        """The line as YAML wants it; how far its value moved stays in ``shifts``."""
        written = self.source.lines[line]
        loose = _LOOSE.fullmatch(written)
        if loose is None:
            return written
        straight = f"{loose['key']}: {loose['value']}"
        self.shifts[line] = loose.start("value") - len(loose["key"]) - 2
        return straight

    def place(self, yaml_line: int, yaml_column: int, length: int = 1) -> TextPlace:
        line = self.start + yaml_line
        column = yaml_column + self.shifts.get(line, 0)
        return self.source.place(line, max(column, 0), length)

    def read(self) -> Mapping[str, Text]:
        try:
            root = YAML(typ="safe", pure=True).compose(self.yaml)
        except MarkedYAMLError as error:
            # Where the unfinished thing begins says more than where the parser gave up.
            mark = error.context_mark or error.problem_mark
            place = self.place(mark.line, mark.column) if mark else self.place(0, 0)
            self.refuse(place)
            return {}
        except (YAMLError, RecursionError):
            self.refuse(self.place(0, 0))
            return {}
        if root is None:
            return {}
        if not isinstance(root, MappingNode):
            self.refuse(self.place(root.start_mark.line, root.start_mark.column))
            return {}
        return self.entries(root)

    def refuse(self, place: TextPlace) -> None:
        self.found.append(problems.FRONT_BAD.at(place))

    def entries(self, root: MappingNode) -> Mapping[str, Text]:
        front: dict[str, Text] = {}
        keys: dict[str, TextPlace] = {}
        for key_node, value_node in root.value:
            at = key_node.start_mark
            if not isinstance(key_node, ScalarNode):
                self.refuse(self.place(at.line, at.column))
                continue
            key = str(key_node.value)
            # The key itself never moves, whatever happened to its line.
            place = self.source.place(self.start + at.line, at.column, len(key))
            if not isinstance(value_node, ScalarNode):
                self.found.append(problems.FRONT_VALUE_NOT_TEXT.at(place, key=key))
            elif key in keys:
                because = [Because(Words("前一次在这里", "first here"), keys[key])]
                self.found.append(problems.FRONT_KEY_TWICE.at(place, because=because, key=key))
            else:
                front[key] = self.value(value_node, key_node)
            keys.setdefault(key, place)
        return front

    def value(self, node: ScalarNode, key_node: Node) -> Text:
        text = str(node.value).strip()
        if not text:
            # An empty value is marked where the next token stands, which may be lines below.
            at = key_node.end_mark
            return Text("", self.source.place(self.start + at.line, at.column))
        at = node.start_mark
        quote = 1 if node.style in ("'", '"') else 0
        return Text(text, self.place(at.line, at.column + quote, len(text)))
