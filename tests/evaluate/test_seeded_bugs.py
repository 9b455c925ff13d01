"""A bug in either evaluator, in any family of constructs, stops a run and publishes nothing.

Each bug is seeded in one evaluator alone, below what the two share. A small run is compared
value by value, with a session of the network for every town; a large one by patterns.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from jiangzhi.cli.main import main
from jiangzhi.evaluate.agreement import whole as agree
from jiangzhi.evaluate.columns import evaluate as columns
from jiangzhi.evaluate.columns.numbers.vectors import Flags, Numbers, Words
from jiangzhi.evaluate.columns.rows.frame import Result
from jiangzhi.evaluate.exact import columns as exact_columns
from jiangzhi.evaluate.exact.rules import Decision, ReadyRules
from jiangzhi.evaluate.firing import adapter
from jiangzhi.evaluate.firing import evaluate as firing

POLICY = """---
办法: seeded
名称: 逐项试错用办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 事项(明细)
主体: 镇街
分类: 类别
基准日: 2024-06-30
---

## 第一条 数据

本条列明数据。

| 输入: 镇街 | 类型 | 范围 | 空白 |
|---|---|---|---|
| 类别 | 选项(优先、重点) | | |
| 收入 | 金额(元) | >= 0 | |
| 目标 | 金额(元) | > 0 | |
| 得分 | 数 | [0, 100] | 60 |
| 起日 | 日期 | | |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额(元) | >= 0 |

| 输入: 事项 | 类型 | 范围 |
|---|---|---|
| 事额 | 金额(元) | >= 0 |

| 奖励比例: 超收率 | 优先 | 重点 |
|---|---|---|
| (0, 5%] | 30% | 25% |
| > 5% | 40% | 35% |

| 系数: 得分 | 值 |
|---|---|
| < 60 | 0 |
| [60, 80) | 80% |
| >= 80 | 100% |

## 第二条 规则

本条规定计算。

