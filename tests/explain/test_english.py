"""In English nothing that the program itself says is Chinese; what it quotes stays."""

import re

from jiangzhi.explain.context import context_of
from jiangzhi.explain.how_far.how_far import how_far
from jiangzhi.explain.locate import Located, locate_quantities
from jiangzhi.explain.render.distances import how_far_text
from jiangzhi.explain.render.reasons import why_not_text
from jiangzhi.explain.render.supposed import what_if_text
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.what_if import what_if
from jiangzhi.explain.why import why
from jiangzhi.explain.why_not import why_not
from jiangzhi.plan.model import RuleStep

CHINESE = re.compile("[\u4e00-\u9fff]+")


def quoted(outcome):
    """Every word of the policy and of the workbook, the longest first."""
    plan, facts = outcome.plan, outcome.facts
    words = {"奖励比例", plan.title, plan.policy_file, *(level.name for level in plan.levels)}
    for article in plan.articles:
        words |= {article.heading.lstrip("# ").strip(), *(one.text for one in article.readings)}
    for step in plan.steps:
        head = step.head
        words |= {head.name.partition("#")[0], head.cite.sentence, *head.type.choices}
        words |= set(re.split(r"[\[\]]", head.name))
        if isinstance(step, RuleStep):
            words.add(step.table)
            words |= {case.source.strip("| ").replace(" |", ",") for case in step.cases}
    for level in facts.levels.values():
        words |= {name for key in level.keys for name in key}
        words |= {text for source in level.sources for text in (source.file, source.sheet)}
        words |= {text for column in level.columns.values() for text in column.raw}
    return sorted((word for word in words if CHINESE.search(word)), key=len, reverse=True)


def rest(outcome, text):
    for word in quoted(outcome):
        text = text.replace(word, "")
    return CHINESE.findall(text)


def every_answer(outcome):
    context = context_of(outcome, "en")
    for level in ("县区", "镇街"):
        for row in range(len(outcome.facts.levels[level].keys)):
            at = Located(level, row)
            asked = "奖励资金池" if level == "县区" else None
            for name, of in locate_quantities(outcome, at, asked):
                yield derivation_text(why(context, name, of), lang="en")
                yield why_not_text(context, {name: why_not(context, name, of)})
                far = how_far(context, name, level=level, row=row)
                yield how_far_text(context, {name: far})
    supposed = what_if(context, ["实际收入=5600万元"], level="镇街", row=0)
    yield what_if_text(context, supposed, ["超收奖励"])


def test_no_word_of_the_program_is_chinese(outcome):
    text = "\n".join(every_answer(outcome))
    assert "wan yuan" in text
    assert rest(outcome, text) == []


def test_nor_where_values_are_missing_or_fail(outcome_with, towns):
    towns[0] = (*towns[0][:3], "", *towns[0][4:])
    towns[4] = (*towns[4][:4], "0", *towns[4][5:])
    outcome = outcome_with(towns=towns)
    text = "\n".join(every_answer(outcome_with(towns=towns)))
    assert "missing" in text
    assert rest(outcome, text) == []
