"""The pools of a run on the terminal: what was there, claimed, paid, and is left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from jiangzhi.cli.results_table import Column, places_needed, print_table
from jiangzhi.diagnostic import Language
from jiangzhi.formula.types import Kind
from jiangzhi.money import decimal_text, fen, in_unit
from jiangzhi.plan.model import AllocateStep
from jiangzhi.publish.results import results_data

if TYPE_CHECKING:
    from jiangzhi.evaluate.model import Outcome

_WORDS: Final = {
    "zh": {
        "result": "分配", "of": "资金池属于", "pool": "资金池", "claims": "应得", "paid": "实得",
        "left": "余下", "open": "待定", "weights": "按权", "left out": "放不下的列:{names}",
    },
    "en": {
        "result": "shared out", "of": "pool of", "pool": "pool", "claims": "claimed",
        "paid": "paid", "left": "left", "open": "open", "weights": "by weight",
        "left out": "columns that do not fit: {names}",
    },
}  # fmt: skip


def print_pools(outcome: Outcome, language: Language) -> None:
    """Print a row for each pool that was shared out; nothing where there is none."""
    columns = list(_columns(outcome, language))
    if columns[0].cells:
        print_table(columns, _WORDS[language])


def _columns(outcome: Outcome, language: Language) -> Iterator[Column]:
    words, pools = _WORDS[language], results_data(outcome)["pools"]
    plan = outcome.plan
    weighed = {
        step.head.name
        for step in plan.steps
        if isinstance(step, AllocateStep) and plan.step(step.claim).head.type.kind is not Kind.MONEY
    }
    for name in ("result", "of"):
        cells = tuple(str(pool[name]) for pool in pools)
        yield Column(words[name], cells, "", rank=0, right=False)
    for name in ("pool", "claims", "paid", "left"):
        amounts = [None if pool[name] is None else _in_fen(pool[name]) for pool in pools]
        places = places_needed(amounts, plan.money_unit)
        cells = tuple(
            words["weights"]
            if name == "claims" and pool["result"] in weighed
            else words["open"]
            if amount is None
            else decimal_text(in_unit(amount, plan.money_unit), places=places, group=True)
            for pool, amount in zip(pools, amounts, strict=True)
        )
        yield Column(words[name], cells, "", rank=1)


def _in_fen(yuan: str) -> Fraction:
    return fen(Fraction(yuan), "元")