```规则
超收 = MAX(0, 收入 - 目标)
超收率 = 超收 / 目标
累进奖 = 超额累进(超收, 目标, 奖励比例[类别])
应奖 = 累进奖 * 系数
  取整 元
一类 = 类别 = "优先"
评语 = IF(得分 >= 80, "好", "中")
满月 = DATEDIF(起日, 基准日, "M")
到期 = EDATE(起日, 12)
档 = 1
  当 得分 >= 80
  当 满月 > 1
档 = 2
  当 得分 < 80
  当 得分 >= 60
  否则 3
加分(累加) = 1
  当 得分 >= 70
加分(累加) = 2
  当 满月 > 3
首选(依次) = 5
  当 得分 >= 70
首选(依次) = 3
  当 满月 > 3
  否则 1
总额 = SUM([收入])
均率 = AVERAGE([超收率])
中位 = MEDIAN([得分])
第二 = LARGE([收入], 2)
事项合计 = SUM([事额])
  层级 镇街
名次 = RANK(收入, [收入], 降序, 同名次)
去年 = 上年(应奖, 0)
结果 奖 = 按需分配(应奖, 资金池)
  取整 元
结果 补 = 按权分配(得分, 资金池)
  取整 元
结果 上交, 结果 留用 = 分成(收入, 30:70)
  取整 元
```
"""
#: Every family of steps, by one step of it.
STEPS = (
    "收入", "超收", "超收率", "累进奖", "应奖", "系数", "一类", "评语", "满月", "到期", "档",
    "加分", "首选", "总额", "均率", "中位", "第二", "事项合计", "名次", "去年", "奖", "补",
    "上交", "留用",
)  # fmt: skip
RULES = ("档", "加分", "首选", "系数")


def sheets(towns: int) -> dict[str, str]:
    rows = range(towns)
    of_towns = ["县区,镇街,类别,收入,目标,得分,起日"]
    of_towns += [
        f"县{n % 7},镇{n},{'优先' if n % 3 else '重点'},{1_000_000 + n * 7919 % 100_003},"
        f"{1_000_000 + n * 104_729 % 50_021},{55 + n % 45},2024-0{n % 5 + 1}-15"
        for n in rows
    ]
    pools = ["县区,资金池", *(f"县{n},{10_000 * (n + 1) * towns // 40}" for n in range(7))]
    items = ["县区,镇街,事额", *(f"县{n % 7},镇{n},{n * 37 % 997}.5" for n in rows if n % 2)]
    return {
        "镇街.csv": "\n".join(of_towns), "县区.csv": "\n".join(pools), "事项.csv": "\n".join(items),
    }  # fmt: skip


@pytest.fixture(params=[40, 300], ids=["chained", "by patterns"])
def run(request, tmp_path, monkeypatch, capsys):
    """Runs the policy over a small or a large batch: the exit code, what was said."""
    if request.param > 40:
        monkeypatch.setattr(agree, "MOST_COMPARED", 100)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "办法.md").write_text(POLICY, encoding="utf-8")
    for name, text in sheets(request.param).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def go() -> str:
        code = main(["run", "办法.md", "镇街.csv", "县区.csv", "事项.csv"])
        said = "".join(capsys.readouterr())
        written = list((tmp_path / "outputs").glob("*")) if code else []
        assert (code, written) in [(0, []), (1, [])], said
        return said

    return go


def told(said: str, step: str) -> None:
    """The message names the town (or the county), the step and both values."""
    assert "E101" in said
    assert f"“{step}”" in said
    assert said.count(" 得 ") >= 2
    assert "县" in said or "整体" in said


def test_without_a_bug_it_runs(run):
    assert "运行结果" in run()


@pytest.mark.parametrize("name", STEPS)
def test_a_step_wrong_in_columns_is_caught(run, monkeypatch, name):
    follow = columns.follow

    def off(step, frame):
        found = follow(step, frame)
        return Result(_spoilt(found.vector), found.rules) if step.head.name == name else found

    monkeypatch.setattr(columns, "follow", off)
    told(run(), name)


def _spoilt(vector):
    if isinstance(vector, Numbers):
        # one unit more where there is something
        return replace(vector, num=vector.num + 100, low=vector.low, high=vector.high + 100)
    if isinstance(vector, Flags):
        return Flags(~vector.truth, vector.state)
    assert isinstance(vector, Words)
    return Words(np.zeros_like(vector.codes), vector.book, vector.state)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_wrong_in_exact_arithmetic_is_caught(run, monkeypatch, name):
    value, column_of = ReadyRules.value, exact_columns.column_of

    def rule_off(self, decision: Decision, read):
        found, case = value(self, decision, read)
        return (_other(found), case) if self.step.head.name == name else (found, case)

    def column_off(step, facts, values):
        found = column_of(step, facts, values)
        return [_other(one) for one in found] if step.head.name == name else found

    monkeypatch.setattr(ReadyRules, "value", rule_off)
    monkeypatch.setattr(firing, "column_of", column_off)
    monkeypatch.setattr("jiangzhi.evaluate.agreement.patterns.column_of", column_off)
    told(run(), name)


def _other(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, Fraction):
        return value + 1
    return "差" if isinstance(value, str) else value.replace(year=value.year + 1)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_fired_wrongly_is_caught(run, monkeypatch, name):
    """The network says that the case after the one that fired holds."""
    from jiangzhi.evaluate.firing.deciders import Decider

    tell = Decider._tell

    def off(self, pattern):
        codes = tell(self, pattern)
        return codes[-1:] + codes[:-1] if self._rules.step.head.name == name else codes

    monkeypatch.setattr(Decider, "_tell", off)
    told(run(), name)


@pytest.mark.parametrize("function", ["subtract", "divide", "multiply", "MAX", "ge", "lt"])
def test_a_function_wrong_in_columns_is_caught(run, monkeypatch, function):
    from jiangzhi.evaluate.columns import expressions

    other = {"subtract": "add", "divide": "multiply", "multiply": "divide", "MAX": "MIN",
             "ge": "gt", "lt": "le"}  # fmt: skip
    table = expressions.FUNCTIONS
    monkeypatch.setattr(expressions, "FUNCTIONS", {**table, function: table[other[function]]})
    assert "E101" in run()


def test_a_network_in_which_nothing_fires_is_caught(run, monkeypatch):
    monkeypatch.setattr(adapter.Network, "tell", lambda self, text: ())
    assert "E101" in run()
