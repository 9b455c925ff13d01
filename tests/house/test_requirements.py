"""What the package imports is what setup.cfg asks for, no more and no less."""

import ast
import configparser
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
#: openpyxl parses XML by defusedxml where it is installed, and would not without it.
CHOSEN = {"defusedxml"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required() -> set[str]:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"].split()
    return {plain(re.split(r"[<>=]", line)[0]) for line in lines}


def imported() -> set[str]:
    distributions = packages_distributions()
    names: set[str] = set()
    for path in (ROOT / "engine" / "jiangzhi").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    others = names - set(sys.stdlib_module_names) - {"jiangzhi"}
    return {plain(distributions[name][0]) for name in others}


def test_every_import_is_required_and_every_requirement_imported() -> None:
    assert imported() - required() == set()
    assert required() - imported() - CHOSEN == set()
