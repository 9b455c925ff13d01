"""Values of one expression over many rows: numbers, flags, words, each with its states.

An array has one element a row, or a single one that stands for all rows. Numbers and
dates are fractions of integers; integers are int64 where their bounds prove that they fit,
and Python integers in an object array where not. Where a row's state is not known, its
element means nothing but stays within the bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
#: ``None`` is known everywhere; otherwise ``State`` as uint8.
States = npt.NDArray[np.uint8] | None

LARGEST = 2**63 - 1


@dataclass(slots=True)
class Numbers:
    """``num / den``, with ``low <= num <= high``; ``den`` positive and at most ``top``.

    Dates are days since 1970-01-01 over 1.
    """

    num: Array
    den: int | Array
    low: int
    high: int
    state: States = None
    top: int = 1

    def __post_init__(self) -> None:
        if isinstance(self.den, int):
            self.top = self.den


@dataclass(slots=True)
class Flags:
    """Conditions."""

    truth: npt.NDArray[np.bool_]
    state: States = None


@dataclass(slots=True)
class Book:
    """The words that occur, numbered as they are met."""

    codes: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    _adding: Lock = field(default_factory=Lock)

    def code(self, word: str) -> int:
        """The number of a word, a new one if it is new."""
        found = self.codes.get(word)
        if found is None:
            # Blocks followed at the same time may meet new words at the same time.
            with self._adding:
                found = self.codes.get(word)
                if found is None:
                    self.words.append(word)
                    found = self.codes[word] = len(self.words) - 1
        return found

    def folded(self) -> Array | None:
        """For each code the code of its word without capitals, ``None`` where each is its own."""
        folds = [word.casefold() for word in self.words]
        if folds == self.words:
            return None
        first: dict[str, int] = {}
        return np.array([first.setdefault(fold, len(first)) for fold in folds], dtype=np.int64)


@dataclass(slots=True)
class Words:
    """Texts and options, as codes of a book."""

    codes: Array
    book: Book
    state: States = None


Vector = Numbers | Flags | Words


def worst_of(*states: States) -> States:
    """The worst state of each row."""
    found: States = None
    for state in states:
        if state is not None:
            found = state if found is None else np.maximum(found, state)
    return found


def failing(state: States, where: Array, code: int) -> States:
    """States in which rows that were known take ``code`` where the mask holds."""
    if not where.any():
        return state
    failed = np.where(where, np.uint8(code), np.uint8(0))
    return failed if state is None else np.where(state == 0, failed, state)


def state_array(state: States, rows: int) -> npt.NDArray[np.uint8]:
    """States written out for every row."""
    if state is None:
        return np.zeros(rows, dtype=np.uint8)
    return np.broadcast_to(state, (rows,))


def looked_up(table: Array, at: Array) -> Array:
    """For each row the table's element at its place; -1 is the last."""
    # An array that only stands for others (see ``compiled``) looks up for itself.
    found: Array = table[at] if isinstance(at, np.ndarray) else at.looked_up_in(table)
    return found


def whole(array: Array, low: int, high: int, state: States = None) -> Numbers:
    """Whole numbers."""
    return Numbers(array, 1, low, high, state)


def constant(num: int, den: int = 1) -> Numbers:
    """One number for all rows."""
    kind = np.int64 if abs(num) <= LARGEST else object
    return Numbers(np.array([num], dtype=kind), den, num, num)
