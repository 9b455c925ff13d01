"""Whatever is written where an expression may stand, `check` ends, with a sentence."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws_writer import HEAD, MONEY, NUMBER, RATE, Writer

PROGRAM = [sys.executable, "-c", "import sys; from jiangzhi.cli.main import main; sys.exit(main())"]
#: Seconds of the processor, and bytes.
MOST_TIME, MOST_MEMORY = 60, 3 << 30
#: A place for an expression each, after what a drawn document ends with.
PLACES = """
```规则
结果 试甲(依次) = {}
  当 {}
  层级 镇街
结果 试甲(依次) = {}
  层级 镇街
保证 {} <= {}
结果 试乙 = 按需分配({}, 资金池)
  上限 {}
  下限 {}
  次序 {}
  当 {}
结果 试丙, 结果 试丁 = 分成({}, {}:{})
  取整 元
```

| 试参数: {} | 值 |
|---|---|
| < {} | {} |
| >= {} | {} |

| 参数 | 值 |
|---|---|
| 试值 | {} |
"""
HOSTILE = (
    "ROUND(得分, 999999999)", "得分 ^ 999999999", "得分 ^ 得分 ^ 得分", "9" * 400, "1 / 0",
    "(" * 90 + "1" + ")" * 90, "得分 ^ -300 ^ 300", "LARGE([得分], 9999999999)",
    "EDATE(起日, 999999999)", "DATE(99999, 1, 1)", "\ud7ff", "试甲", "ROUND(收入, -999999999)",
    "超额累进(收入, 奖励比例[类别])", "", "MOD(得分, 0)", "INT(得分 ^ 300)", "上年(试甲)",
)  # fmt: skip


def check(text: str, folder) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_TIME, MOST_TIME))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    path = folder / "p.md"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "check", str(path)], preexec_fn=limit, capture_output=True, check=False,
        text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=5 * MOST_TIME,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1, 3), (done.returncode, said, text)
    assert "C103" not in said, (said, text)
    assert "Traceback" not in said, (said, text)


def drawn(data) -> str:
    """A document with an expression drawn into each place: most of them valid, of any type."""
    writer = Writer(data.draw)
    text = writer.document(data.draw(st.integers(1, 3)))

    def one() -> str:
        if data.draw(st.integers(0, 5)) == 0:
            return data.draw(st.sampled_from(HOSTILE))
        return writer.of(data.draw(st.sampled_from((MONEY, RATE, NUMBER))), "镇街", 2)[0]

    return text + PLACES.format(*(one() for _ in range(PLACES.count("{}"))))


@pytest.mark.parametrize("expression", HOSTILE)
def test_one_hostile_expression_everywhere_ends(expression, tmp_path):
    places = PLACES.format(*[expression] * PLACES.count("{}"))
    check(f"{HEAD}结果 级别 = IF(否决, 1, 2)\n```\n{places}", tmp_path)


FEW = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(st.data())
def test_check_ends_whatever_is_drawn(tmp_path, data):
    check(drawn(data), tmp_path)


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.timeout(0)
@MANY
@given(st.data())
def test_check_ends_whatever_is_drawn_for_long(tmp_path, data):
    check(drawn(data), tmp_path)
