from jiangzhi.document.read import read_document
from jiangzhi.document.show import show_document

TEXT = """---
办法: taoyuan
---

## 第六条 超收奖励

正文。

> 取义:甲
> 不计算:乙

| 系数: 得分 | 值 |
|---|---|
| < 60 | 0 |

```规则
甲 = 1
```
"""

PRINTED = """文件 x.md

    2:5 办法: taoyuan

    5:4 ## 第六条 超收奖励
    7:1 段   正文。
    9:6 取义 甲
   10:7 不计算 乙
   12:1 表格,依据第 7 行
   12:1   系数: 得分@3 | 值@12
   14:1   < 60@3 | 0@10
   16:1 代码块 rules,依据第 7 行
   17:1   甲 = 1
"""


def test_everything_read_is_printed_with_its_place() -> None:
    assert show_document(read_document(TEXT, file="x.md")) == PRINTED
