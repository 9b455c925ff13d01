"""A command line that click refused, as a diagnostic in both languages."""

from __future__ import annotations

import click
from click import exceptions

from jiangzhi.cli.problems import USAGE_WRONG
from jiangzhi.diagnostic import Diagnostic
from jiangzhi.words import Words


class Misused(click.BadParameter):
    """A value that an option does not take, and how it is written, in both languages."""

    def __init__(
        self, words: Words, ctx: click.Context | None, param: click.Parameter | None
    ) -> None:
        super().__init__(words.en, ctx, param)
        self.words = words


class CalledWrongly(click.UsageError):
    """A command line that lacks something or says too much, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def diagnostic_of_usage(error: click.ClickException) -> Diagnostic:
    """What is wrong with the command line."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "jiangzhi"
    reason_en = error.format_message().rstrip(".")
    return USAGE_WRONG.at(
        None, reason=_in_chinese(error, reason_en), reason_en=reason_en, command=command
    )


def _in_chinese(error: click.ClickException, otherwise: str) -> str:
    match error:
        case exceptions.NoSuchCommand():
            return f"没有命令“{error.command_name}”{_meant(error.possibilities)}"
        case exceptions.NoSuchOption():
            return f"没有选项“{error.option_name}”{_meant(error.possibilities)}"
        case exceptions.MissingParameter():
            return f"缺少 {_name(error)}"
        case Misused():
            return f"{_name(error)} 的值不对:{error.words.zh}"
        case CalledWrongly():
            return error.words.zh
        case exceptions.BadParameter():
            return f"{_name(error)} 的值不对:{_choices(error) or error.message.rstrip('.')}"
        case exceptions.BadOptionUsage():
            return f"选项“{error.option_name}”后面缺少值"
        case _:
            return otherwise


def _meant(possibilities: list[str] | None) -> str:
    return f",是不是“{possibilities[0]}”?" if possibilities else ""


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.get_error_hint(error.ctx) if error.ctx else str(error.param.name)


def _choices(error: exceptions.BadParameter) -> str:
    kind = error.param.type if error.param else None
    return "只能是 " + "、".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else ""
