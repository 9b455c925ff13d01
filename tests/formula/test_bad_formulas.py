"""Formulas that are refused: each message, with its mark under the right characters.

``bad_formulas.txt`` is the list and the golden answer in one; lines of one formula are
separated by ``|``. To accept changed messages, write what the test prints, and review.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from jiangzhi.diagnostic import Diagnostic, Problem, Refused, TextPlace
from jiangzhi.formula import problems

GOLDEN = (Path(__file__).parent / "bad_formulas.txt").read_text(encoding="utf-8")
BLOCKS = [block for block in GOLDEN.split("\n\n") if block.strip()]
INDENT = 4


def wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "FWA"


def marked(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    assert isinstance(place, TextPlace)
    start = place.column - 1
    before, under = place.excerpt[:start], place.excerpt[start : start + place.length]
    marks = "".join("＾" if wide(char) else "^" for char in under).ljust(1, "^")
    spaces = "".join("　" if wide(char) else " " for char in before)
    return (
        f"{place.excerpt}\n{spaces}{marks}\n"
        f"{diagnostic.code} {diagnostic.message()} | {diagnostic.help()}\n"
        f"     {diagnostic.message('en')} | {diagnostic.help('en')}"
    )


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_bad_formula_is_refused_with_its_message(parse, block):
    formula = block.splitlines()[0].removeprefix("> ")
    with pytest.raises(Refused) as caught:
        parse(formula.removeprefix(">").replace("|", "\n"))
    found = "\n".join([f"> {formula}", *(marked(one) for one in caught.value.diagnostics)])
    assert found == block.strip("\n")


def test_every_problem_of_a_formula_is_shown():
    codes = {one.code for one in vars(problems).values() if isinstance(one, Problem)}
    assert codes - {problems.TOO_DEEP.code} == {code for code in codes if f"\n{code} " in GOLDEN}


def test_all_stray_characters_are_reported_together(parse):
    with pytest.raises(Refused) as caught:
        parse("a @ b # c + “d")
    assert [one.code for one in caught.value.diagnostics] == ["F101", "F101", "F102"]


@pytest.mark.parametrize(
    "text",
    ["(" * 5000 + "1" + ")" * 5000, "-" * 5000 + "1", "+".join(["1"] * 5000), "1" + "%" * 5000,
     "[" * 5000, "NOT(" * 5000, "2^" * 5000 + "2"],
)  # fmt: skip
def test_formula_that_nests_too_deep_is_refused(parse, text):
    with pytest.raises(Refused) as caught:
        parse(text)
    assert [one.code for one in caught.value.diagnostics] == ["F116"]


def test_number_with_too_many_digits_is_refused(parse):
    with pytest.raises(Refused) as caught:
        parse("9" * 5000)
    assert [one.code for one in caught.value.diagnostics] == ["F103"]
