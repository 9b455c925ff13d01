"""The order of steps: what a step needs stands before it, otherwise as in the document."""

from __future__ import annotations

from collections.abc import Mapping

from jiangzhi.plan.model import Step


def in_order(steps: Mapping[str, Step]) -> tuple[Step, ...]:
    """The steps, each after those it needs. A resolved policy has no circles."""
    done: dict[str, Step] = {}
    for name in steps:
        _place(name, steps, done)
    return tuple(done.values())


def _place(name: str, steps: Mapping[str, Step], done: dict[str, Step]) -> None:
    path = [name]
    pending = [iter(steps[name].head.needs)]
    if name in done:
        return
    while path:
        need = next((n for n in pending[-1] if n not in done), None)
        if need is None:
            done[path[-1]] = steps[path[-1]]
            path.pop()
            pending.pop()
        elif need in path:
            raise AssertionError(f"{need} needs itself: the policy stage refuses such documents")
        else:
            path.append(need)
            pending.append(iter(steps[need].head.needs))
