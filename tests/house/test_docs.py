"""The documentation site: its examples run, its picture shows the house, every page is in it."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LISTED = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rooms():
    spec = importlib.util.spec_from_file_location("rooms", DOCS / "site" / "rooms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_examples_of_the_python_page_run(tmp_path, monkeypatch, capsys):
    for folder in ("rules", "inputs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    (code,) = _BLOCK.findall((DOCS / "python.md").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    exec(compile(code, "python.md", "exec"), names)
    assert "超收奖励" in capsys.readouterr().out
    assert len(names["frame"]) == 63  # type: ignore[arg-type]


def test_the_picture_shows_every_room_and_no_arc_runs_back_down():
    drawn = rooms().picture(ROOT / "engine" / "jiangzhi")
    folders = [path for path in (ROOT / "engine" / "jiangzhi").iterdir() if path.is_dir()]
    for folder in folders:
        if any(folder.glob("*.py")):
            assert f">{folder.name} · " in drawn, folder.name
    assert "#c00" not in drawn


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_is_in_the_site(page):
    listed = "\n".join(_LISTED.findall((DOCS / "index.md").read_text(encoding="utf-8")))
    assert page.stem == "index" or page.stem in listed.split()
