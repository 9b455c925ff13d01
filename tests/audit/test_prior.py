"""Last year's run: sealed into this year's, and followed down to its own cells."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from jiangzhi.audit.prior import last_year_of, read_prior
from jiangzhi.audit.verify import verify_run
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.explain.context import context_of
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.why import why
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.record.open_run import open_run

CARRIED = """
## 第五条 与上年相比

超收奖励与上年的差额公布。

```规则
上年奖励 = 上年(超收奖励, 0)

结果 奖励增加 = 超收奖励 - 上年奖励
  取整 元
```
"""


@pytest.fixture
def two_years(outcome, policy_text, publish, tmp_path):
    last = publish(outcome, policy_text, tmp_path)
    text = policy_text + CARRIED
    plan = make_plan(resolve_policy(read_document(text, file="taoyuan.md")))
    prior, prior_run = read_prior(plan, last)
    facts = replace(outcome.facts, prior=prior, prior_run=prior_run)
    this = publish(evaluate_exactly(plan, facts), text, tmp_path)
    return last, this


def told(folder):
    run = open_run(folder)
    context = context_of(run.outcome, last_year=last_year_of(run))
    return derivation_text(why(context, "奖励增加", 0))


def test_the_seal_of_last_year_is_part_of_this_year(two_years):
    last, this = two_years
    data = json.loads((this / "run.json").read_text(encoding="utf-8"))
    assert data["prior"]["run"] == last.name
    assert data["prior"]["seal"][:10] == last.name[-10:]
    assert any(part == "prior" for part, _, _ in data["chain"])
    assert verify_run(this).findings == ()
    data["prior"]["seal"] = "0" * 64
    (this / "run.json").write_text(json.dumps(data), encoding="utf-8")
    assert not verify_run(this).agrees


def test_a_value_of_last_year_is_followed_to_its_own_cell(two_years):
    last, this = two_years
    text = told(this)
    assert f"上年运行结果中的“超收奖励”: {last.name}" in text
    _, after = text.split("上年 超收奖励", 1)
    assert "150.00" in after
    assert "数据!D4" in after


def test_without_the_folder_the_run_is_named_all_the_same(two_years):
    last, this = two_years
    shutil.rmtree(last)
    text = told(this)
    assert f"上年运行结果中的“超收奖励”: {last.name}" in text
    assert "上年 超收奖励" not in text


def test_an_exchanged_folder_of_last_year_is_not_believed(two_years):
    last, this = two_years
    data = json.loads((last / "run.json").read_text(encoding="utf-8"))
    data["chain"] = [[p, s, "1" * 64] for p, s, _ in data["chain"]]
    (last / "run.json").write_text(json.dumps(data), encoding="utf-8")
    assert "上年 超收奖励" not in told(this)
