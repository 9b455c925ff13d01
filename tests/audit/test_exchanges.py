"""The law of claims: whatever single thing a forger exchanges, who knows the format and puts every
hash right, the claim of that thing is not that it is as the original."""

from __future__ import annotations

import random
import shutil

import pytest
from audit.forging import alter_value, edit_trace, recomputed, with_value

from jiangzhi.audit.claims import Subject, Verdict
from jiangzhi.audit.verify import verify_run
from jiangzhi.cli.main import main
from jiangzhi.record.trace.parquet import read_table

#: A few of each kind in the tests, a hundred under ``make fuzz``.
FEW = range(3)
HUNDRED = range(3, 103)
NUMBERS = [
    pytest.param(seed, marks=[pytest.mark.slow, pytest.mark.fuzz] if seed in HUNDRED else [])
    for seed in (*FEW, *HUNDRED)
]


def verdicts(found, subject):
    return {claim.verdict for claim in found.claims if claim.subject is subject}


def a_cell(draw, folder):
    """An input of a town: row, column, and how much more it becomes."""
    levels = read_table(folder / "trace.parquet")["行.层级"].to_pylist()
    rows = [at for at, level in enumerate(levels) if level == "镇街"]
    return draw.choice(rows), draw.choice(["实际收入", "收入目标"]), draw.randint(1, 10**6)


def exchange_input(draw, folder):
    """A value, the text of its cell, and all that follows."""
    row, name, more = a_cell(draw, folder)
    value = read_table(folder / "trace.parquet")[name].to_pylist()[row] + more
    alter_value(folder, name, row, lambda _: value)
    edit_trace(folder, lambda table: with_value(table, f"{name}.原文", row, lambda _: f"{value}元"))
    return recomputed(folder)


def exchange_text(draw, folder):
    """The quoted text of a cell alone."""
    row, name, more = a_cell(draw, folder)
    edit_trace(
        folder, lambda table: with_value(table, f"{name}.原文", row, lambda _: f"{more}.07元")
    )
    return recomputed(folder)


def exchange_policy(draw, folder):
    """A figure of the policy, and all that follows."""
    path = folder / "policy.md"
    text = path.read_text(encoding="utf-8")
    old, new = draw.choice([("/ 3", "/ {}"), ("= 10元", "= {}元"), ("/ 100 ", "/ 1{} ")])
    assert old in text
    changed = text.replace(old, new.format(draw.randint(11, 99)))
    path.write_text(changed, encoding="utf-8", newline="")
    return recomputed(folder)


KINDS = {"input": exchange_input, "text": exchange_text, "policy": exchange_policy}


@pytest.mark.parametrize("seed", NUMBERS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_exchanged_is_not_as_the_original(tiny, originals, kind, seed):
    folder = KINDS[kind](random.Random(f"{kind} {seed}"), tiny)
    policy, book = originals
    subject = Subject.POLICY if kind == "policy" else Subject.INPUT
    for given in ([], [policy], [book], [policy, book]):
        found = verify_run(folder, originals=given)
        assert Verdict.AS_ORIGINAL not in verdicts(found, subject), given
        assert found.headline is not Verdict.AS_ORIGINAL
        if subject is Subject.POLICY and policy in given:
            assert found.headline is Verdict.DIFFERS
        if subject is Subject.INPUT and book in given:
            assert found.headline is Verdict.DIFFERS


@pytest.mark.parametrize("seed", NUMBERS)
def test_what_was_given_by_hand_is_never_as_the_original(originals, tmp_path, seed):
    """The forger runs the engine itself over the true files, with another parameter."""
    draw = random.Random(f"given {seed}")
    policy = tmp_path / "办法.md"
    text = originals[0].read_text(encoding="utf-8")
    text = text.replace("```规则\n", "| 参数 | 值 |\n|---|---|\n| 另奖额 | 10元 |\n\n```规则\n", 1)
    policy.write_text(text.replace("= 10元", "= 另奖额"), encoding="utf-8", newline="")
    files = [str(policy), str(originals[1])]
    out = tmp_path / "outputs"
    given = f"另奖额={draw.randint(11, 10**6)}元"
    assert main(["run", *files, "--param", given, "--out", str(out)]) == 0
    found = verify_run(next(out.glob("taoyuan-*")), originals=[policy, originals[1]])
    (claim,) = [claim for claim in found.claims if claim.subject is Subject.GIVEN]
    assert claim.name == given
    assert claim.verdict is Verdict.CONSISTENT
    assert found.headline is Verdict.CONSISTENT


def test_the_untouched_run_is_as_its_originals(tiny_run, originals, tmp_path):
    """The law is not kept by calling nothing as the original."""
    copy = shutil.copytree(tiny_run, tmp_path / tiny_run.name)
    assert verify_run(copy, originals=originals).headline is Verdict.AS_ORIGINAL
