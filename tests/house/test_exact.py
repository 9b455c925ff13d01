"""No float takes part in a decision or an amount; no exception is swallowed; files stay short."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "engine" / "jiangzhi"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: Where a number is a decision or an amount. A page may draw with floats, a workbook needs
#: column widths.
EXACT = ("money.py", "rounding.py", "formula", "policy", "plan", "evaluate", "explain", "record")
#: Words that turn a number into a double, in Python, numpy, pandas and arrow.
DOUBLES = {"float", "float64", "float32", "double", "to_numeric", "true_divide", "linspace", "sqrt"}
#: Guesses a quotient by doubles and lets whole numbers decide.
GUESSES = {"evaluate/columns/numbers/integers.py", "evaluate/columns/compiled/shares.py"}
#: Where anything at all may be raised and becomes a diagnostic: the end of the process, and
#: the libraries that let through whatever broken bytes cause.
BOUNDARIES = {"cli/main.py", "facts/book/compound.py"}
MOST_LINES = 300
TESTS = PACKAGE.parent.parent / "tests"
LEFT = re.compile(r"#.*\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|raise NotImpl" r"ementedError")


def name_of(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


def doubles_in(code: str) -> list[str]:
    """Float literals and the names that make doubles. How alike two names are spelt
    (``cutoff=`` of difflib) is neither a decision nor an amount."""
    tree = ast.parse(code)
    spared = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "cutoff"
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, float) and id(node) not in spared:
                found.append(f"{node.lineno}: {node.value}")
        elif isinstance(node, ast.Name | ast.Attribute):
            word = node.id if isinstance(node, ast.Name) else node.attr
            if word in DOUBLES:
                found.append(f"{node.lineno}: {word}")
    return found


def test_no_float_in_what_decides_or_pays() -> None:
    exact = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in EXACT]
    assert len(exact) > 50
    found = {name_of(path): doubles_in(path.read_text(encoding="utf-8")) for path in exact}
    assert {name for name, lines in found.items() if lines} == GUESSES


@pytest.mark.parametrize("bad", ["x = 0.5", "x = float(1)", "x = np.float64(1)", "f(base=1e3)"])
def test_a_float_would_be_found(bad: str) -> None:
    assert doubles_in(bad)


def test_no_exception_is_swallowed() -> None:
    broad = [
        name_of(module)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert set(broad) <= BOUNDARIES


def test_files_are_short() -> None:
    lines = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (*MODULES, *TESTS.rglob("*.py"))
    }
    assert {str(path): count for path, count in lines.items() if count > MOST_LINES} == {}


def test_nothing_is_left_to_be_done() -> None:
    left = [
        f"{path}:{number}"
        for path in (*MODULES, *TESTS.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFT.search(line)
    ]
    assert left == []
