"""The help pages exist in both languages."""

from importlib import import_module
from inspect import cleandoc

import click
import pytest

from jiangzhi.cli.english import ENGLISH
from jiangzhi.cli.help import COMMAND_HELP
from jiangzhi.cli.main import COMMANDS, main, program


def texts() -> list[str]:
    commands: list[click.Command] = [program]
    for name in COMMANDS:
        commands.append(getattr(import_module(f"jiangzhi.cli.commands.{name}"), name))
    helps = [command.help for command in commands]
    for command in commands:
        helps += [p.help for p in command.params if isinstance(p, click.Option)]
    return [cleandoc(text) for text in helps if text]


def test_every_command_is_listed() -> None:
    assert list(COMMAND_HELP) == list(COMMANDS)


def test_every_text_is_translated_and_no_translation_is_idle() -> None:
    words = {"用法", "命令", "选项", "显示本页", "[选项] 命令 …", "[选项]"}
    assert set(ENGLISH) == words | {*texts(), *COMMAND_HELP.values()}


def test_the_page_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("Usage: jiangzhi [OPTIONS] COMMAND …\n")
    assert "Commands:\n  run " in page
    assert all(ord(char) < 0x2E80 for char in page)
