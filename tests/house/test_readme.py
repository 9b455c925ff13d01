"""The commands of both READMEs do what they are shown to do."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from golden.cases import run_line

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "README.zh-CN.md")
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: A line of the page that stands for any number of printed lines.
REST = "…"


def shown(page: str) -> list[tuple[str, list[str]]]:
    """Each command of a page with the lines shown below it."""
    commands: list[tuple[str, list[str]]] = []
    for block in _CONSOLE.findall((ROOT / page).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                commands.append((line[2:], []))
            else:
                commands[-1][1].append(line)
    return commands


def agrees(lines: list[str], printed: list[str]) -> bool:
    if not lines:
        return not printed
    if lines[0] == REST:
        return any(agrees(lines[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and lines[0] == printed[0] and agrees(lines[1:], printed[1:])


def make_recipe(target: str) -> str:
    return subprocess.run(
        ["make", "--no-print-directory", "--dry-run", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("page", PAGES)
def test_commands(page: str, tmp_path: Path) -> None:
    for folder in ("rules", "inputs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    ran = []
    for command, lines in shown(page):
        program, *args = command.split()
        if program == "make":
            recipe = make_recipe(args[0])
            if args != ["run"]:
                continue
            command = recipe.splitlines()[-1].strip().removeprefix(".venv/bin/")  # noqa: PLW2901
        if not command.startswith("jiangzhi "):
            continue
        printed = run_line(command, tmp_path).splitlines()
        assert not lines or agrees(lines, printed), "\n".join([command, *printed])
        ran.append(command.split()[1])
    assert {"run", "check", "explain", "verify"} <= set(ran)


def test_a_wrong_line_would_be_found() -> None:
    assert agrees(["a", REST, "d"], ["a", "b", "c", "d"])
    assert not agrees(["a", REST, "x"], ["a", "b", "c", "d"])
    assert not agrees(["a"], ["a", "b"])


def test_both_pages_have_the_same_commands() -> None:
    commands = [[command for command, _ in shown(page)] for page in PAGES]
    assert commands[0] == commands[1]
