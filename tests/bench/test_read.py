"""Reading a large workbook with provenance, beside bare readers of the same file.

Each figure is the best of its rounds, taken in turns in one run; memory is the peak of a
process of its own over what it had before.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from jiangzhi.document.read import read_document
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy

ROWS, ROUNDS = 40_000, 4
MONEY = ["实际收入", "收入目标", *(f"支出{i}" for i in range(1, 6))]
POLICY = (
    """---
办法: bench
名称: 大表
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 数据

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 类别 | 选项(优先发展、重点发展、生态保护) | |
| 绩效得分 | 数 | [0, 100] |
| 一票否决 | 是否 | |
"""
    + "".join(f"| {name} | 金额(万元) | >= 0 |\n" for name in MONEY)
    + """
```规则
结果 超收 = 实际收入 - 收入目标
  取整 元
```
"""
)
PEAK = """
import sys
from pathlib import Path
def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
sys.path.insert(0, sys.argv[2])
{imports}
before = peak()
kept = {read}
print((peak() - before) // 1024)
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return resolve_policy(read_document(POLICY, file="bench.md"))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, chance = tmp_path_factory.mktemp("read") / "镇街.xlsx", Random(1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("镇街")
        shown = book.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, ["县区", "镇街", "类别", "绩效得分", "一票否决", *MONEY])
        for row in range(1, ROWS + 1):
            names = [f"县{row // 40}", f"镇{row}"]
            kind = chance.choice(["优先发展", "重点发展", "生态保护"])
            score = round(chance.uniform(50, 100), 1)
            sheet.write_row(row, 0, [*names, kind, score, "否"])
            for column in range(5, 5 + len(MONEY)):
                sheet.write_number(row, column, round(chance.uniform(1000, 9000), 2), shown)
    return path


def by_calamine(path: Path) -> object:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def by_openpyxl(path: Path) -> object:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_mib(imports: str, read: str, path: Path) -> int:
    code = PEAK.format(imports=imports, read=read)
    here = str(Path(__file__).parent)
    run = [sys.executable, "-c", code, str(path), here]
    return int(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


@pytest.mark.benchmark(group="read")
def test_read_with_provenance(benchmark, policy: Policy, workbook: Path) -> None:
    calamine, ours = [], []
    for _ in range(ROUNDS):
        calamine.append(seconds(lambda: by_calamine(workbook)))
        ours.append(seconds(lambda: read_workbooks(policy, [workbook])))
    openpyxl = seconds(lambda: by_openpyxl(workbook))
    facts = benchmark.pedantic(read_workbooks, args=(policy, [workbook]), rounds=1)
    assert len(facts.levels["镇街"].keys) == ROWS
    assert facts.levels["镇街"].place("实际收入", ROWS - 1).cell == f"F{ROWS + 1}"
    benchmark.extra_info.update(
        times_of_calamine=round(min(ours) / min(calamine), 2),
        times_of_openpyxl=round(min(ours) / openpyxl, 3),
        peak_mib=peak_mib(
            "import test_read as t\nfrom jiangzhi.document.read import read_document\n"
            "from jiangzhi.policy.resolve import resolve_policy\n"
            "p = resolve_policy(read_document(t.POLICY, file='p.md'))",
            "t.read_workbooks(p, [Path(sys.argv[1])])",
            workbook,
        ),
        peak_mib_of_calamine=peak_mib(
            "import test_read as t", "t.by_calamine(Path(sys.argv[1]))", workbook
        ),
    )
    assert min(ours) < openpyxl
