"""The command line: finds the command, and turns whatever goes wrong into diagnostics."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from jiangzhi.cli import exits
from jiangzhi.cli.language import LANGUAGES, language_of_environment

if TYPE_CHECKING:
    from jiangzhi.diagnostic import Diagnostic
    from jiangzhi.words import Language

#: Each is a module of ``commands`` that holds a click command of the same name.
COMMANDS = (
    "run", "check", "prove", "explain", "verify", "sign", "report", "template", "read", "show",
    "compare", "init", "batch", "list", "history", "runs", "notices",
)  # fmt: skip

_ABOUT = """奖支:把县(市、区)财政激励办法变成可以执行、可以核对的规则。

办法写成一个 Markdown 文件,数据放在 Excel 工作簿里;结果精确到分,每一分都能查到条文和单元格。"""


class Program(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported, or ``None`` where there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"jiangzhi.cli.commands.{cmd_name}"), cmd_name
        )
        return command

    def get_help(self, ctx: click.Context) -> str:
        """The help page in the reader's language."""
        from jiangzhi.cli.help import help_page

        return help_page(ctx, ctx.obj, COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; prints the command's help page where that is asked."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if {"--help", "-h"} & set(_before_dashes(rest)) and command is not None:
            from jiangzhi.cli.help import help_page

            with click.Context(command, info_name=name, parent=ctx) as context:
                click.echo(help_page(context, ctx.obj))
            ctx.exit()
        return name, command, rest


def _before_dashes(args: Sequence[str]) -> Sequence[str]:
    return args[: args.index("--")] if "--" in args else args


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"jiangzhi {version('jiangzhi')}")
        ctx.exit()


@click.group(
    cls=Program,
    help=_ABOUT,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="显示版本",
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, help="说明和报错所用的语言"
)
def program() -> None:
    """The root of all commands; it has nothing to do itself."""


def take_language(args: Sequence[str]) -> tuple[Language, list[str]]:
    """The language asked for by ``--lang`` anywhere on the line, and the line without it.

    An unknown language is left on the line for click to refuse.
    """
    language, rest = language_of_environment(), list(args)
    for index, arg in enumerate(_before_dashes(rest)):
        name, equals, value = arg.partition("=")
        if name != "--lang":
            continue
        wanted = value if equals else next(iter(rest[index + 1 :]), "")
        if wanted in LANGUAGES:
            del rest[index : index + (1 if equals else 2)]
            return LANGUAGES[LANGUAGES.index(wanted)], rest
    return language, rest


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Nothing is raised but ``SystemExit``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A console of an older code page shows “?” for a rare character, and goes on.
            stream.reconfigure(errors="replace")
    if args is None:
        from jiangzhi.cli.startup import make_lean

        make_lean()
    language, rest = take_language(sys.argv[1:] if args is None else args)
    return _guarded(rest, language)


def _guarded(args: Sequence[str], language: Language) -> int:
    from jiangzhi.diagnostic import Refused

    try:
        code = program.main(list(args), prog_name="jiangzhi", standalone_mode=False, obj=language)
        sys.stdout.flush()
    except Refused as refused:
        return _print(refused.diagnostics, language, exits.REFUSED)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.ctx.get_help() if shown.ctx else "", err=True)
        return exits.USAGE
    except click.ClickException as error:
        from jiangzhi.cli.usage import diagnostic_of_usage

        return _print([diagnostic_of_usage(error)], language, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        from jiangzhi.cli.problems import INTERRUPTED

        return _print([INTERRUPTED.at(None)], language, exits.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain on closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.REFUSED
    except Exception as error:
        # The boundary of the process: a user gets a diagnostic, never a traceback.
        if os.environ.get("JIANGZHI_DEBUG"):
            raise
        from jiangzhi.cli.failure import diagnostic_of_failure

        _give_up_on_full_output()
        return _print([diagnostic_of_failure(error)], language, exits.REFUSED)
    return code if isinstance(code, int) else exits.DONE


def _give_up_on_full_output() -> None:
    """Let nothing more be written to a standard output that takes nothing more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(diagnostics: Sequence[Diagnostic], language: Language, code: int) -> int:
    from jiangzhi.cli.report_problems import report_problems

    report_problems(diagnostics, language)
    return code
