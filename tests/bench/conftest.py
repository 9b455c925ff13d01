"""The figures that the benchmarks gather, and where they go."""

from __future__ import annotations

import pytest
from bench.figures import OUT, Figures

FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = Figures()


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    return pytestconfig.stash[FIGURES]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    found = config.stash.get(FIGURES, None)
    if found is not None and found.text():
        found.write()
        terminalreporter.write_line(f"\n{found.text()}\n\n{OUT}")
