"""The only module that talks to durable-rules.

It uses the C functions beneath the library's own interface: no host, no timers, no threads,
everything on the caller's thread. What the library leaves to its user is taken care of here:

- Properties are told apart by a 32-bit hash of their names: names are ours and checked.
- Conditions compare one property with one constant; there is no arithmetic in them.
- All values are whole numbers of 63 bits; anything else is refused before it gets there.
- A fact holds every property that any condition could ask for.
- Rules are conjunctions only: a disjunction fires once for every branch that holds.
- A network that is too large for the library is refused before it is handed over.
- A ruleset has one session at a time, deleted when done, whatever happens meanwhile.
- A session in which nothing ever fired holds uninitialised pointers, which its deletion would
  free: a rule of our own fires in it first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Final, Literal

from jiangzhi.evaluate.firing.c_library import load_library
from jiangzhi.evaluate.firing.names import TAG, fail_if_names_collide

#: Rules whose conditions begin differently; at 512 the library never returns, and one is ours.
MOST_TAGS: Final = 510
#: Conditions of one tag that may hold at once; the library's stack holds 64.
MOST_RULES_OF_A_TAG: Final = 60
#: Rules of one network; the library's limit is 4,096, and one is ours.
MOST_RULES: Final = 4095
#: The library's limit is 252, its own two and the tag among them.
MOST_PROPERTIES: Final = 240
#: A conjunction becomes a sequence of at most 32 entries, its two brackets among them.
MOST_CONDITIONS: Final = 28
#: The library compares whole numbers in 64 bits.
LARGEST: Final = 2**63 - 1

c: Final = load_library()
_HANDLED, _NOT_HANDLED = 0, 1
_SESSION: Final = "1"
#: The tag of the rule that fires so that a session can be deleted.
_FAREWELL: Final = -1
_numbers = count(1)

Operator = Literal["<", "<=", "=", ">=", ">"]
_OPERATORS: Final[Mapping[str, str]] = {"<": "$lt", "<=": "$lte", ">=": "$gte", ">": "$gt"}


class NetworkTooLarge(ValueError):
    """The library could not hold the network. Compiling a plan splits networks before."""


class FiringBroken(RuntimeError):
    """The library answered what its own source says it cannot answer."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of one property of the fact with a constant."""

    slot: str
    operator: Operator
    value: int

    def definition(self) -> object:
        """As the library is told."""
        if self.operator == "=":
            return {self.slot: self.value}
        return {_OPERATORS[self.operator]: {self.slot: self.value}}


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """Fires for a fact of its tag for which all conditions hold. Earlier rules fire first."""

    tag: int
    conditions: tuple[Condition, ...]


class Network:
    """Rules, compiled once, and one session: the facts told since it last forgot.

    Use as a context, or ``close`` it: the library does not count its users.
    """

    def __init__(self, rules: Sequence[NetworkRule]) -> None:
        fail_if_too_large(rules)
        fail_if_names_collide({at.slot for rule in rules for at in rule.conditions})
        self._told = 0
        self._fired = False
        rules = (*rules, NetworkRule(_FAREWELL, ()))
        definition = {
            f"r{index}": {
                "all": [{"m": {"$and": [{TAG: rule.tag}, *_definitions(rule)]}}],
                "pri": index,
            }
            for index, rule in enumerate(rules)
        }
        # the library would silently make a second ruleset of the same name
        name = f"jiangzhi-{next(_numbers)}"
        self._handle: int = c.create_ruleset(name, json.dumps(definition, ensure_ascii=False))

    def __enter__(self) -> Network:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the library's memory back."""
        if self._handle:
            self.forget()
            c.delete_ruleset(self._handle)
            self._handle = 0

    def tell(self, properties: str) -> list[int]:
        """The rules that a fact makes fire, by index, in the order of their firing.

        ``properties`` is the inside of a JSON object with the tag and every slot that a rule
        of the tag asks for, as ``fact_text`` writes it. The fact joins those told before.
        """
        self._told += 1
        handle = self._handle
        text = f'{{"sid":"{_SESSION}","id":"{self._told}",{properties}}}'
        result, state = c.assert_fact(handle, text)
        if result == _NOT_HANDLED:
            return []
        if result != _HANDLED:
            raise FiringBroken(f"a fact was taken for one already seen (code {result})")
        fired: list[int] = []
        started = c.start_action_for_state(handle, state)
        message: str | None = None if started is None else started[1]
        while message is not None:
            # the message is {"r17":{"m":{…}}}
            fired.append(int(message[3 : message.index('"', 3)]))
            message = c.complete_and_start_action(handle, state)
        self._fired = self._fired or bool(fired)
        return fired

    def forget(self) -> None:
        """End the session: later facts meet none of those told so far."""
        if not self._told:
            return
        if not self._fired:
            self.tell(f'"{TAG}":{_FAREWELL}')
        if not self._fired:
            raise FiringBroken("a rule without conditions did not fire")
        c.delete_state(self._handle, _SESSION)
        self._told, self._fired = 0, False


def fact_text(tag: int, slots: Mapping[str, int]) -> str:
    """A fact's properties for ``tell``. Raises ``TypeError`` for what is not a whole number,
    ``OverflowError`` for one of more than 63 bits."""
    for value in (tag, *slots.values()):
        if type(value) is not int:
            raise TypeError(f"{value!r} is not a whole number")
        if abs(value) > LARGEST:
            raise OverflowError(f"{value} has more than 63 bits")
    if len(slots) > MOST_PROPERTIES:
        raise NetworkTooLarge(f"{len(slots)} properties in one fact")
    return ",".join(f'"{name}":{value}' for name, value in {TAG: tag, **slots}.items())


def fail_if_too_large(rules: Sequence[NetworkRule]) -> None:
    """Raise ``NetworkTooLarge`` for rules that the library would choke on."""
    by_tag: dict[int, int] = {}
    for rule in rules:
        by_tag[rule.tag] = by_tag.get(rule.tag, 0) + 1
        if len(rule.conditions) + 1 > MOST_CONDITIONS:
            raise NetworkTooLarge(f"{len(rule.conditions)} conditions in one rule")
        if any(type(at.value) is not int or abs(at.value) > LARGEST for at in rule.conditions):
            raise NetworkTooLarge("a constant is no whole number of 63 bits")
    if len(rules) > MOST_RULES:
        raise NetworkTooLarge(f"{len(rules)} rules")
    if len(by_tag) > MOST_TAGS:
        raise NetworkTooLarge(f"{len(by_tag)} tags")
    if any(rules_of_tag > MOST_RULES_OF_A_TAG for rules_of_tag in by_tag.values()):
        raise NetworkTooLarge(f"{max(by_tag.values())} rules of one tag")


def _definitions(rule: NetworkRule) -> list[object]:
    return [condition.definition() for condition in rule.conditions]
