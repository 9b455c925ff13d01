"""What the auditor's workbook costs: 63 towns, 40,000 towns beside plain formulas, LibreOffice."""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.passes import load_policy
from jiangzhi.publish.workbook.write import write_workbook

FAMILY = Path(__file__).parents[1] / "publish" / "workbook"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The tests' generator of data sets."""
    spec = importlib.util.spec_from_file_location("data_sets", FAMILY / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def outcome(generator: ModuleType, towns: int) -> Outcome:
    plan = load_policy(FAMILY / "families" / "brackets.md").plan
    return evaluate_exactly(plan, generator.generated_facts(plan, 0, towns=towns))


def test_63_towns(benchmark, generator: ModuleType, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = outcome(generator, 63)
    path = tmp_path / "allocations.xlsx"
    benchmark(write_workbook, made, path, manifest={}, notes=())
    assert benchmark.stats.stats.median < 1


def test_40000_towns_beside_plain_formulas(
    benchmark, generator: ModuleType, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    made = outcome(generator, 40_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "allocations.xlsx"
    start = time.perf_counter()
    benchmark.pedantic(
        write_workbook, args=(made, path), kwargs={"manifest": {}, "notes": ()}, rounds=1
    )
    taken = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    formulas = formulas_in(path)
    plain = seconds_for_plain(formulas, tmp_path / "plain.xlsx")
    benchmark.extra_info |= {"formulas": formulas, "ratio": taken / plain, "megabytes": grown}
    assert taken / plain < 1.5


def test_libreoffice_recomputes_60_towns(benchmark, generator: ModuleType, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "allocations.xlsx"
    write_workbook(outcome(generator, 60), path, manifest={}, notes=())
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(generator.PROFILE, encoding="utf-8")
    command = [
        "soffice", f"-env:UserInstallation=file://{profile.parent}", "--headless",
        "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path),
    ]  # fmt: skip
    benchmark.pedantic(
        subprocess.run, args=(command,), kwargs={"check": True, "capture_output": True}, rounds=2
    )
    assert (tmp_path / "out" / path.name).exists()


def formulas_in(path: Path) -> int:
    import zipfile

    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(book.read(name).count(b"<f>") for name in sheets)


def seconds_for_plain(formulas: int, path: Path) -> float:
    import xlsxwriter

    start = time.perf_counter()
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    style = book.add_format({"num_format": "#,##0.00", "border": 1})
    for row in range(formulas // 30):
        for column in range(30):
            sheet.write_formula(row, column, f"=MAX(0,A{row + 1}-B{row + 1})", style, 12345.67)
    book.close()
    return time.perf_counter() - start
