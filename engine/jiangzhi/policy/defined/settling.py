"""The order in which names are settled, so that a long chain of rules needs no deep stack."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.policy.names.scope import Scope


def leaves_first(scope: Scope) -> Iterator[str]:
    """Every defined name, after the names that its formulas are seen to read.

    Names on a circle come in some order: settling them reports the circle.
    """
    done: set[str] = set()
    for start in list(scope.defined_at):
        path = [(start, iter(scope.reads.get(start, ())))]
        entered = {start}
        while path:
            name, needs = path[-1]
            need = next(
                (n for n in needs if n in scope.reads and n not in done and n not in entered), None
            )
            if need is not None:
                entered.add(need)
                path.append((need, iter(scope.reads[need])))
                continue
            path.pop()
            if name not in done:
                done.add(name)
                yield name
