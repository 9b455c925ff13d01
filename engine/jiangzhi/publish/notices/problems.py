"""What can be wrong with a notice's template."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

TEMPLATE_WRONG = Problem(
    "U150", Severity.ERROR,
    "通知书模板“{path}”不能用:{reason}。", "The template “{path}” cannot be used: {reason}.",
    "用 jiangzhi notices --write-template 模板.docx 写一份可用的,在 Word 里改;"
    "双花括号里的名字不要改。",
    "jiangzhi notices --write-template writes one that works; change it in Word, but not the names "
    "within double braces.",
)  # fmt: skip

NO_OFFICE = Problem(
    "U151", Severity.ERROR,
    "这台电脑没有 LibreOffice,不能转成 PDF。", "There is no LibreOffice here to write a PDF.",
    "用 Word 或 WPS 打开 docx 另存为 PDF,或安装 LibreOffice。",
    "Save the docx as PDF in Word or WPS, or install LibreOffice.",
)  # fmt: skip
