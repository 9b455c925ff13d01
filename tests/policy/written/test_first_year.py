from __future__ import annotations

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.read import read_document
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: first
名称: 滚存办法
施行: 2020-01-01 起
金额单位: 元
{key}: {year}
---

## 第一条 滚存

| 输入: 镇街 | 类型 |
|---|---|
| 收入 | 金额(元) |

```规则
结果 结余 = 上年(结余, 0) + 收入
  取整 元
```
"""


def policy(year: str, key: str = "首年") -> Policy:
    return resolve_policy(read_document(POLICY.format(key=key, year=year), file="p.md"))


@pytest.mark.parametrize(
    ("key", "year"), [("首年", "2024"), ("首年", "2024年"), ("first year", "2024")]
)
def test_a_first_year_is_read(key: str, year: str) -> None:
    assert policy(year, key).first_year == 2024


@pytest.mark.parametrize("year", ["24", "二〇二四", "2024-01-01", "20240", "²024", "0000", "-202"])
def test_what_is_no_year_is_refused(year: str) -> None:
    with pytest.raises(Refused) as caught:
        policy(year)
    assert [problem.code for problem in caught.value.diagnostics] == ["P103"]
