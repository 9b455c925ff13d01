"""Every construct × every reader: nothing is added by halves.

A reader is whatever carries a construct out or tells it: the exact evaluator, the columns,
the formulas of the workbook, the explanation, how-far. Where one needs nothing, the reason
stands in words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest

from jiangzhi.evaluate.columns import functions as columns
from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import in_names
from jiangzhi.explain.how_far.critical_region import Opaque, Piece
from jiangzhi.explain.how_far.rational_functions import Ratio, number
from jiangzhi.explain.how_far.symbolic_formulas import NOT_FOLLOWED, Formulas
from jiangzhi.formula.expr import TIES_WORDS, Call, Const, Expr, Read, Reduce, Ties
from jiangzhi.formula.function import Function
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import FLAG, NUMBER, Scalar
from jiangzhi.formula.types.value import STATE_WORDS, State
from jiangzhi.plan.model import AllocateStep, Step
from jiangzhi.policy.model import REMAINDER_WORDS, SHARE_WORDS, Hit, Remainder, Share
from jiangzhi.publish.book.forms.expression import WRITTEN
from jiangzhi.rounding import MODE_WORDS, Mode
from jiangzhi.words import Words

PACKAGE = Path(__file__).parent.parent.parent / "engine" / "jiangzhi"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
NAMES = sorted(FUNCTIONS)
#: Functions that need only some of their arguments.
BY_NEED = ("IF", "IFS", "IFERROR", "IFBLANK")


def test_every_function_is_computed_over_columns() -> None:
    assert set(columns.FUNCTIONS) == set(FUNCTIONS)


def test_every_function_is_written_into_the_workbook() -> None:
    assert set(WRITTEN) == set(FUNCTIONS)


def explained(lang: str) -> Context:
    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    def show(value: Scalar, kind: object) -> str:
        return str(value)

    return cast(Context, SimpleNamespace(say=say, show=show, steps={}, read_once={}))


def applied(name: str, first: Expr | None = None) -> Call:
    """A function of as few arguments as it takes, of its first argument where that moves."""
    least, most = FUNCTIONS[name].arity
    count = max(least, 2) if most != 1 else 1
    args: list[Expr] = [Const(Fraction(2), NUMBER, "2") for _ in range(count)]
    flags = {"AND": range(count), "OR": range(count), "NOT": (0,), "IF": (0,), "IFS": (0,)}
    for at in flags.get(name, ()):
        args[at] = Const(True, FLAG, "TRUE")
    if first is not None and name not in ("AND", "OR", "NOT"):
        args[1 if name in ("IF", "IFS") else 0] = first
    return Call(name, tuple(args), NUMBER)


@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_told_in_both_languages(name: str) -> None:
    chinese, english = (in_names(explained(lang), applied(name)) for lang in ("zh", "en"))
    assert chinese
    assert not CHINESE.search(english), english
    assert all(text.count("2") == english.count("2") for text in (chinese, english))


@pytest.mark.parametrize("name", NAMES)
def test_how_far_follows_every_function_or_says_why_not(name: str) -> None:
    moving = Ratio((Fraction(10), Fraction(1)))

    def read(step: str) -> Ratio:
        return moving

    formulas = Formulas(explained("zh"), Piece(Fraction(0), 1), read, "甲")
    call = applied(name, Read("甲", NUMBER))
    given = [moving if isinstance(arg, Read) else number(2) for arg in call.args]
    given[0] = moving
    try:
        if name in BY_NEED:
            formulas.value(call)
        else:
            formulas._applied(call, given)
        followed = True
    except Opaque:
        followed = False
    assert followed != (name in NOT_FOLLOWED)


def test_no_reason_is_left_of_a_function_that_went() -> None:
    assert set(NOT_FOLLOWED) <= set(FUNCTIONS)


def attributes_read(folders: list[Path], spared: Path) -> set[str]:
    found = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if not path.is_relative_to(spared):
                tree = ast.parse(path.read_text(encoding="utf-8"))
                found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found


def test_every_field_of_a_function_is_read() -> None:
    read = attributes_read([PACKAGE], PACKAGE / "formula" / "functions")
    assert [field.name for field in fields(Function) if field.name not in read] == []


TOLD = {
    State: STATE_WORDS, Mode: MODE_WORDS, Share: SHARE_WORDS, Remainder: REMAINDER_WORDS,
    Ties: TIES_WORDS,
}  # fmt: skip
HOMES = {State: "formula/types/value.py", Mode: "rounding.py", Ties: "formula/expr.py",
         Share: "policy/model.py", Remainder: "policy/model.py"}  # fmt: skip


@pytest.mark.parametrize("kind", TOLD)
def test_every_member_has_its_words_in_one_table(kind: type[Enum]) -> None:
    words: Mapping[Any, Words] = TOLD[kind]
    assert list(words) == list(kind)
    for member, said in words.items():
        assert said.zh
        assert not CHINESE.search(said.en)
        if isinstance(member.value, str):
            assert said.zh == member.value, "the policy language's own word"


def second_tables(code: str, kind: str) -> list[int]:
    """Lines of dictionaries whose keys are members of the enum and whose values are texts."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Dict) and node.keys:
            keyed = all(
                isinstance(key, ast.Attribute)
                and isinstance(key.value, ast.Name)
                and key.value.id == kind
                for key in node.keys
            )
            texts = [one for value in node.values for one in ast.walk(value)]
            if keyed and any(isinstance(t, ast.Constant) and is_words(t.value) for t in texts):
                found.append(node.lineno)
    return found


