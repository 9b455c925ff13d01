"""docs/glossary.md and the code use the same words: one identifier a term, and no other."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "engine" / "jiangzhi"
SHARED = ["diagnostic.py", "rounding.py", "policy/claims.py", "policy/citation.py"]
FORMULA = [
    f"formula/{name}.py"
    for name in ("types/types", "types/value", "syntax/tree", "expr", "function")
]


def entries() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return re.findall(r"^\| ([^|]+?) \| `(\w+)` \| [^|]+ \|$", text, re.MULTILINE)


def identifiers() -> set[str]:
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
    return names


def modelled() -> set[str]:
    files = [*PACKAGE.glob("*/model.py"), *(PACKAGE / name for name in (*SHARED, *FORMULA))]
    return {
        node.name
        for path in files
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    }


def test_one_identifier_a_term_and_one_term_an_identifier() -> None:
    found = entries()
    assert len(found) > 80
    assert len({term for term, _ in found}) == len(found)
    assert len({name for _, name in found}) == len(found)


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    assert {name for _, name in entries()} - identifiers() == set()


def test_every_class_that_the_stages_hand_on_is_in_the_glossary() -> None:
    assert modelled() - {name for _, name in entries()} == set()
