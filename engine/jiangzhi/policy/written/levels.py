"""The levels of a policy: chains from high to low, ``县区 > 镇街 > 月度(明细); 县区 > 季度``."""

from __future__ import annotations

from collections.abc import Mapping

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Level
from jiangzhi.policy.written.text import split_at, split_bracket


def read_levels(given: Mapping[str, Text], found: list[Diagnostic]) -> tuple[Level, ...]:
    """All levels, each behind its parent. A later chain begins with a level that stands
    already, or with one of its own below the whole."""
    whole = given["整体"].text if "整体" in given else "整体"
    levels = {whole: Level(whole, None)}
    if "层级" not in given:
        return (*levels.values(), Level("镇街", whole))
    for number, chain in enumerate(split_at(given["层级"], ";；")):
        _read_chain(chain, whole, levels, found, first=not number)
    return tuple(levels.values())


def _read_chain(
    chain: Text, whole: str, levels: dict[str, Level], found: list[Diagnostic], *, first: bool
) -> None:
    generations = split_at(chain, ">＞")
    parents = [whole]
    if not first and generations[0].text in levels and len(generations) > 1:
        parents = [generations.pop(0).text]
        if levels[parents[0]].detail:
            reason = f"“{parents[0]}”是明细层,下面不能再有层"
            _bad(chain, reason, "no level may stand below a detail level", found)
    for generation in generations:
        names = []
        if len(parents) > 1:
            reason = (
                "有并列的层之下不能再有层;各写各的,用分号隔开,如 "
                "县区 > 镇街 > 镇街月度(明细); 县区 > 县区月度(明细)"
            )
            reason_en = "no level may follow siblings; write one chain for each, apart by ;"
            _bad(chain, reason, reason_en, found)
        for piece in split_at(generation, "、,"):
            level = _read_level(piece, parents[0], found)
            if not level.name or level.name in levels:
                _bad(chain, "名字空缺或重复", "a name is missing or stands twice", found)
                continue
            if levels[parents[0]].detail:
                reason = f"“{parents[0]}”是明细层,下面不能再有层"
                _bad(chain, reason, "no level may stand below a detail level", found)
            levels[level.name] = level
            names.append(level.name)
        parents = names or parents


def _read_level(piece: Text, parent: str, found: list[Diagnostic]) -> Level:
    name, brackets = split_bracket(piece)
    detail = any(b.text in ("明细", "detail") for b in brackets)
    unknown = next((b for b in brackets if b.text not in ("明细", "detail")), None)
    if unknown is not None:
        reason = f"括号里只能写 明细,这里是“{unknown.text}”"
        reason_en = f"only (detail) may stand in brackets, not “{unknown.text}”"
        found.append(
            problems.LEVEL_BAD.at(
                unknown.place, value=piece.text, reason=reason, reason_en=reason_en
            )
        )
    return Level(name.text, parent, detail)


def _bad(chain: Text, reason: str, reason_en: str, found: list[Diagnostic]) -> None:
    found.append(
        problems.LEVEL_BAD.at(chain.place, value=chain.text, reason=reason, reason_en=reason_en)
    )
