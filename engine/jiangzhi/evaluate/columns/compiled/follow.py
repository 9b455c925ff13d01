"""A stage's steps over many blocks, compiled as far as they can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from threading import Lock
from typing import Final

from jiangzhi.evaluate.columns.compiled.program import BY_ROW, Program, traced
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.steps import follow
from jiangzhi.plan.model import Step

#: Blocks that differ in more ways than this from one another are followed plainly.
MOST_VARIANTS: Final = 4


class CompiledSteps:
    """Steps in an order in which those that can be compiled together stand together."""

    def __init__(self, steps: Sequence[Step]) -> None:
        # Steps that need nothing come first: none stands between two that read by row.
        self._steps = sorted(
            steps, key=lambda step: bool(step.head.needs) or isinstance(step, BY_ROW)
        )
        self._programs: defaultdict[int, list[Program]] = defaultdict(list)
        self._plain: set[int] = set()
        self._lock = Lock()

    def follow(self, frame: Frame) -> None:
        """All steps over the frame's rows."""
        at = 0
        while at < len(self._steps):
            at += self._some(at, frame)

    def _some(self, at: int, frame: Frame) -> int:
        """Follow one or more steps from there on, and say how many."""
        step = self._steps[at]
        none = frame.layout.rows[step.head.level] == 0
        if none or at in self._plain or not isinstance(step, BY_ROW):
            frame.results[step.head.name] = follow(step, frame)
            return 1
        for program in tuple(self._programs[at]):
            if program.run(frame):
                return len(program.steps)
        with self._lock:
            made = self._compiled(at, frame)
        if made is not None and made.run(frame):
            return len(made.steps)
        several = max((len(program.steps) for program in self._programs[at]), default=1)
        for one in self._steps[at : at + several]:
            frame.results[one.head.name] = follow(one, frame)
        return several

    def _compiled(self, at: int, frame: Frame) -> Program | None:
        programs = self._programs[at]
        if len(programs) == MOST_VARIANTS:
            return None
        program = traced(self._steps[at:], frame)
        if program is None:
            self._plain.add(at)
        else:
            programs.append(program)
        return program
