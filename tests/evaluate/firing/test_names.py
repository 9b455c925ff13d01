"""Names as the library tells them apart."""

from __future__ import annotations

import pytest

from jiangzhi.evaluate.firing.adapter import MOST_PROPERTIES
from jiangzhi.evaluate.firing.compile import UNKNOWN
from jiangzhi.evaluate.firing.names import NamesCollide, fail_if_names_collide, hash_of, slot


def test_the_names_that_a_network_can_ever_use_do_not_collide():
    fail_if_names_collide([UNKNOWN, *(slot(number) for number in range(MOST_PROPERTIES))])


@pytest.mark.parametrize("name", ["sid", "id", "w", "$s"])
def test_names_with_a_meaning_of_their_own_are_refused(name):
    with pytest.raises(NamesCollide):
        fail_if_names_collide([name])


def test_names_that_hash_alike_are_refused():
    assert hash_of("yiijsv") == hash_of("ktodoe")
    with pytest.raises(NamesCollide):
        fail_if_names_collide(["ktodoe", "q1", "yiijsv"])
