"""The results of one quantity – its statements, table rows or columns – are of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.diagnostic import Because, TextPlace
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import NUMERIC, Kind, Type
from jiangzhi.formula.typing import typerules
from jiangzhi.policy import problems
from jiangzhi.policy.model import Hit
from jiangzhi.policy.names.as_written import types_as_written
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.names.unify import settled
from jiangzhi.words import Words

#: What several results can be the greatest or least of, or a list of.
_TOGETHER: Final = {
    Hit.GREATEST: frozenset({*(NUMERIC - {Kind.ZERO}), Kind.DATE}),
    Hit.LEAST: frozenset({*(NUMERIC - {Kind.ZERO}), Kind.DATE}),
    Hit.LISTED: frozenset({Kind.TEXT}),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What one statement, row or column gives, and where it says so."""

    value: Expr
    place: TextPlace


def type_of_results(
    where: str | Words, place: TextPlace, results: Sequence[Result], hit: Hit, scope: Scope
) -> Type | None:
    """The type that all results share, ``None`` where a problem was reported: two kinds that
    do not mix, or words, flags and days to be added up."""
    types = types_as_written([result.value for result in results], scope)
    try:
        kind = settled(typerules.unify(types), scope)
    except Mismatch as mismatch:
        at_fault = [results[index] for index in mismatch.args_at_fault]
        scope.found.append(
            problems.TYPES_MISMATCH.at(
                place, where=where, reason=f"几处结果不是同一类,{mismatch.reason}",
                reason_en=f"its results differ: {mismatch.reason_en}",
                because=[
                    Because(
                        Words(
                            f"这里是{typerules.in_chinese(result.value.type)}",
                            f"this is {typerules.in_english(result.value.type)}",
                        ),
                        result.place,
                    )
                    for result in at_fault
                ],
            )
        )  # fmt: skip
        return None
    if hit is Hit.SUM and kind.kind not in NUMERIC:
        scope.found.append(
            problems.NOT_TO_BE_ADDED.at(
                results[0].place, where=where, kind=typerules.in_chinese(kind),
                kind_en=typerules.in_english(kind),
            )
        )  # fmt: skip
        return None
    if hit.collects and hit is not Hit.SUM and kind.kind not in _TOGETHER[hit]:
        fit = [Type(one) for one in Kind if one in _TOGETHER[hit]]
        wanted = Words(
            "、".join(one.kind.value for one in fit), " or ".join(map(typerules.in_english, fit))
        )
        scope.found.append(
            problems.NOT_TO_BE_COLLECTED.at(
                results[0].place, where=where, hit=hit.value, wanted=wanted,
                kind=typerules.in_chinese(kind), kind_en=typerules.in_english(kind),
            )
        )  # fmt: skip
        return None
    return kind
