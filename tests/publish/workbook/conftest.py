"""Generated data sets for the auditor's workbook, and programs that recompute it."""

from __future__ import annotations

import math
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types import Kind, Scalar
from jiangzhi.passes import load_policy
from jiangzhi.plan.model import InputStep, Plan, PriorStep
from jiangzhi.policy.model import Input
from jiangzhi.publish.workbook.write import write_workbook
from jiangzhi.workbook.model import FactColumn, Facts, LevelFacts, Source

FAMILIES = Path(__file__).parent / "families"
ERRORS = frozenset({"#N/A", "#DIV/0!", "#NUM!", "#VALUE!"})

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Difference:
    sheet: str
    cell: str
    formula: str
    written: object
    recomputed: object


def generated_facts(plan: Plan, seed: int, *, towns: int = 60, missing: float = 0.0) -> Facts:
    """One data set. Odd seeds are adversarial: few distinct figures, exact edges, half 分,
    empty pools, one town."""
    rnd = random.Random(seed)
    adversarial = seed % 2 == 1
    if adversarial and seed % 5 == 0:
        towns = 1
    inputs: dict[str, list[Input]] = {}
    for step in plan.steps:
        if isinstance(step, InputStep) and step.head.name != step.head.level:
            inputs.setdefault(step.head.level, []).append(step.input)
    levels: dict[str, LevelFacts] = {}
    for level in plan.levels:
        if level.parent is None:
            keys: list[tuple[str, ...]] = [()]
            parents = [0]
        else:
            above = levels[level.parent].keys
            count = towns if level.name == plan.subject else 2 * towns if level.detail else 4
            parents = [rnd.randrange(len(above)) for _ in range(count)]
            names = [f"{one}{two}镇" for one in "太河新石水东西南北中" for two in "平口兴安源山林"]
            rnd.shuffle(names)
            names += [f"{number}号镇" for number in range(count)]
            keys = [
                above[parent] if level.detail else (*above[parent], name)
                for parent, name in zip(parents, names, strict=False)
            ]
        columns = {}
        for given in inputs.get(level.name, []):
            few = [_value(rnd, given, adversarial=adversarial) for _ in range(3)]
            values = [
                None
                if rnd.random() < missing
                else rnd.choice(few)
                if adversarial
                else _value(rnd, given, adversarial=False)
                for _ in keys
            ]
            columns[given.name] = FactColumn(values, ["" if v is None else str(v) for v in values])
        source = Source("预算.xlsx", "0" * 64, level.name, dict.fromkeys(columns, "C"))
        levels[level.name] = LevelFacts(
            level.name, keys, parents, (source,), [0] * len(keys),
            [row + 4 for row in range(len(keys))], columns,
        )  # fmt: skip
    prior = {
        step.of: {
            key: Fraction(rnd.randrange(10**8))
            for key in levels[step.head.level].keys
            if rnd.random() < 0.7
        }
        for step in plan.steps
        if isinstance(step, PriorStep)
    }
    return Facts(levels, {}, prior, {}, ())


def _value(rnd: random.Random, given: Input, *, adversarial: bool) -> Scalar:
    kind = given.type.kind
    if kind is Kind.FLAG:
        return rnd.random() < 0.7
    if kind is Kind.CHOICE:
        return rnd.choice(given.type.choices)
    if kind is Kind.DATE:
        return date(2019, 1, 31) + timedelta(days=rnd.randrange(900))
    if kind is Kind.TEXT:
        return rnd.choice(["甲", "=1+1", "@x"])
    low = given.range.low if isinstance(given.range.low, Fraction) else None
    high = given.range.high if isinstance(given.range.high, Fraction) else None
    if kind is Kind.MONEY:
        round_ones = [0, 50, 100, 200, 300, 1000, 10_500, 11_500, 1_000_000, 1_050_000, 1_150_000]
        amount = Fraction(
            rnd.choice(round_ones) if adversarial else rnd.randrange(10 ** rnd.randint(3, 11))
        )
        if low is None and rnd.random() < 0.3:
            amount = -amount
        return (
            max(amount, Fraction(1)) if low is not None and not given.range.low_closed else amount
        )
    if kind is Kind.COUNT:
        most = int(high) if high is not None else 2000
        least = int(low) if low is not None else 0
        return Fraction(rnd.randint(least, min(most, 3) if adversarial else most))
    choices = [Fraction(0), Fraction(60), Fraction(80), Fraction(90), Fraction(599, 10)]
    return rnd.choice(choices) if adversarial else Fraction(rnd.randrange(1001), 10)


