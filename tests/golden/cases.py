"""Golden cases: a file (or a folder with a ``case.md``) that holds a command and its output.

See tests/README.md for how to write one.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiangzhi.cli.main import main

TESTS: Final = Path(__file__).parent.parent
NAME: Final = "case.md"
_CONSOLE: Final = re.compile(r"^```console\n(?P<script>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE: Final = re.compile(
    r"^(?P<marks>`{3,})file (?P<name>\S+)\n(?P<content>.*?)^(?P=marks)$", re.MULTILINE | re.DOTALL
)
_SEAL: Final = re.compile(r"(?<=-)[0-9a-f]{10}\b")
_STAMP: Final = re.compile(r"(?<=SHA-256 )[0-9a-f]{16}(?=…)")
_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
_ENVIRONMENT: Final = {"LC_ALL": "zh_CN.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"}


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case: its text, where it stands, and the span of its expected transcript."""

    path: Path

    @property
    def file(self) -> Path:
        return self.path / NAME if self.path.is_dir() else self.path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(TESTS).with_suffix(""))

    def text(self) -> str:
        return self.file.read_bytes().decode("utf-8", "surrogateescape")

    def transcript(self) -> re.Match[str]:
        """The last console block. Fails where there is none."""
        blocks = list(_CONSOLE.finditer(self.text()))
        assert blocks, f"{self.file} has no ```console block"
        return blocks[-1]

    def commands(self) -> list[str]:
        script = self.transcript()["script"]
        return [line[2:] for line in script.splitlines() if line.startswith("$ ")]

    def words_of_the_user(self, folder: Path) -> str:
        """All that the case's own files and commands say, in the folder where it was run."""
        before, _, after = self.text().rpartition(self.transcript()["script"])
        parts = [before, after, *self.commands()]
        for path in sorted(folder.rglob("*")):
            parts.append(path.name)
            if "outputs" not in path.parts and zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as book:
                    parts += [
                        book.read(name).decode("utf-8", "replace") for name in book.namelist()
                    ]
        return "\n".join(parts)

    def lay_out(self, folder: Path) -> None:
        """Put the case and the files written in it into an empty folder."""
        if self.path.is_dir():
            shutil.copytree(self.path, folder, dirs_exist_ok=True)
        else:
            shutil.copy(self.path, folder / NAME)
        for block in _FILE.finditer(self.text()):
            target = folder / block["name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(block["content"].encode("utf-8", "surrogateescape"))

    def reset(self, script: str) -> None:
        block, text = self.transcript(), self.text()
        changed = text[: block.start("script")] + script + text[block.end("script") :]
        self.file.write_bytes(changed.encode("utf-8", "surrogateescape"))


def all_cases(*folders: str) -> list[Case]:
    files = [path for folder in folders for path in sorted((TESTS / folder).rglob("*.md"))]
    inside = {path.parent for path in files if path.name == NAME}
    return [
        Case(path.parent if path.name == NAME else path)
        for path in files
        if path.name == NAME or not inside & set(path.parents)
    ]


def run_script(commands: list[str], folder: Path, *, more: str = "") -> str:
    """The transcript of commands run in a folder: each with its output and its exit code.

    ``more`` is put behind each jiangzhi command.
    """
    printed = []
    for command in commands:
        whole = command + more if command.startswith("jiangzhi ") else command
        printed.append(f"$ {command}\n{run_line(whole, folder)}")
    return "".join(printed)


def run_line(command: str, folder: Path) -> str:
    """What one command prints, errors among it, and ``[n]`` where it exits with n, not 0."""
    program, *args = shlex.split(command)
    if program != "jiangzhi":
        subprocess.run(["bash", "-c", command], cwd=folder, check=True)
        return ""
    args = [name for arg in args for name in (_expanded(arg, folder) or [arg])]
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        _surroundings(folder),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
    ):
        code = main(args)
    text = output.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    text = _STAMP.sub("0123456789abcdef", text)
    text = _HASH.sub("0" * 64, _SEAL.sub("0123456789", text))
    text += "" if text.endswith("\n") or not text else "\n"
    lines = [line.rstrip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines) + (f"[{code}]\n" if code else "")


def _expanded(arg: str, folder: Path) -> list[str]:
    """The files that an argument with a star names, as a shell would find them; where there are
    folders among them, only those: ``outputs/*`` names the runs and not the ledger beside them."""
    if "*" not in arg:
        return []
    found = sorted(folder.glob(arg))
    folders = [path for path in found if path.is_dir()]
    return [str(path.relative_to(folder)) for path in folders or found]


@contextlib.contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(_ENVIRONMENT)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
