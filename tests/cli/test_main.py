"""Whatever goes wrong, a user gets a diagnostic and an exit code, never a traceback."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from jiangzhi.cli import main as module
from jiangzhi.cli.language import language_of_environment
from jiangzhi.cli.main import COMMANDS, main, take_language


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("JIANGZHI_DEBUG", raising=False)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[BaseException], None]]:
    """Makes ``jiangzhi check`` raise."""

    def make(error: BaseException) -> None:
        @click.command()
        def check() -> None:
            raise error

        monkeypatch.setattr(module.Program, "get_command", lambda *_: check)

    return make


def test_nothing_asked_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().err
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"jiangzhi {version('jiangzhi')}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"用法: jiangzhi {name}")


def test_an_unexpected_error_is_a_diagnostic(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(ZeroDivisionError("除零\n第二行"))
    assert main(["check"]) == 1
    shown = capsys.readouterr().err
    assert "错误 C103" in shown
    assert "ZeroDivisionError: 除零 第二行(在 test_main.py:" in shown
    assert "Traceback" not in shown


def test_an_unexpected_error_is_raised_where_the_details_are_wanted(
    failing: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(ZeroDivisionError())
    monkeypatch.setenv("JIANGZHI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check"])


def test_trouble_with_a_file_names_it(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(PermissionError(13, "Permission denied", "outputs/x"))
    assert main(["check"]) == 1
    shown = capsys.readouterr().err
    assert "错误 C102 文件读写失败:没有权限" in shown
    assert "--> outputs/x" in shown


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_says_so(
    error: BaseException,
    failing: Callable[[BaseException], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    failing(error)
    assert main(["check"]) == 130
    assert "C105 已中断" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--help"], ["check", "--json", "no.md"]])
def test_a_reader_that_stops_early_sees_no_traceback(args: list[str]) -> None:
    code = f"import sys; from jiangzhi.cli.main import main; sys.exit(main({args}))"
    process = subprocess.Popen(
        [sys.executable, "-c", f"import time; time.sleep(0.2); {code}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.parametrize(
    ("args", "language", "rest"),
    [
        (["run", "x"], "zh", ["run", "x"]),
        (["--lang", "en", "run"], "en", ["run"]),
        (["run", "x", "--lang=en"], "en", ["run", "x"]),
        (["run", "--lang", "zh", "x"], "zh", ["run", "x"]),
        (["run", "--lang", "fr"], "zh", ["run", "--lang", "fr"]),
        (["run", "--lang"], "zh", ["run", "--lang"]),
        (["run", "--", "--lang", "en"], "zh", ["run", "--", "--lang", "en"]),
    ],
)
def test_language_is_taken_from_anywhere(args: list[str], language: str, rest: list[str]) -> None:
    assert take_language(args) == (language, rest)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_GB", "LC_ALL": ""}, "en"),
    ],
)
def test_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert language_of_environment(environment) == language


def test_refusals_exit_with_1_and_usage_with_2(tmp_path: Path) -> None:
    assert main(["check", str(tmp_path / "no.md")]) == 1
    assert main(["check"]) == 2
    assert main(["no-such-command"]) == 2
