"""Conditions as alternatives of conjunctions, in three-valued logic."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.firing.clauses import MOST_ALTERNATIVES, Atoms, TooWide, clauses_of, code_of
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Read
from jiangzhi.formula.types.types import FLAG, NUMBER
from jiangzhi.formula.types.value import State, Unknown

FLAGS = "甲乙丙"
MISSING = Unknown(State.MISSING)
COMPARED = {"<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__}

atoms = st.one_of(
    st.sampled_from(FLAGS).map(lambda name: Read(name, FLAG)),
    st.booleans().map(lambda value: Const(value, FLAG)),
)
conditions = st.recursive(
    atoms,
    lambda parts: st.one_of(
        parts.map(lambda part: Call("NOT", (part,), FLAG)),
        st.tuples(st.sampled_from(["AND", "OR"]), st.lists(parts, min_size=1, max_size=3)).map(
            lambda call: Call(call[0], tuple(call[1]), FLAG)
        ),
    ),
    max_leaves=7,
)


class Asked:
    """One condition with its atoms, so that both questions can be put to the same."""

    def __init__(self, *conditions):
        self.atoms = Atoms()
        self.sure = clauses_of(conditions, self.atoms, sure=True)
        self.might = clauses_of(conditions, self.atoms, sure=False)

    def answer(self, clauses, read):
        codes = [code_of(value_of(atom, read)) for atom in self.atoms.exprs]
        return any(
            all(COMPARED[operator](codes[atom], 0) for atom, operator in clause)
            for clause in clauses
        )

    def agrees(self, condition, read):
        truth = value_of(condition, read)
        sure, might = self.answer(self.sure, read), self.answer(self.might, read)
        return (sure, might) == (truth is True, truth is not False)


@settings(max_examples=150)
@given(conditions)
def test_both_questions_are_answered_as_kleene_does(condition):
    try:
        asked = Asked(condition)
    except TooWide:
        return
    for values in product([True, False, MISSING], repeat=len(FLAGS)):
        read = dict(zip(FLAGS, values, strict=True)).__getitem__
        assert asked.agrees(condition, read)


@pytest.mark.parametrize("name", ["lt", "le", "gt", "ge", "eq", "ne"])
@pytest.mark.parametrize("denied", [False, True])
def test_each_comparison(name, denied):
    condition = Call(name, (Read("x", NUMBER), Const(Fraction(5), NUMBER)), FLAG)
    if denied:
        condition = Call("NOT", (condition,), FLAG)
    for value in (Fraction(4), Fraction(5), Fraction(6), MISSING):

        def read(_name, value=value):
            return value

        assert Asked(condition).agrees(condition, read)


@pytest.mark.parametrize(("one", "other"), [("lt", "ge"), ("le", "gt"), ("ne", "eq")])
def test_a_comparison_and_its_opposite_share_an_atom(one, other):
    conditions = [
        Call(name, (Read("x", NUMBER), Const(Fraction(5), NUMBER)), FLAG) for name in (one, other)
    ]
    assert len(Asked(*conditions).atoms.exprs) == 1


def test_too_many_alternatives_are_refused():
    either = [
        Call("OR", (Read(f"甲{i}", FLAG), Read(f"乙{i}", FLAG)), FLAG)
        for i in range(MOST_ALTERNATIVES)
    ]
    with pytest.raises(TooWide):
        clauses_of(either, Atoms(), sure=True)


@pytest.mark.parametrize(("truth", "code"), [(True, 1), (False, -1), (MISSING, 0)])
def test_a_truth_is_a_small_number(truth, code):
    assert code_of(truth) == code


@pytest.mark.parametrize("value", [1, 0, Fraction(1), "真", None])
def test_what_is_no_truth_is_refused(value):
    with pytest.raises(TypeError):
        code_of(value)
