"""The help pages: click's content in the reader's language, Chinese counted as wide."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc

import click

from jiangzhi.cli.english import ENGLISH
from jiangzhi.cli.tables.width import padded, width, wrapped
from jiangzhi.words import Language

_PAGE = 96


def in_language(text: str, language: Language) -> str:
    """A help text, which is written in Chinese, in the reader's language."""
    return text if language == "zh" else ENGLISH.get(text, text)


def help_page(context: click.Context, language: Language, commands: Iterable[str] = ()) -> str:
    """The whole page of a command, or of the program with its ``commands``."""
    command = context.command
    lines = [f"{in_language('用法', language)}: {_usage(context, language)}", ""]
    for paragraph in in_language(cleandoc(command.help or ""), language).split("\n"):
        lines += wrapped(paragraph, _PAGE)
    options = [_option(option, language) for option in command.get_params(context)]
    sections = {
        "命令": [(name, in_language(COMMAND_HELP[name], language)) for name in commands],
        "选项": [row for row in options if row is not None],
    }
    for title, rows in sections.items():
        if rows:
            lines += ["", f"{in_language(title, language)}:", *_two_columns(rows)]
    return "\n".join(lines)


def _usage(context: click.Context, language: Language) -> str:
    if isinstance(context.command, click.Group):
        return f"{context.command_path} {in_language('[选项] 命令 …', language)}"
    pieces = context.command.collect_usage_pieces(context)
    said = [in_language("[选项]", language) if piece == "[OPTIONS]" else piece for piece in pieces]
    return " ".join([context.command_path, *said])


#: What each command does, in the order of the help page.
COMMAND_HELP = {
    "run": "按办法计算工作簿,写出运行结果",
    "check": "检查办法:类型、单位、空档、重叠、算例",
    "prove": "对所有可能的数据证明办法的性质和保证",
    "explain": "说明一个镇街的结果怎样得来",
    "verify": "核对一次运行,指出改动过的地方",
    "sign": "签批一次运行,绑定角色、人、日期和印记",
    "report": "写出运行结果的网页报告",
    "template": "写出与办法相配的空白工作簿",
    "read": "显示从工作簿读到了什么",
    "show": "显示办法在某一步的样子",
    "compare": "比较两次运行,说明差额的来源",
    "init": "新建一个工作目录,带示例办法和工作簿",
    "batch": "许多县区、年度一次算完",
    "list": "列出已有的运行",
    "history": "一个镇街历次的结果",
    "runs": "删除、保留已有的运行,重建台账",
    "notices": "给每个镇街写通知书(Word)",
}


def _option(parameter: click.Parameter, language: Language) -> tuple[str, str] | None:
    if not isinstance(parameter, click.Option) or parameter.hidden:
        return None
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    if not parameter.is_flag and not parameter.count:
        names += f" {_metavar(parameter)}"
    if "--help" in parameter.opts:
        return names, in_language("显示本页", language)
    return names, in_language(parameter.help or "", language)


def _metavar(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return (option.name or "").upper()


def _two_columns(rows: list[tuple[str, str]]) -> list[str]:
    left = max(width(name) for name, _ in rows)
    lines = []
    for name, text in rows:
        first, *more = wrapped(text, _PAGE - left - 4)
        lines.append(f"  {padded(name, left)}  {first}")
        lines += [" " * (left + 4) + line for line in more]
    return lines
