"""What is said of a policy for all inputs: a verdict on each property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.policy.citation import Citation
from jiangzhi.words import Words


class Proof(Enum):
    """What became of a property."""

    PROVED = "已证明"
    REFUTED = "不成立"
    UNDECIDED = "未能判定"


PROOF_WORDS: Final[Mapping[Proof, Words]] = {
    Proof.PROVED: Words("已证明", "proved"),
    Proof.REFUTED: Words("不成立", "does not hold"),
    Proof.UNDECIDED: Words("未能判定", "undecided"),
}


@dataclass(frozen=True, slots=True)
class Witness:
    """A town that refutes a property, or two that differ in one input only: the ``outcomes`` of
    each, on which both evaluators agree, and the names of the ``inputs`` that matter."""

    outcomes: tuple[Outcome, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A property in words, what became of it, and why: the step that it is about, the article it
    rests on, the witness where it is refuted, and the ``reason`` where it is undecided."""

    claim: Words
    finding: Proof
    about: str
    cite: Citation
    guaranteed: bool
    witness: Witness | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """The verdicts on a policy, in the order of its quantities."""

    verdicts: tuple[Verdict, ...]

    def of(self, finding: Proof) -> tuple[Verdict, ...]:
        """Those with one finding."""
        return tuple(one for one in self.verdicts if one.finding is finding)