def family(code: str, seed: int, *, missing: float = 0.0, towns: int = 60) -> Outcome:
    plan = load_policy(FAMILIES / f"{code}.md").plan
    return evaluate_exactly(plan, generated_facts(plan, seed, missing=missing, towns=towns))


@pytest.fixture
def outcome_of() -> Callable[..., Outcome]:
    """A generated outcome of a family of constructs, by its code and a seed."""
    return family


@pytest.fixture
def families() -> Sequence[str]:
    return sorted(path.stem for path in FAMILIES.glob("*.md"))


@pytest.fixture
def book_of(tmp_path: Path) -> Callable[..., Path]:
    """The workbook of an outcome."""

    def write(outcome: Outcome, name: str = "allocations") -> Path:
        path = tmp_path / f"{name}.xlsx"
        write_workbook(outcome, path, manifest={"办法": "ab" * 32}, notes=())
        return path

    return write


@pytest.fixture
def quick_judge(tmp_path: Path) -> Callable[[Path], Path]:
    """formualizer's copy of a book, recomputed."""
    import formualizer

    def recompute(path: Path) -> Path:
        copy = tmp_path / f"{path.stem}.quick.xlsx"
        formualizer.recalculate_xlsx_file(str(path), str(copy))
        return copy

    return recompute


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], list[Path]]:
    """LibreOffice's copies of books, with recalculation forced."""
    folder = tmp_path_factory.mktemp("office")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")

    def recompute(paths: Sequence[Path]) -> list[Path]:
        out = folder / "out"
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                "--convert-to", "xlsx", "--outdir", str(out), *map(str, paths),
            ],
            check=True, capture_output=True,
        )  # fmt: skip
        return [out / path.name for path in paths]

    return recompute


@pytest.fixture
def differences() -> Callable[[Path, Path], Iterator[Difference]]:
    """Formula cells whose written value is not the recomputed one."""
    from openpyxl import load_workbook

    def compare(path: Path, other: Path) -> Iterator[Difference]:
        formulas, written = load_workbook(path), load_workbook(path, data_only=True)
        recomputed = load_workbook(other, data_only=True)
        seen = 0
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    seen += 1
                    one = written[sheet.title][cell.coordinate].value
                    two = recomputed[sheet.title][cell.coordinate].value
                    if not _same(one, two):
                        yield Difference(sheet.title, cell.coordinate, str(cell.value), one, two)
        assert seen > 0, "the book has no formulas"

    return compare


def _same(one: object, two: object) -> bool:
    if one in ERRORS and two in ERRORS:
        return (one == "#N/A") == (two == "#N/A")
    if isinstance(one, int | float) and isinstance(two, int | float):
        return math.isclose(one, two, rel_tol=1e-12, abs_tol=1e-9)
    return (one or "") == (two or "") if not isinstance(one, bool) else one == two


@pytest.fixture
def office_data_sets() -> int:
    """How many data sets LibreOffice recomputes for each family: JIANGZHI_DATA_SETS, else 4."""
    import os

    return int(os.environ.get("JIANGZHI_DATA_SETS", "4"))


@pytest.fixture
def policy_outcome_of() -> Callable[..., Outcome]:
    """A generated outcome of a shipped policy, by its file and a seed."""

    def outcome(policy: Path, seed: int, *, missing: float = 0.0, towns: int = 60) -> Outcome:
        plan = load_policy(policy).plan
        return evaluate_exactly(plan, generated_facts(plan, seed, missing=missing, towns=towns))

    return outcome
