"""Which cases of a step apply, as the network answers it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from jiangzhi.evaluate.exact.compiled import compiled
from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.exact.rules import Decision, ReadyRules
from jiangzhi.evaluate.firing.adapter import Network, NetworkRule
from jiangzhi.evaluate.firing.clauses import code_of
from jiangzhi.evaluate.firing.compile import Question, is_guarded, questions_of
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.value import Value

#: A session costs by the rules of its network; steps are gathered up to this many.
RULES_OF_A_NETWORK: Final = 240
_SURE, _MIGHT, _NOT = 1, 0, -1


class Decider:
    """One step's place in a network: its questions, each with the index of its first rule."""

    def __init__(
        self, rules: ReadyRules, network: Network, asked: Sequence[tuple[Question, int]]
    ) -> None:
        self._rules = rules
        self._network = network
        self._asked = asked
        self._atoms = [compiled(atom) for question, _ in asked for atom in question.atoms]
        self._seen: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._decided: dict[tuple[int, ...], Decision] = {}

    @property
    def atoms(self) -> tuple[Expr, ...]:
        """The conditions whose truths make a pattern, in its order."""
        return tuple(atom for question, _ in self._asked for atom in question.atoms)

    def decide_chained(self, read: Reader) -> Decision:
        """Tell the atoms of this step to the running session, and decide by what fires."""
        return self._decision(self._tell(self._pattern(read)), read)

    def decide_by_pattern(self, read: Reader) -> Decision:
        """The same, asking the network only for a pattern of atoms that it has not seen."""
        return self._decision(self.codes_of(self._pattern(read)), read)

    def codes_of(self, pattern: tuple[int, ...]) -> tuple[int, ...]:
        """For each case whether it holds (1), might hold (0) or does not (-1) under a pattern of
        atoms, each 1, 0 or -1 alike. Each distinct pattern is told in a session of its own."""
        codes = self._seen.get(pattern)
        if codes is None:
            self._network.forget()
            codes = self._seen[pattern] = self._tell(pattern)
            self._network.forget()
        return codes

    def _pattern(self, read: Reader) -> tuple[int, ...]:
        return tuple([code_of(atom(read)) for atom in self._atoms])

    def _tell(self, pattern: tuple[int, ...]) -> tuple[int, ...]:
        codes = [_NOT] * len(self._rules.step.cases)
        at = 0
        for question, first in self._asked:
            atoms = pattern[at : at + len(question.atoms)]
            at += len(atoms)
            fired = self._network.tell(question.template % (int(0 in atoms), *atoms))
            for rule in fired:
                case, sure = question.of[rule - first]
                codes[case] = max(codes[case], _SURE if sure else _MIGHT)
        return tuple(codes)

    def _decision(self, codes: tuple[int, ...], read: Reader) -> Decision:
        decision = self._decided.get(codes)
        if decision is None:
            # what might hold is unknown for a reason, which only its guards can tell
            truths: list[Value] = [
                self._rules.truth(case, read) if code == _MIGHT else code == _SURE
                for case, code in enumerate(codes)
            ]
            decision = self._rules.decide(truths)
            if _MIGHT not in codes:
                self._decided[codes] = decision
        return decision


class Deciders:
    """The deciders of the guarded steps of a chain, and their networks. Use as a context."""

    def __init__(self, steps: Sequence[ReadyRules]) -> None:
        self.by_step: dict[str, Decider] = {}
        self._networks: list[Network] = []
        self._stack = ExitStack()
        gathered: list[tuple[ReadyRules, list[Question]]] = []
        tag = size = 0
        for rules in steps:
            if not is_guarded(rules.step):
                continue
            questions = questions_of(rules.step, tag)
            further = sum(len(question.rules) for question in questions)
            if gathered and size + further > RULES_OF_A_NETWORK:
                self._build(gathered)
                gathered, tag, size = [], 0, 0
                questions = questions_of(rules.step, 0)
            gathered.append((rules, questions))
            tag += len(questions)
            size += further
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

    def _build(self, gathered: Sequence[tuple[ReadyRules, list[Question]]]) -> None:
        every: list[NetworkRule] = []
        placed: list[tuple[ReadyRules, list[tuple[Question, int]]]] = []
        for rules, questions in gathered:
            asked = []
            for question in questions:
                asked.append((question, len(every)))
                every.extend(question.rules)
            placed.append((rules, asked))
        network = self._stack.enter_context(Network(every))
        self._networks.append(network)
        for rules, asked in placed:
            self.by_step[rules.step.head.name] = Decider(rules, network, asked)
