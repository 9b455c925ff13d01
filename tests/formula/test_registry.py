from __future__ import annotations

import pkgutil

import pytest

from jiangzhi.formula import functions
from jiangzhi.formula.function import Function
from jiangzhi.formula.registry import FUNCTIONS, SPECIALS, find_function, function_names
from jiangzhi.formula.syntax.operators import INFIX, TIGHTNESS
from jiangzhi.formula.syntax.special import Special


def test_every_file_of_the_folder_is_registered():
    files = [module.name for module in pkgutil.iter_modules(functions.__path__)]
    assert len(FUNCTIONS) == len(files) - 1  # one file holds the specials


def test_every_operator_is_a_function():
    assert set(TIGHTNESS) <= set(FUNCTIONS)
    assert set(INFIX.values()) <= set(TIGHTNESS)


@pytest.mark.parametrize("name", ["MAX", "max", "Max"])
def test_function_is_found_in_any_case(name):
    found = find_function(name)
    assert isinstance(found, Function)
    assert found.name == "MAX"


def test_functions_over_columns_are_special():
    assert isinstance(find_function("countifs"), Special)
    assert find_function("VLOOKUP") is None


def test_operators_are_not_offered_by_name():
    names = function_names()
    assert "add" not in names
    assert {"MAX", "属于", "超额累进"} <= set(names)


def test_no_function_is_plain_and_special():
    assert not set(FUNCTIONS) & set(SPECIALS)
