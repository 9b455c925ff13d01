"""Last year's run is verified through, and what this year read of it compared."""

from __future__ import annotations

import json
import shutil

import pytest
from audit.forging import alter_value, as_author, found_in

from jiangzhi.audit.claims import Subject, Verdict
from jiangzhi.audit.verify import verify_run
from jiangzhi.cli.main import main

POLICY = """---
办法: taoyuan
名称: 桃源县结转办法
施行: 2020-01-01 起
金额单位: 元
---

## 第一条 数据

由镇街填报。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 结余 | 金额(元) | >= 0 |

## 第二条 结转

上年结转加本年结余的一半,转入下年;没有上年结果的从零起算。

```规则
结果 结转 = 上年(结转, 0) + 结余 * 50%
  取整 0.01元
```
"""


@pytest.fixture(scope="module")
def three_years(tmp_path_factory):
    """Three runs, each reading the one before, and the files that they were made of."""
    folder = tmp_path_factory.mktemp("years")
    policy = folder / "办法.md"
    policy.write_text(POLICY, encoding="utf-8", newline="")
    runs, files = [], [policy]
    for number in range(3):
        data = folder / f"{number}.csv"
        data.write_text(f"镇街,结余\n甲镇,{100 + number}\n乙镇,20\n", encoding="utf-8")
        files.append(data)
        prior = ["--prior", str(runs[-1])] if runs else []
        out = folder / "outputs"
        before = set(out.glob("taoyuan-*"))
        assert main(["run", str(policy), str(data), "--out", str(out), *prior]) == 0
        (run,) = set(out.glob("taoyuan-*")) - before
        runs.append(run)
    return runs, files


@pytest.fixture
def years(three_years, tmp_path):
    """A copy of the three runs, the first year's first."""
    runs, files = three_years
    return [shutil.copytree(run, tmp_path / run.name) for run in runs], files


def verdicts(found, subject=Subject.PRIOR):
    return [claim.verdict for claim in found.claims if claim.subject is subject]


def test_all_years_are_told_to_the_first(years):
    runs, _ = years
    found = verify_run(runs[2])
    assert found.findings == ()
    assert verdicts(found) == [Verdict.CONSISTENT] * 3
    assert {claim.run for claim in found.claims} == {"", runs[0].name, runs[1].name}


def test_nothing_proves_that_the_first_year_had_no_year_before(years):
    runs, files = years
    found = verify_run(runs[2], originals=files)
    assert found.headline is Verdict.CONSISTENT
    assert {(claim.subject, claim.run) for claim in found.claims if claim.is_origin
            and claim.verdict is not Verdict.AS_ORIGINAL} == {
        (Subject.PRIOR, runs[0].name), (Subject.PRIOR, runs[1].name), (Subject.PRIOR, ""),
    }  # fmt: skip
    given = verify_run(runs[2], originals=[*files, *runs[:2]])
    assert verdicts(given)[:2] == [Verdict.AS_ORIGINAL] * 2


def test_what_is_said_of_the_years_is_no_alteration(years, tmp_path):
    """A town that last year did not have is a warning of the run, which no workbook holds."""
    runs, files = years
    data = tmp_path / "3.csv"
    data.write_text("镇街,结余\n甲镇,1\n丙镇,2\n", encoding="utf-8")
    out = tmp_path / "next"
    assert main(["run", str(files[0]), str(data), "--prior", str(runs[0]), "--out", str(out)]) == 0
    (run,) = out.glob("taoyuan-*")
    shutil.copytree(runs[0], out / runs[0].name)
    notes = json.loads((run / "run.json").read_text(encoding="utf-8"))["results"]["diagnostics"]
    assert "P169" in {note["code"] for note in notes}
    assert verify_run(run, originals=[files[0], files[1], data]).findings == ()


def test_an_original_of_one_year_lacking_is_seen_in_the_headline(years):
    runs, files = years
    found = verify_run(runs[2], originals=[*files[:1], *files[2:]])
    assert found.headline is Verdict.CONSISTENT
    (lacking,) = [claim for claim in found.claims if claim.subject is Subject.INPUT
                  and claim.verdict is Verdict.CONSISTENT]  # fmt: skip
    assert (lacking.name, lacking.run) == ("0.csv", runs[0].name)


def test_a_year_that_is_not_there_was_not_checked(years):
    runs, files = years
    shutil.rmtree(runs[0])
    found = verify_run(runs[2], originals=files)
    assert found.headline is Verdict.NOT_CHECKED
    assert verdicts(found)[-1] is Verdict.NOT_CHECKED


def test_a_run_that_was_given_is_an_original_of_its_values(years, tmp_path):
    runs, files = years
    elsewhere = runs[1].rename(tmp_path.parent / f"{tmp_path.name}-上年")
    found = verify_run(runs[2], originals=[*files, elsewhere])
    assert verdicts(found)[0] is Verdict.AS_ORIGINAL


def test_values_of_last_year_exchanged_with_the_true_run_beside(years):
    """The forger takes another value for last year's and makes everything else follow."""
    runs, files = years
    alter_value(runs[1], _prior_column(runs[1]))
    folder = as_author(runs[1])
    found = verify_run(folder, originals=files)
    assert verdicts(found)[0] is Verdict.DIFFERS
    assert any(code == "U128" and "甲镇 上年的“结转”" in text for code, text in found_in(folder))


def _prior_column(folder):
    from jiangzhi.record.trace.parquet import read_table

    names = read_table(folder / "trace.parquet").column_names
    return next(name for name in names if name.endswith(".上年值"))


def test_another_run_in_the_place_of_last_years_is_named(years):
    runs, _ = years
    shutil.rmtree(runs[1])
    shutil.copytree(runs[0], runs[1])
    found = verify_run(runs[2])
    assert "U126" in {one.diagnostic.code for one in found.findings}
    assert verdicts(found)[0] is Verdict.DIFFERS


def test_an_alteration_of_the_first_year_reaches_the_last(years):
    runs, _ = years
    alter_value(runs[0], "结余")
    found = verify_run(runs[2])
    assert found.headline is Verdict.DIFFERS
    assert ("U127", f"上年结果“{runs[1].name}”本身不符。") in found_in(runs[2])
