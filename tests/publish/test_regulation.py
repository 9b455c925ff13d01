"""A policy printed as a regulation, with results computed for its examples."""

from __future__ import annotations

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.judge import run_cases
from jiangzhi.plan.load import plan_document
from jiangzhi.publish.regulation import regulation_html, regulation_markdown

POLICY = """---
办法: demo
名称: 试行<办法>
施行: 2020-01-01 至 2020-12-31
金额单位: 万元
---

## 第一条 奖励

超收部分按一成奖励。

> 取义:没有超收的不倒扣。

| 输入: 镇街 | 类型 |
|---|---|
| 收入 | 金额 |

```规则
结果 奖励 = MAX(0, 收入 - 100万元) * 10%
  当 收入 >= 100万元
  否则 0
  取整 元
```

| 算例: 例 | 收入 | = 奖励 |
|---|---|---|
| 甲镇 | 150 | 5 |
| 乙镇 | | |
"""


def regulation(render):
    loaded = plan_document(read_document(POLICY, file="试.md"))
    return render(loaded.document, loaded.policy, run_cases(loaded))


def test_formulas_become_sentences_and_declarations_are_left_out():
    text = regulation(regulation_markdown)
    assert "- 奖励 = MAX(0, 收入 - 100万元) × 10%,条件是 收入 ≥ 100万元;否则 0;取整 元。" in text
    assert "输入" not in text
    assert "> 本条取义:没有超收的不倒扣。" in text


def test_examples_show_what_the_engine_computed():
    text = regulation(regulation_markdown)
    assert "| 甲镇 | 150万元 | 5万元 |" in text
    assert "| 乙镇 |  | 待定 |" in text


def test_the_page_escapes_what_the_document_says():
    page = regulation(regulation_html)
    assert "<title>试行&lt;办法&gt;</title>" in page
    assert "<办法>" not in page
