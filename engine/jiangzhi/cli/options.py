"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from jiangzhi.cli.run_argument import OUTPUTS, RUN
from jiangzhi.words import Words

#: How final a run may be meant to be; the same words as ``record.about.Stage``, which would cost
#: the help page its speed.
STAGES = ("预拨", "决算", "试算")
#: The outputs that may be chosen; the same words as ``record.about.Paper``.
PAPERS = ("工作簿", "报告")


class Day(click.ParamType[date]):
    """A day, written 2016-06-30."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails with a usage error where the text is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            from jiangzhi.cli.usage import Misused

            words = Words(f"“{value}”,写成 2016-06-30", f"“{value}”; write 2016-06-30")
            raise Misused(words, ctx, param) from None


AS_OF = click.option("--as-of", metavar="日期", type=Day(), help="按哪一天的规定计算")
NOTES = click.option("--notes", "with_notes", is_flag=True, help="列出全部提示,不写就只说有几条")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


def _pairs(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    from jiangzhi.cli.usage import Misused

    pairs: dict[str, str] = {}
    for value in values:
        name, equals, text = value.replace("＝", "=", 1).partition("=")
        if not (equals and name.strip() and text.strip()):
            raise Misused(
                Words(f"“{value}”,写成 名称=值", f"“{value}”; write NAME=VALUE"), ctx, parameter
            )
        if name.strip() in pairs:
            words = Words(f"“{name.strip()}”写了两次", f"“{name.strip()}” is given twice")
            raise Misused(words, ctx, parameter)
        pairs[name.strip()] = text.strip()
    return pairs


PARAMETERS = click.option(
    "--param", "parameters", metavar="名称=值", multiple=True, callback=_pairs,
    help="改一个参数的值,可以写几次",
)  # fmt: skip
SHEETS = click.option(
    "--sheet", "sheets", metavar="层=工作表", multiple=True, callback=_pairs,
    help="某一层的数据在哪张工作表,可以写几次",
)  # fmt: skip
PARAMETERS_EXPECTED = click.option(
    "--param", "parameters", metavar="名称=值", multiple=True, callback=_pairs,
    help="运行时应当手工给的参数,可以写几次;与运行里的核对",
)  # fmt: skip
DAY_EXPECTED = click.option(
    "--as-of", metavar="日期", type=Day(), help="运行时应当按哪一天的规定;与运行里的核对"
)
ROSTER = click.option(
    "--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="名册",
    help="签批名册,不写就用工作目录里的 签批.yaml",
)  # fmt: skip
ENCODING = click.option(
    "--encoding", metavar="编码",
    type=click.Choice(["gb18030", "gbk", "big5", "utf-8", "utf-16", "cp1252"]),
    help="文件没有写明文字编码时按哪一种读(旧版 .xls、文本文件)",
)  # fmt: skip
PRIOR = click.option("--prior", metavar="RUN", type=RUN, help="上年的运行结果,供 上年(…) 取数")
OUT = click.option(
    "--out", metavar="DIR", default=OUTPUTS, type=click.Path(path_type=Path),
    help="运行结果在哪个文件夹下面,不写就是 outputs",
)  # fmt: skip

_Command = TypeVar("_Command", bound=Callable[..., Any])


def CHOICE_OF_RUNS(command: _Command) -> _Command:  # noqa: N802
    """The options that choose among runs; each text need only be a part."""
    options = (
        click.option("--county", metavar="县区", default="", help="只要这个县区的"),
        click.option("--year", metavar="年度", type=int, help="只要这个年度的"),
        click.option(
            "--stage",
            type=click.Choice(STAGES),
            help="只要这个阶段的",
        ),
        click.option("--policy", metavar="办法", default="", help="只要这个办法的"),
    )
    for option in reversed(options):
        command = option(command)
    return command
