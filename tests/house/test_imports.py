"""The folders are the pipeline: nothing imports a later stage, and help needs none of them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "engine" / "jiangzhi"
STAGES = [
    "document", "formula", "policy", "plan", "facts", "evaluate", "record", "explain", "prove",
    "publish", "audit", "cli",
]  # fmt: skip
#: These may know every stage: the page that shows the pipeline, and the Python API.
OVERVIEW = {"passes", "api", "__init__"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def stages_imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            names = [node.module or ""]
            if node.module == "jiangzhi":
                names = [f"jiangzhi.{alias.name}" for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            if first == "jiangzhi" and rest:
                yield rest.split(".")[0]


def test_no_stage_imports_a_later_one() -> None:
    wrong = []
    for module in MODULES:
        own = module.relative_to(PACKAGE).parts[0]
        for stage in stages_imported(module):
            if own in STAGES and stage in STAGES:
                allowed = STAGES.index(stage) <= STAGES.index(own)
            elif stage in STAGES or stage in OVERVIEW:
                allowed = own == "cli" or Path(own).stem in OVERVIEW
            else:
                allowed = True
            if not allowed:
                wrong.append(f"{module.relative_to(PACKAGE)} imports {stage}")
    assert wrong == []


def test_every_folder_is_a_stage_and_a_package() -> None:
    folders = {path for path in PACKAGE.rglob("*") if path.is_dir() and any(path.glob("*.py"))}
    assert {path.relative_to(PACKAGE).parts[0] for path in folders} <= set(STAGES)
    assert [path for path in sorted(folders) if not (path / "__init__.py").exists()] == []


def test_help_imports_nothing_but_click_and_the_standard_library() -> None:
    code = (
        "import sys\n"
        "from jiangzhi.cli.main import main\n"
        "main(['--help'])\n"
        "print(*{name.split('.')[0] for name in sys.modules if not name.startswith('_')})"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    loaded = set(printed.splitlines()[-1].split())
    # An editable install loads its own finder, named after the package, with every Python.
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*{n.split('.')[0] for n in sys.modules})"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert loaded - set(sys.stdlib_module_names) - set(bare) <= {"click", "jiangzhi"}


def test_help_imports_no_stage() -> None:
    code = "import sys; from jiangzhi.cli.main import main; main(['--help']); print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    loaded = {name.split(".")[1] for name in printed.split() if name.startswith("jiangzhi.")}
    assert loaded <= {"cli", "diagnostic"}
