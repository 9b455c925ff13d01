"""Roots are exact where they can be, and held between two neighbours where they cannot."""

from fractions import Fraction

import pytest

from jiangzhi.explain.how_far.rational_functions import (
    Ratio,
    TooSteep,
    at,
    number,
    roots,
    sign_beyond,
    times,
)

T = Ratio((Fraction(0), Fraction(1)))


def of(*coefficients):
    return tuple(map(Fraction, coefficients))


def test_a_root_that_is_a_fraction_is_itself():
    assert roots(of(-1, 3)) == (Fraction(1, 3),)
    assert roots(of(6, -5, 1)) == (2, 3)
    assert roots(of(1)) == ()


def test_a_root_that_is_no_fraction_lies_between_its_neighbours():
    low, high, *rest = roots(of(-2, 0, 1))[2:]
    assert not rest
    assert low * low < 2 < high * high
    assert high - low == Fraction(1, 2**30)


@pytest.mark.parametrize("exact", [(1, 2, 3), (-7, 0, 5), (1, 2, 3, 4)])
def test_the_roots_of_higher_degrees_are_all_found(exact):
    product = of(1)
    for root in exact:
        product = times(product, of(-root, 1))
    assert all(
        any(abs(found - root) <= Fraction(1, 2**29) for found in roots(product)) for root in exact
    )


def test_a_polynomial_without_roots_has_none():
    assert roots(of(1, 0, 1)) == ()
    assert roots(of(1, 0, 0, 0, 1)) == ()


def test_what_both_sides_have_in_common_is_taken_out():
    fraction = (T + number(1)) * (T + number(2)) * (T + number(2)).inverse()
    assert fraction == T + number(1)
    assert (T * T.inverse()).constant == 1


def test_a_rounding_is_never_forgotten():
    assert (T.blunted() + number(1)).blunt
    assert (number(2) * T.blunted()).inverse().blunt
    assert not (T + T).blunt


def test_a_degree_that_no_regulation_has_is_given_up():
    steep = T * T * T * T * T
    with pytest.raises(TooSteep):
        steep * steep


def test_the_sign_beyond_a_root_is_that_of_the_first_slope_that_is_not_flat():
    cube = of(0, 0, 0, 1)
    assert at(cube, Fraction(0)) == 0
    assert (sign_beyond(cube, Fraction(0), 1), sign_beyond(cube, Fraction(0), -1)) == (1, -1)
