"""The level whose results a policy announces."""

from __future__ import annotations

from jiangzhi.policy import problems
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.front import Front
from jiangzhi.policy.written.text import nearest


def subject_level(front: Front, scope: Scope) -> str:
    """The level that the front matter names, else the lowest whose entities have names and
    results."""
    if front.subject is not None:
        name = front.subject.text
        if name in scope.levels and not scope.levels[name].detail:
            return name
        scope.found.append(
            problems.LEVEL_UNKNOWN.at(
                front.subject.place,
                name=name,
                known="、".join(n for n, level in scope.levels.items() if not level.detail),
                **nearest(name, scope.levels),
            )
        )
    published = [q for q in scope.quantities.values() if q is not None and q.published]
    named = [q for q in published if not scope.levels[q.level].detail]
    lowest = max(named, key=lambda q: len(scope.chain(q.level)), default=None)
    return scope.whole if lowest is None else lowest.level
