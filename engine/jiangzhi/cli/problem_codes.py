"""docs/problem-codes.md: every code of the program with what it says and what to do.

python -m jiangzhi.cli.problem_codes > docs/problem-codes.md
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Final

import jiangzhi
from jiangzhi.diagnostic import Problem, Severity

_WEIGHT: Final = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
#: What a code's letter tells of where it comes from.
_LETTERS: Final[Mapping[str, str]] = {
    "D": "办法文件:读成条文、表格和规则块",
    "F": "公式的文字",
    "P": "办法的内容",
    "L": "计算步骤",
    "W": "工作簿",
    "E": "计算和核对",
    "X": "打开运行结果和说明",
    "V": "证明",
    "U": "验证运行结果",
    "B": "批量",
    "S": "测算",
    "K": "本地页面",
    "N": "通知书",
    "C": "命令",
}
_HEAD: Final = """# 提示代码

程序说的每一个问题都有一个代码,不会改作别的意思。下表由程序生成:花括号里是随情况填上的话。
错误:不能继续;警告:可以继续,但要看;提示:知道就行。
"""


def declared_problems() -> list[tuple[str, Problem]]:
    """Every problem of the program, by code, with the module that first declares it."""
    found: dict[int, tuple[str, Problem]] = {}
    for info in pkgutil.walk_packages(jiangzhi.__path__, "jiangzhi."):
        if "problems" not in info.name.split(".") or info.name.endswith("report_problems"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Problem):
                found.setdefault(id(value), (info.name, value))
    return sorted(found.values(), key=lambda one: one[1].code)


def problem_codes_page() -> str:
    """The page, in Markdown: a table for each letter, one line for each code."""
    parts = [_HEAD]
    letter = ""
    for _, problem in declared_problems():
        if problem.code[0] != letter:
            letter = problem.code[0]
            parts.append(f"\n## {letter} {_LETTERS[letter]}\n\n")
            parts.append("| 代码 | 轻重 | 说什么 | 怎么办 |\n|---|---|---|---|\n")
        cells = (
            problem.code, _WEIGHT[problem.severity], _cell(problem.zh), _cell(problem.help_zh),
        )  # fmt: skip
        parts.append("| " + " | ".join(cells) + " |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return line.replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")


if __name__ == "__main__":
    print(problem_codes_page(), end="")
