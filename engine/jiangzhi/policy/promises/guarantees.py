"""保证: what a policy promises, to be checked on every run and proved for all inputs."""

from __future__ import annotations

from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.claims import Holds, Moves, Trend
from jiangzhi.policy.meaning.levels import level_of_nodes
from jiangzhi.policy.names.constants import parse_into
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Remark
from jiangzhi.policy.written.text import cut

_TRENDS: Final = {"不减": Trend.NEVER_FALLS, "不增": Trend.NEVER_RISES}
_ENGLISH: Final = {
    " never falls when ": Trend.NEVER_FALLS, " never rises when ": Trend.NEVER_RISES,
}  # fmt: skip


def read_guarantee(remark: Remark, scope: Scope) -> Holds | Moves | None:
    """A condition, or a trend; ``None`` where a problem was reported."""
    source = " ".join(piece.text for piece in remark.pieces)
    trend = _trend(remark.pieces[0]) if len(remark.pieces) == 1 else None
    if trend is not None:
        result, driver, way = trend
        looked_up = scope.look_up(result.text, result.place)
        if looked_up is None:
            return None
        given = scope.inputs.get(driver.text)
        if given is None or given.type.kind not in NUMERIC or looked_up[0].kind not in NUMERIC:
            return _bad(remark, scope, "“随”后面要是一个数的输入,前面要是数", "numbers needed")
        return Moves(result.text, driver.text, way, source, remark.cite)
    node = parse_into(remark.pieces, scope.found)
    if node is None:
        return None
    level = level_of_nodes([node], scope=scope, subject="保证", place=remark.cite.place)
    if level is None:
        return None
    condition = Context(scope, "保证", level).resolve(node)
    if condition is None:
        return None
    if condition.type.kind is not Kind.FLAG:
        return _bad(remark, scope, f"要是条件,这里是{condition.type}", "a condition is needed")
    return Holds(condition, level, source, remark.cite)


def _trend(text: Text) -> tuple[Text, Text, Trend] | None:
    words = text.text.split()
    if len(words) == 4 and words[1] == "随" and words[3] in _TRENDS:
        at = text.text.index("随")
        end = text.text.rindex(words[3])
        return cut(text, 0, at), cut(text, at + 1, end), _TRENDS[words[3]]
    for phrase, trend in _ENGLISH.items():
        first, found, last = text.text.partition(phrase)
        if found and last.endswith(" rises"):
            return (
                cut(text, 0, len(first)),
                cut(text, len(first) + len(phrase), len(text.text) - len(" rises")),
                trend,
            )
    return None


def _bad(remark: Remark, scope: Scope, reason: str, reason_en: str) -> None:
    scope.found.append(
        problems.GUARANTEE_BAD.at(remark.cite.place, reason=reason, reason_en=reason_en)
    )
