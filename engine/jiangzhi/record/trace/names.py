"""The names of the store's columns. A name of the policy holds no full stop, so none clashes."""

from __future__ import annotations

from typing import Final

LEVEL: Final = "行.层级"
NUMBER: Final = "行.序号"
PARENT: Final = "行.上级"
SOURCE: Final = "行.来源"
FILE: Final = "行.文件"
SHEET: Final = "行.表"
LINE: Final = "行.行号"

STATE: Final = ".状态"
RULE: Final = ".规则"
RAW: Final = ".原文"
CELL: Final = ".格子"
READING: Final = ".读法"
PRIOR: Final = ".上年值"
PRIOR_STATE: Final = ".上年有"

METADATA: Final = b"jiangzhi"
FORMAT: Final = 2