def is_words(value: object) -> bool:
    return isinstance(value, str) and bool(CHINESE.search(value) or " " in value)


#: The policy language's own key words, which it reads.
KEY_WORDS = {"policy/defined/allocations.py"}


@pytest.mark.parametrize("kind", TOLD)
def test_no_second_table_of_words(kind: type[Enum]) -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if str(path.relative_to(PACKAGE)) not in {HOMES[kind], *KEY_WORDS}
        for line in second_tables(path.read_text(encoding="utf-8"), kind.__name__)
    ]
    assert found == []


def test_a_second_table_would_be_found() -> None:
    assert second_tables("A = {State.TIED: ('并列', 'tied')}", "State") == [1]
    assert second_tables("A = {Reduce.SUM: 'SUM'}", "Reduce") == []


def test_the_auditors_page_lists_every_state() -> None:
    page = (PACKAGE.parent.parent / "docs" / "for-auditors.md").read_text(encoding="utf-8")
    for state, words in STATE_WORDS.items():
        assert f"| {state.value} | {words.zh} |" in page


#: Enums of constructs: a reader that names a member names all of them, or is looked at again.
READ = (Mode, Share, Remainder, Reduce, Ties, Hit)
#: The members that the readers below were looked at with.
REVIEWED = {
    Mode: "HALF_AWAY TOWARD_ZERO AWAY_FROM_ZERO HALF_EVEN",
    Share: "BY_NEED BY_WEIGHT",
    Remainder: "LARGEST_REMAINDER TO_LARGEST KEPT TO_FIRST TO_LAST",
    Reduce: "SUM COUNT AVERAGE MEDIAN MIN MAX LARGE SMALL",
    Ties: "SAME DENSE MEAN REFUSED",
    Hit: "UNIQUE FIRST SUM GREATEST LEAST LISTED",
}


def members_named(code: str, kind: str) -> set[str]:
    """Members of the enum that a module names."""
    return {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == kind
        and node.attr.isupper()
    }


@pytest.mark.parametrize("kind", READ)
def test_a_new_member_is_looked_for_in_every_reader(kind: type[Enum]) -> None:
    """Where this fails, read each of the modules below for what it does with the new member,
    then write the member into ``REVIEWED``."""
    partial = []
    for path in sorted(PACKAGE.rglob("*.py")):
        named = members_named(path.read_text(encoding="utf-8"), kind.__name__)
        if named and named != set(kind.__members__):
            partial.append(f"{path.relative_to(PACKAGE)} names only {', '.join(sorted(named))}")
    assert REVIEWED[kind].split() == list(kind.__members__), "\n".join(partial)


def test_members_named_are_found() -> None:
    assert members_named("x = Hit.SUM if y is Hit.FIRST else Hit(z)", "Hit") == {"SUM", "FIRST"}


#: Which clauses of an allocation each reader carries out. ``None``: all of them.
CLAUSES = ("takes_part", "cap", "floor", "tier", "ratio_places", "remainder")
ALLOCATION_READERS: dict[str, tuple[str, str]] = {
    "evaluate/exact": ("", ""),
    "evaluate/columns": ("", ""),
    "publish/book/forms": ("", ""),
    "explain/steps": ("", ""),
    "explain/how_far": ("", ""),
    "evaluate/agreement": ("takes_part tier ratio_places", "sampled pools have none of cap, floor"),
    "plan": ("", ""),
}


@pytest.mark.parametrize("folder", ALLOCATION_READERS)
def test_every_clause_of_an_allocation_is_read(folder: str) -> None:
    spared, reason = ALLOCATION_READERS[folder]
    read = attributes_read([PACKAGE / folder], PACKAGE / "formula" / "functions")
    missing = [clause for clause in CLAUSES if clause not in read]
    assert set(missing) <= set(spared.split()), missing
    assert bool(spared) == bool(reason)


def test_the_clauses_are_those_of_the_plan() -> None:
    fixed = {"head", "share", "claim", "pool", "within", "rounding"}
    assert {field.name for field in fields(AllocateStep)} - fixed == set(CLAUSES)


#: For each reader the module that takes a step of any kind, and the kinds it says nothing of.
STEP_READERS: dict[str, dict[str, str]] = {
    "evaluate/columns/steps": {
        "InputStep ParameterStep PriorStep": "taken from outside, all alike, in outside.py",
    },
    "evaluate/exact": {},
    "explain/telling.py": {},
    "explain/how_far/symbolic_steps.py": {
        "InputStep ParameterStep": "they move or stand, as the question says",
    },
    "plan/show.py": {},
    "plan/bounds.py": {},
    "publish/book/build.py": {},
}


@pytest.mark.parametrize("reader", STEP_READERS)
def test_every_kind_of_step_has_its_reader(reader: str) -> None:
    path = PACKAGE / reader
    modules = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    named = {
        node.id
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }
    missing = {kind.__name__ for kind in get_args(Step)} - named
    assert missing <= {kind for kinds in STEP_READERS[reader] for kind in kinds.split()}
