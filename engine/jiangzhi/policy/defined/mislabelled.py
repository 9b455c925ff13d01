"""Tables that are cases by all but their first cell: ``| 例子: 一 | 收入 | = 奖励 |``."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.policy import problems
from jiangzhi.policy.defined.decision import Shape
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Statement
from jiangzhi.policy.written.tables import ReadTable


def without_cases(
    tables: Sequence[tuple[ReadTable, Shape]], statements: Sequence[Statement], scope: Scope
) -> list[tuple[ReadTable, Shape]]:
    """The tables without those whose results all have formulas elsewhere, which are reported."""
    stated = {target.name.text for s in statements if s.formula for target in s.targets}
    kept = []
    for read, shape in tables:
        results = [name for name, _ in shape.results]
        titled = read.subject is not None and not _is_known(read.subject.text, scope, stated)
        title = "" if read.subject is None else read.subject.text
        if results and titled and all(name.text in stated for name in results):
            place = read.table.header[0].place
            scope.found.append(
                problems.TABLE_IS_A_CASE.at(
                    place, name=read.name.text, title=title, result=results[0].text
                )
            )
        else:
            kept.append((read, shape))
    return kept


def _is_known(text: str, scope: Scope, stated: set[str]) -> bool:
    return text in scope.inputs or text in scope.defined_at or text in stated
