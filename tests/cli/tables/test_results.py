"""What is shown where a terminal is narrow: the figure that is paid in the end, last of all."""

from __future__ import annotations

import io
import os
import sys

import pytest

from jiangzhi.cli.tables import results
from jiangzhi.cli.tables.results import Column, print_table

WORDS = results._WORDS["zh"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def columns(*ranks):
    return [Column(f"列{at}", ("123456.78",) * 3, "", rank=rank) for at, rank in enumerate(ranks)]


@pytest.fixture
def printed(monkeypatch):
    def make(shown, wide):
        monkeypatch.setattr(results, "get_terminal_size", lambda: os.terminal_size((wide, 20)))
        out = Terminal()
        monkeypatch.setattr(sys, "stdout", out)
        print_table(shown, WORDS)
        return out.getvalue().splitlines()

    return make


def test_what_matters_least_is_dropped_first_and_named(printed):
    lines = printed(columns(0, 4, 2, 1), 30)
    assert lines[0].split() == ["列0", "列3"]
    assert "放不下的列:列1、列2" in lines[-2]
    assert max(map(len, lines[:4])) <= 30


def test_columns_of_zeros_are_dropped_and_named(printed):
    zero = Column("全零", ("0.00",) * 3, "0.00", rank=2, is_zero=True)
    lines = printed([*columns(0, 1), zero], 200)
    assert lines[0].split() == ["列0", "列1"]
    assert "各行都是 0 的列:全零" in lines


def test_the_final_amount_is_the_last_to_go(outcome, printed, monkeypatch, capsys):
    plan = outcome.plan
    steps = [plan.step(name) for name in plan.results]
    own = [step for step in steps if step.head.level == plan.subject]
    final = results._final_amounts(plan, own)
    assert len(final) == 1
    for name in final:
        assert all(name not in plan.step(other).head.needs for other in plan.results)
