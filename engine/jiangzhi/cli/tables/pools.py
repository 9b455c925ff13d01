"""The pools of a run on the terminal: what was there, claimed, paid, and is left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from jiangzhi.cli.tables.results import Column, places_needed, print_table
from jiangzhi.explain.context import context_of
from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.explain.value_words import unknown_text
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share
from jiangzhi.words import Language

if TYPE_CHECKING:
    from jiangzhi.evaluate.model import Outcome

_WORDS: Final = {
    "zh": {
        "result": "分配", "of": "资金池属于", "pool": "资金池", "claims": "应得", "paid": "实得",
        "left": "余下", "weights": "按权", "left out": "放不下的列:{names}",
    },
    "en": {
        "result": "shared out", "of": "pool of", "pool": "pool", "claims": "claimed",
        "paid": "paid", "left": "left", "weights": "by weight",
        "left out": "columns that do not fit: {names}",
    },
}  # fmt: skip


def print_pools(outcome: Outcome, language: Language) -> None:
    """Print a row for each pool that was shared out; nothing where there is none."""
    columns = list(_columns(outcome, language))
    if columns[0].cells:
        print_table(columns, _WORDS[language])


def _columns(outcome: Outcome, language: Language) -> Iterator[Column]:
    words, unit = _WORDS[language], outcome.plan.money_unit
    context = context_of(outcome, language)
    pools = [
        (step, "/".join(key), pool_of(context, step, row))
        for step in outcome.plan.steps
        if isinstance(step, AllocateStep)
        for row, key in enumerate(outcome.facts.levels[step.within].keys)
    ]
    yield Column(words["result"], tuple(s.head.name for s, _, _ in pools), "", rank=0, right=False)
    yield Column(words["of"], tuple(of for _, of, _ in pools), "", rank=0, right=False)
    amounts = {
        "pool": [pool.there for _, _, pool in pools],
        "claims": [
            pool.asked if step.share is Share.BY_NEED else words["weights"]
            for step, _, pool in pools
        ],
        "paid": [pool.given for _, _, pool in pools],
        "left": [pool.left for _, _, pool in pools],
    }
    for name, column in amounts.items():
        places = places_needed((v for v in column if isinstance(v, Fraction)), unit)
        cells = tuple(_cell(value, unit, places, language) for value in column)
        yield Column(words[name], cells, "", rank=1)


def _cell(value: Value, unit: str, places: int, language: Language) -> str:
    if isinstance(value, Fraction):
        return decimal_text(in_unit(value, unit), places=places, group=True)
    return unknown_text(value.state, language) if isinstance(value, Unknown) else str(value)
