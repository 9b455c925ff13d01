"""The help pages' words in English, by the Chinese that the commands are written with."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    "用法": "Usage",
    "命令": "Commands",
    "[选项] 命令 …": "[OPTIONS] COMMAND …",
    "[选项]": "[OPTIONS]",
    "选项": "Options",
    "显示本页": "Show this page.",
    "显示版本": "Show the version.",
    "说明和报错所用的语言": "Language of messages and help.",
    "奖支:把县(市、区)财政激励办法变成可以执行、可以核对的规则。\n\n"
    "办法写成一个 Markdown 文件,数据放在 Excel 工作簿里;"
    "结果精确到分,每一分都能查到条文和单元格。": (
        "jiangzhi makes a county's fiscal incentive regulation executable and auditable.\n\n"
        "A policy is one Markdown file, the data an Excel workbook. Results are exact, and every "
        "cent can be followed to its article and its cell."
    ),
    "按办法计算工作簿,写出运行结果": "Compute a policy over workbooks and write a run folder.",
    "检查办法:类型、单位、空档、重叠、算例": (
        "Check a policy: types, units, gaps, overlaps, worked cases."
    ),
    "说明一个镇街的结果怎样得来": "Explain how a town's results come about.",
    "核对一次运行,指出改动过的地方": "Verify a run and name whatever was altered.",
    "写出运行结果的网页报告": "Write the report page of a run.",
    "写出与办法相配的空白工作簿": "Write the blank workbook that fits a policy.",
    "显示从工作簿读到了什么": "Show what was read from a workbook.",
    "显示办法在某一步的样子": "Show a policy as a stage of the pipeline sees it.",
    "比较两次运行,说明差额的来源": "Compare two runs and say where the differences come from.",
    "新建一个工作目录,带示例办法和工作簿": (
        "Make a new workspace with sample policies and workbooks."
    ),
}
