"""The manifest: what an auditor can compute of it without this program."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi.evaluate.model import StepValues
from jiangzhi.publish.run_folder import publish_run

DOC = Path(__file__).parents[2] / "docs" / "for-auditors.md"


def by_the_document(folder: Path) -> str:
    """What the program in the document prints of a run."""
    (program,) = (
        block
        for block in re.findall(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)
        if "hashlib" in block
    )
    assert "jiangzhi." not in program
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program.replace("RUN/", f"{folder.as_posix()}/")],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()


def test_the_documented_program_finds_the_recorded_digests(run_folder):
    assert by_the_document(run_folder) == "一致"


def test_with_missing_values_and_every_width_of_number(outcome_with, towns, policy_text, tmp_path):
    towns[0] = (*towns[0][:2], "", "", *towns[0][4:])
    outcome = outcome_with(towns=towns)
    wide = {
        "应奖额": [Fraction(10**30 + at) for at in range(5)],
        "超收名次": [Fraction(10**70, 7)] * 5,
    }
    steps = {name: StepValues(wide.get(name, one.values), one.states, one.rules)
             for name, one in outcome.steps.items()}  # fmt: skip
    folder = publish_run(replace(outcome, steps=steps), out=tmp_path, policy_text=policy_text)
    kinds = {str(kind) for kind in pq.read_schema(folder / "trace.parquet").types}
    assert {"decimal128(38, 2)", "struct<numerator: string, denominator: string>"} <= kinds
    assert by_the_document(folder) == "一致"


@pytest.mark.parametrize("name", ["超收奖励", "类别", "实际收入.原文", "超收率", "一票否决"])
def test_the_documented_program_names_an_altered_column(run_folder, tmp_path, name):
    for part in ("run.json", "trace.parquet"):
        (tmp_path / part).write_bytes((run_folder / part).read_bytes())
    table = pq.read_table(tmp_path / "trace.parquet")
    column = table[name].to_pylist()
    known = [at for at, value in enumerate(column) if value is not None]
    column[known[0]] = column[known[-1]] if column[known[0]] != column[known[-1]] else None
    at = table.column_names.index(name)
    altered = table.set_column(at, name, pa.array(column, table[name].type))
    pq.write_table(altered, tmp_path / "trace.parquet")
    assert by_the_document(tmp_path) == str([name])
