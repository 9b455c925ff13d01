"""What the package imports is what setup.cfg asks for, no more and no less."""

import ast
import configparser
import re
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "engine" / "jiangzhi"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: openpyxl parses XML by defusedxml where it is installed, and would not without it.
CHOSEN = {"defusedxml"}
#: What is loaded by name: the C library beneath durable-rules.
LOADED = {"durable_rules_engine"}
#: What is imported only where an extra is asked for.
EXTRAS = {"compiled": "evaluate/columns/compiled", "prove": "prove/solver.py"}


OPTIONAL = [PACKAGE / folder for folder in EXTRAS.values()]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(extra: str | None = None) -> set[str]:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    if extra is None:
        lines = config["options"]["install_requires"].split()
    else:
        lines = config["options.extras_require"][extra].split()
    return {plain(re.split(r"[<>=]", line)[0]) for line in lines}


def imported(paths: Iterable[Path]) -> set[str]:
    distributions = packages_distributions()
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    names |= LOADED
    others = names - set(sys.stdlib_module_names) - {"jiangzhi"}
    return {plain(distributions[name][0]) for name in others}


def test_every_import_is_required_and_every_requirement_imported() -> None:
    plain_modules = [path for path in MODULES if not any(map(path.is_relative_to, OPTIONAL))]
    assert imported(plain_modules) - required() == set()
    assert required() - imported(plain_modules) - CHOSEN == set()


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_brings_what_its_folder_imports(extra: str) -> None:
    folder = PACKAGE / EXTRAS[extra]
    needed = imported(path for path in MODULES if path.is_relative_to(folder))
    assert needed - required() == required(extra)
