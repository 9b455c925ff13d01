"""The program as it is handed out: a wheel in an empty environment, away from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent


def command(args: Sequence[str | Path], *, cwd: Path) -> str:
    """The output of a command that must succeed, run without what this environment adds."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(arg) for arg in args],
        cwd=cwd, env={**environment, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the checkout that git knows, so that nothing built before gets in."""
    target = tmp_path_factory.mktemp("source")
    listed = command(["git", "ls-files", "-z"], cwd=ROOT).split("\0")
    for name in filter(None, listed):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command([*pip, "--wheel-dir", folder, source], cwd=folder)
    (built,) = folder.glob("jiangzhi-*.whl")
    return built


def test_an_installed_wheel_makes_a_workspace_and_runs_in_it(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / "bin"
    command([binaries / "python", "-m", "pip", "install", "--quiet", wheel], cwd=tmp_path)
    jiangzhi = binaries / "jiangzhi"
    said = command([jiangzhi, "init", "WORK"], cwd=tmp_path)
    work = tmp_path / "WORK"
    assert (work / "outputs").is_dir()
    for folder in ("rules", "inputs"):
        carried = {path.relative_to(work) for path in (work / folder).rglob("*") if path.is_file()}
        stored = {
            path.relative_to(ROOT)
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not path.name.startswith(("~$", "."))
        }
        assert carried == stored
    offered = [line.split()[1:] for line in said.splitlines() if line.startswith("  jiangzhi run ")]
    assert offered
    for args in offered:
        result = json.loads(command([jiangzhi, *args, "--json"], cwd=work))
        assert (work / result["run"] / "allocations.xlsx").is_file()


def test_the_source_distribution_builds_the_same_wheel(source: Path, wheel: Path) -> None:
    build = "from setuptools.build_meta import build_sdist; print(build_sdist('dist'))"
    name = command([sys.executable, "-c", build], cwd=source).splitlines()[-1]
    with tarfile.open(source / "dist" / name) as archive:
        archive.extractall(source / "unpacked", filter="data")
    (unpacked,) = (source / "unpacked").iterdir()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command([*pip, "--wheel-dir", source / "again", unpacked], cwd=source)
    (again,) = (source / "again").glob("*.whl")
    assert _names(again) == _names(wheel)


def _names(wheel: Path) -> list[str]:
    from zipfile import ZipFile

    with ZipFile(wheel) as archive:
        return sorted(archive.namelist())
