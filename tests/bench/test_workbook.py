"""What the auditor's workbook costs: 63 towns, 40,000 towns beside plain formulas, LibreOffice."""

from __future__ import annotations

import resource
import subprocess
import time
from pathlib import Path

from publish.book.data_sets import FAMILIES, generated_facts
from publish.book.judges import office_command, office_profile

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import load_policy
from jiangzhi.publish.book.write import write_workbook


def outcome(towns: int) -> Outcome:
    plan = load_policy(FAMILIES / "brackets.md").plan
    return evaluate_exactly(plan, generated_facts(plan, 0, towns=towns))


def test_63_towns(benchmark, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = outcome(63)
    path = tmp_path / "allocations.xlsx"
    benchmark(write_workbook, made, path, manifest={}, notes=())
    assert benchmark.stats.stats.median < 1


def test_40000_towns_beside_plain_formulas(benchmark, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = outcome(40_000)
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


def test_libreoffice_recomputes_60_towns(benchmark, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "allocations.xlsx"
    write_workbook(outcome(60), path, manifest={}, notes=())
    command = office_command(office_profile(tmp_path), tmp_path / "out", [path])
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
