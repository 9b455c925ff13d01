"""Rooms one can find one's way in: no circle of modules, few loose files, a nameplate each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "engine" / "jiangzhi"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
ROOMS = sorted({path.parent for path in MODULES.values()})
MOST_FILES = 15
#: Folders that hold more, with how many, and why.
CROWDED = {
    "formula/functions": (68, "one function to a file, found by name"),
    "publish/book/forms": (38, "one construct's formulas to a file"),
    "facts/book": (28, "one format of a file, or one part of .xlsx, to a file"),
    "facts/table": (38, "to be parted into headings and rows once the importer rests"),
    "explain/how_far": (26, "one way of turning to a file; steps and words belong together"),
    "audit": (40, "one kind of inquiry to a file; the folder was parted from publish"),
    "evaluate/exact": (26, "one kind of step to a file"),
    "publish/book": (26, "what every sheet and form rests on"),
    "publish/report": (26, "one figure or card of the page to a file"),
    "explain": (26, "the questions (why, why not, what if) and what they share"),
    "batch": (32, "one step of a job or of its ledger to a file"),
    "cli/commands": (24, "one command to a file, found by name"),
    "cli": (28, "what all commands share; the commands stand in commands/"),
}

#: Circles that are known and still to be opened: the import that closes each.
CLOSING = {("jiangzhi.audit.verify", "jiangzhi.audit.last_year")}


def imports(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a module imports when it runs, in functions too; not what only types need."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(alias.name for alias in node.names)
        pending.extend(ast.iter_child_nodes(node))


def graph() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        needs: set[str] = set()
        for module, names in imports(ast.parse(path.read_text(encoding="utf-8"))):
            submodules = {f"{module}.{one}" for one in names} & MODULES.keys()
            needs |= submodules
            if module in MODULES and len(submodules) < max(len(names), 1):
                needs.add(module)
        found[name] = {one for one in needs if one != name and (name, one) not in CLOSING}
    return found


def test_no_circle_of_modules() -> None:
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(PACKAGE.parent)))
def test_few_loose_files(room: Path) -> None:
    loose = [path for path in room.glob("*.py") if path.name != "__init__.py"]
    most, reason = CROWDED.get(str(room.relative_to(PACKAGE)), (MOST_FILES, "."))
    assert len(loose) <= most, "part the room, or say in CROWDED why it holds so many"
    assert reason


def test_no_room_is_called_crowded_that_is_not() -> None:
    for name in CROWDED:
        assert len(list((PACKAGE / name).glob("*.py"))) - 1 > MOST_FILES, name


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(PACKAGE.parent)))
def test_every_room_has_its_nameplate(room: Path) -> None:
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    plate = ast.get_docstring(tree) or ""
    assert plate
    if room.parent == PACKAGE:
        for word in ("In:", "Out:", "Imports:"):
            assert word in plate, f"{room.name}/__init__.py does not say {word}"
