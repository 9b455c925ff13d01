"""What explanations cost: one town of a large run, the page."""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from jiangzhi.audit.prior import last_year_of
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.explain.context import context_of
from jiangzhi.explain.how_far.how_far import HowFar, how_far
from jiangzhi.explain.locate import locate_quantities, locate_town
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.why import why
from jiangzhi.publish.report.write import report_page
from jiangzhi.publish.results import summary_data
from jiangzhi.record.manifest import file_sha256, manifest_of, manifest_text
from jiangzhi.record.open_run import open_run
from jiangzhi.record.trace.write import trace_table, write_trace

PROGRAM = (sys.executable, "-c", "from jiangzhi.cli.main import main; raise SystemExit(main())")
#: Runs the command and names the modules of ours and of others that it imported.
IMPORTED = """
import sys
before = set(sys.modules)
from jiangzhi.cli.main import main
try:
    main()
except SystemExit:
    pass
names = [n for n, m in sys.modules.items() if n not in before and getattr(m, "__spec__", None)]
print(" ".join(n for n in names if not n.startswith("_")), file=sys.stderr)
"""
#: Seconds on an idle machine of two cores.
AIM = 0.25
WORKLOAD = Path(__file__).with_name("workload")
POLICY = WORKLOAD / "policy.md"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload_generate", WORKLOAD / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def interleaved(*commands: Sequence[str], times: int) -> list[float]:
    """The median seconds of each command, taken in turns."""
    taken = [[seconds(command) for command in commands] for _ in range(times)]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


@pytest.fixture(scope="module")
def large_run(generate, tmp_path_factory) -> tuple[Path, str]:
    """A run folder of 40,000 towns without what people open, and one of its towns."""
    plan, facts = (
        generate.load_plan(),
        generate.with_rows(generate.facts_of(generate.arrays(40_000))),
    )
    outcome = evaluate_by_columns(plan, facts)
    folder, text = tmp_path_factory.mktemp("run"), POLICY.read_text(encoding="utf-8")
    (folder / "policy.md").write_text(text, encoding="utf-8", newline="")
    table = write_trace(outcome, folder / "trace.parquet")
    manifest = manifest_of(outcome, table=table, policy_text=text, results={}, agreement={})
    outputs = {name: file_sha256(folder / name) for name in ("policy.md", "trace.parquet")}
    (folder / "run.json").write_text(
        manifest_text(manifest, results=summary_data(outcome), outputs=outputs), encoding="utf-8"
    )
    return folder, "/".join(facts.levels[plan.subject].keys[20_000])


def explained(folder: Path, town: str) -> str:
    """What ``jiangzhi explain RUN TOWN`` does once its modules are there."""
    opened = open_run(folder)
    context = context_of(opened.outcome, last_year=last_year_of(opened))
    wanted = locate_quantities(opened.outcome, locate_town(opened.outcome, town), None)
    return derivation_text(*(why(context, name, row) for name, row in wanted))


def test_one_town_out_of_40000(large_run, benchmark):
    """From the run folder (manifest, policy, trace) to the text, after imports."""
    text = benchmark.pedantic(explained, large_run, rounds=7, warmup_rounds=1)
    assert large_run[1] in text
    taken = []
    for _ in range(5):
        started = time.process_time()
        explained(*large_run)
        taken.append(time.process_time() - started)
    # Of the processor, which other programs do not lengthen as they do the wait.
    benchmark.extra_info["cpu seconds"] = round(statistics.median(taken), 3)
    benchmark.extra_info["of the aim"] = round(statistics.median(taken) / AIM, 2)


def test_the_whole_command_on_40000(large_run, benchmark):
    """The command as a user waits for it, and beside it a process that only imports."""
    folder, town = large_run
    command = (*PROGRAM, "explain", str(folder), town)
    modules = subprocess.run(
        (sys.executable, "-c", IMPORTED, *command[3:]), check=True, capture_output=True, text=True
    ).stderr.split()
    imports = (sys.executable, "-c", "\n".join(f"import {name}" for name in modules))
    whole, alone = interleaved(command, imports, times=5)
    benchmark.extra_info["seconds"] = round(whole, 2)
    benchmark.extra_info["of which imports"] = round(alone, 2)
    benchmark.pedantic(seconds, (command,), rounds=1)
    assert whole < 6 * alone


def test_how_far_for_one_town_out_of_40000(large_run, benchmark):
    """Every threshold around one result, each confirmed by evaluating its county again."""
    folder, town = large_run
    outcome = open_run(folder).outcome
    at = locate_town(outcome, town)
    context = context_of(outcome)

    def far() -> HowFar:
        return how_far(context, outcome.plan.results[0], level=at.level, row=at.row)

    found = benchmark.pedantic(far, rounds=3, warmup_rounds=1)
    benchmark.extra_info["thresholds"] = len(found.thresholds)
    assert found.thresholds


def test_the_page_of_2000_towns(generate, benchmark):
    """Time to write it, and its size."""
    plan, facts = (
        generate.load_plan(),
        generate.with_rows(generate.facts_of(generate.arrays(2_000))),
    )
    outcome = evaluate_by_columns(plan, facts)
    manifest = manifest_of(
        outcome, table=trace_table(outcome), policy_text=POLICY.read_text(encoding="utf-8"),
        results={}, agreement={},
    )  # fmt: skip

    def page() -> str:
        return report_page(context_of(outcome), manifest=manifest, notes=())

    text = benchmark.pedantic(page, rounds=1)
    benchmark.extra_info["bytes"] = len(text.encode())
    assert len(text.encode()) < 8_000_000
