"""Every way in which a cell is read has English words."""

import ast
from pathlib import Path

from jiangzhi.facts import cells
from jiangzhi.facts.cells.in_english import reading_in_english

FOLDER = Path(cells.__file__).parent
OWN = "in_english.py"


def pairs():
    """The pairs of words in the readers' source that stand for a reading that went well."""
    for path in sorted(FOLDER.glob("*.py")):
        if path.name == OWN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Taken", "_day"):
                yield from filter(None, map(pair, (*node.args, *(k.value for k in node.keywords))))
            named = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "how"
            typed = isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "how"
            if named or typed:
                for inner in ast.walk(node.value):
                    if pair(inner):
                        yield pair(inner)


def pair(node):
    if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
        return None
    return tuple(map(filled, node.elts))


def filled(node):
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(part.value if isinstance(part, ast.Constant) else "1904" for part in node.values)


def test_each_reading_has_its_english():
    found = set(pairs())
    assert len(found) >= 10
    for words, english in found:
        assert reading_in_english(words) == english
    assert reading_in_english("四舍五入到分") == "rounded to 0.01 yuan"
