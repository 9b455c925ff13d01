"""Two policies for all inputs: equal, never less, or the town where they part."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiangzhi import flow
from jiangzhi.cli.main import main
from jiangzhi.prove.model import Proof

BEFORE = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |
| 得分 | 数 | [0, 100] |

```规则
超收额 = MAX(0, 收入 - 目标)

应奖额 = 超收额 * 30%
  当 得分 >= 60
  否则 0
  取整 元

结果 奖励 = 按需分配(应奖额, 300万元)
  取整 元
结果 补助 = 应奖额 + 1万元
  取整 元
```
"""


def findings(after):
    found = flow.against(flow.load(BEFORE), flow.load(after))
    return {one.claim.zh: one for one in found.verdicts}


def test_other_words_and_other_lines_are_equal():
    other = BEFORE.replace("## 第一条 奖励", "## 第一条 奖励办法\n\n按超收额计算。")
    assert [one.finding for one in findings(other).values()] == [Proof.PROVED] * 2


def test_another_formula_that_means_the_same_is_equal_also_through_the_pool():
    other = BEFORE.replace("MAX(0, 收入 - 目标)", "IF(收入 > 目标, 收入 - 目标, 0元)")
    assert [one.finding for one in findings(other).values()] == [Proof.PROVED] * 2


def test_a_higher_rate_is_never_less_and_a_town_shows_more():
    found = findings(BEFORE.replace("超收额 * 30%", "超收额 * 35%"))
    assert found["“补助”新办法从不比原办法少"].finding is Proof.PROVED
    more = found["“补助”新办法从不比原办法多"]
    assert more.finding is Proof.REFUTED
    was, comes = (outcome.steps["补助"].values[0] for outcome in more.witness.outcomes)
    assert was < comes


def test_an_edge_moved_parts_them_at_the_edge():
    found = findings(BEFORE.replace("当 得分 >= 60", "当 得分 > 60"))
    part = found["“补助”两份办法处处相等"]
    assert part.finding is Proof.REFUTED
    assert [outcome.steps["得分"].values[0] for outcome in part.witness.outcomes] == [60, 60]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_command_line(tmp_path: Path, capfd, lang):
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(BEFORE, encoding="utf-8")
    new.write_text(BEFORE.replace("超收额 * 30%", "超收额 * 35%"), encoding="utf-8")
    assert main(["check", str(new), "--against", str(old), "--lang", lang]) == 0
    printed = capfd.readouterr().out
    assert ("原办法 →" if lang == "zh" else "before →") in printed
