"""Which cases of a step apply, as the network answers it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.exact.rules import Decision, all_hold, decide
from jiangzhi.evaluate.firing.adapter import Network, NetworkRule
from jiangzhi.evaluate.firing.clauses import code_of
from jiangzhi.evaluate.firing.compile import Question, is_guarded, questions_of
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.value import Value
from jiangzhi.plan.model import RuleStep

#: A session costs by the rules of its network; steps are gathered up to this many.
RULES_OF_A_NETWORK: Final = 240
_SURE, _MIGHT, _NOT = 1, 0, -1


class Decider:
    """One step's place in a network: its questions, each with the index of its first rule."""

    def __init__(
        self, step: RuleStep, network: Network, asked: Sequence[tuple[Question, int]]
    ) -> None:
        self._step = step
        self._network = network
        self._asked = asked
        self._atoms = [atom for question, _ in asked for atom in question.atoms]
        self._otherwise = step.otherwise is not None
        self._seen: dict[tuple[int, ...], Sequence[int]] = {}
        self._decided: dict[tuple[int, ...], Decision] = {}

    def decide_chained(self, read: Reader) -> Decision:
        """Tell the atoms of this step to the running session, and decide by what fires."""
        return self._decision(self._tell(self._pattern(read)), read)

    def decide_by_pattern(self, read: Reader) -> Decision:
        """The same, asking the network only for a pattern of atoms that it has not seen."""
        pattern = self._pattern(read)
        decision = self._decided.get(pattern)
        if decision is not None:
            return decision
        codes = self._seen.get(pattern)
        if codes is None:
            codes = self._seen[pattern] = self._tell(pattern)
            self._network.forget()
        decision = self._decision(codes, read)
        if _MIGHT not in codes:
            self._decided[pattern] = decision
        return decision

    @property
    def patterns(self) -> int:
        """How many distinct patterns of atoms were decided one by one."""
        return len(self._seen)

    def _pattern(self, read: Reader) -> tuple[int, ...]:
        return tuple(
            [
                code_of(value_of(atom, read))
                for question, _ in self._asked
                for atom in question.atoms
            ]
        )

    def _tell(self, pattern: tuple[int, ...]) -> Sequence[int]:
        """For each case whether it holds, might hold or does not."""
        codes = [_NOT] * len(self._step.cases)
        at = 0
        for question, first in self._asked:
            atoms = pattern[at : at + len(question.atoms)]
            at += len(atoms)
            fired = self._network.tell(question.template % (int(0 in atoms), *atoms))
            for rule in fired:
                case, sure = question.of[rule - first]
                codes[case] = max(codes[case], _SURE if sure else _MIGHT)
        return codes

    def _decision(self, codes: Sequence[int], read: Reader) -> Decision:
        # what might hold is unknown for a reason, which only its guards can tell
        truths: list[Value] = [
            all_hold(value_of(guard, read) for guard in case.guards) if code == _MIGHT
            else code == _SURE
            for code, case in zip(codes, self._step.cases, strict=True)
        ]  # fmt: skip
        return decide(truths, self._step.hit, otherwise=self._otherwise)


class Deciders:
    """The deciders of the guarded steps of a chain, and their networks. Use as a context."""

    def __init__(self, steps: Sequence[RuleStep]) -> None:
        self.by_step: dict[str, Decider] = {}
        self._networks: list[Network] = []
        self._stack = ExitStack()
        gathered: list[tuple[RuleStep, list[Question]]] = []
        tag = rules = 0
        for step in steps:
            if not is_guarded(step):
                continue
            questions = questions_of(step, tag)
            size = sum(len(question.rules) for question in questions)
            if gathered and rules + size > RULES_OF_A_NETWORK:
                self._build(gathered)
                gathered, tag, rules = [], 0, 0
                questions = questions_of(step, 0)
            gathered.append((step, questions))
            tag += len(questions)
            rules += size
        if gathered:
            self._build(gathered)

    def __enter__(self) -> Deciders:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def forget(self) -> None:
        """End the session of the entity at hand."""
        for network in self._networks:
            network.forget()

    def _build(self, gathered: Sequence[tuple[RuleStep, list[Question]]]) -> None:
        rules: list[NetworkRule] = []
        placed: list[tuple[RuleStep, list[tuple[Question, int]]]] = []
        for step, questions in gathered:
            asked = []
            for question in questions:
                asked.append((question, len(rules)))
                rules.extend(question.rules)
            placed.append((step, asked))
        network = self._stack.enter_context(Network(rules))
        self._networks.append(network)
        for step, asked in placed:
            self.by_step[step.head.name] = Decider(step, network, asked)
