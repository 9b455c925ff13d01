"""The folders are the pipeline: nothing imports a later stage, and help needs none of them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "engine" / "jiangzhi"
STAGES = [
    "document", "formula", "policy", "plan", "facts", "evaluate", "record", "explain", "prove",
    "publish", "audit",
]  # fmt: skip
#: The one page, which alone knows every stage.
PAGE = "flow"
#: What stands above the page and composes its functions. A face takes values and words from the
#: stages, and from each other nothing that is further up.
FACES = ["simulate", "batch", "language", "desk", "cli", "api"]
#: Whatever reads, computes, writes or judges: for a face, only through the page.
WAYS = {
    "read_document", "read_document_file", "resolve_policy", "make_plan", "plan_document",
    "load_policy", "stored_policy", "read_workbooks", "read_frames", "read_sources",
    "evaluate_by_firing", "evaluate_by_columns", "evaluate_exactly", "evaluate_and_compare",
    "evaluate_part", "evaluate_stream", "judge", "run_case", "run_cases", "check_guarantees",
    "coverage_of", "open_run", "read_prior", "last_year_of", "locate_town",
    "locate_quantities", "why", "why_not", "how_far", "what_if", "compare_runs", "publish_run",
    "write_workbook", "write_report", "write_settlement", "write_template", "annotate_copy",
    "results_table", "regulation_markdown", "regulation_html", "verify_run",
}  # fmt: skip
#: The functions that decide what a policy means and what it comes to, and who may call them.
PLANNERS = {"resolve_policy": {"plan/load.py"}, "make_plan": {"plan/load.py"}}
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
            elif Path(own).stem in FACES and stage in FACES:
                allowed = FACES.index(stage) <= FACES.index(Path(own).stem)
            elif own in STAGES:
                allowed = stage not in (PAGE, *FACES)
            else:
                allowed = stage not in FACES or own in FACES or own == "__init__.py"
            if not allowed:
                wrong.append(f"{module.relative_to(PACKAGE)} imports {stage}")
    assert wrong == []


def names_imported(module: Path) -> Iterator[tuple[str, str]]:
    """Each name that a module imports from the package, and from where."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jiangzhi"):
            for alias in node.names:
                yield alias.name, (node.module or "").removeprefix("jiangzhi.")


def test_faces_read_compute_and_write_through_the_page() -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)} takes {name} from {origin}"
        for module in MODULES
        if Path(module.relative_to(PACKAGE).parts[0]).stem in FACES
        for name, origin in names_imported(module)
        if name in WAYS and origin != PAGE
    ]
    assert wrong == []


def test_the_ways_are_functions_of_the_stages() -> None:
    defined = {
        node.name
        for module in MODULES
        if module.relative_to(PACKAGE).parts[0] in STAGES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert WAYS - defined == set()


def test_one_place_resolves_and_plans() -> None:
    for function, places in PLANNERS.items():
        found = {
            str(module.relative_to(PACKAGE))
            for module in MODULES
            for name, _ in names_imported(module)
            if name == function
        }
        assert found == places


def test_every_folder_is_a_stage_and_a_package() -> None:
    folders = {path for path in PACKAGE.rglob("*") if path.is_dir() and any(path.glob("*.py"))}
    assert {path.relative_to(PACKAGE).parts[0] for path in folders} <= {*STAGES, *FACES}
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
    assert loaded <= {"words", "cli", "diagnostic"}
