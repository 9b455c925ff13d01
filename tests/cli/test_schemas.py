"""What --json prints is what the schemas under docs/ say, refusals too."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from jiangzhi.cli.main import main

ROOT = Path(__file__).parent.parent.parent
POLICY = ROOT / "rules" / "published" / "14-yunxiao-village-2017.md"
WORKBOOK = ROOT / "inputs" / "published" / "14-yunxiao-village-2017.xlsx"


def schema(name: str) -> dict[str, Any]:
    text = (ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def validator(name: str) -> Draft202012Validator:
    shared = Resource.from_contents(schema("diagnostic"))
    registry: Any = Registry().with_resource("diagnostic.schema.json", shared)
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name), registry=registry)


def printed(args: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = main([*args, "--json"])
    return code, json.loads(capfd.readouterr().out)


@pytest.mark.parametrize("command", ["run", "read"])
def test_json_of_what_works(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, data = printed([command, str(POLICY), str(WORKBOOK)], capfd)
    assert code == 0
    validator(command).validate(data)
    rows = data["towns"] if command == "run" else data["rows"]
    assert len(rows) >= 11


@pytest.mark.parametrize("command", ["run", "read"])
def test_json_of_what_is_refused(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(POLICY, tmp_path / "坏.xlsx")
    code, data = printed([command, str(POLICY), "坏.xlsx"], capfd)
    assert code == 1
    validator(command).validate(data)
    assert data["diagnostics"]
    assert not (tmp_path / "outputs").exists()


def test_a_wrong_shape_would_be_found() -> None:
    assert not validator("run").is_valid({"run": 1})
    assert not validator("read").is_valid({"status": "ok"})
