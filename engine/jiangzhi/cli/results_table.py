"""The results of a run on the terminal: each town, the totals, and the pools."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from jiangzhi.diagnostic import Language
from jiangzhi.explain.shown import unit_text, value_text
from jiangzhi.formula.types import Kind
from jiangzhi.formula.value import State
from jiangzhi.plan.model import Step
from jiangzhi.publish.results import results_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from jiangzhi.evaluate.model import Outcome

#: A longer table is cut here; the workbook holds all of it.
MOST_ROWS: Final = 200
_WORDS: Final = {
    "zh": {
        "total": "合计", "missing": "待定", "failed": "不能算", "pool": "资金池",
        "claims": "应得", "paid": "实得", "left": "余下", "class": "分类",
        "more": "另有 {count} 行,见 allocations.xlsx",
    },
    "en": {
        "total": "total", "missing": "open", "failed": "not computable", "pool": "pool",
        "claims": "claimed", "paid": "paid", "left": "left", "class": "class",
        "more": "{count} more rows in allocations.xlsx",
    },
}  # fmt: skip


def print_results(outcome: Outcome, language: Language) -> None:
    """Print a table for each level that has results, then one of the pools."""
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    plan = outcome.plan
    for level in plan.levels:
        steps = [plan.step(name) for name in plan.results]
        own = [step for step in steps if step.head.level == level.name]
        if own:
            console.print(_level_table(outcome, level.name, own, language))
            more = len(outcome.facts.levels[level.name].keys) - MOST_ROWS
            if more > 0:
                console.print(_WORDS[language]["more"].format(count=more))
    pools = results_data(outcome)["pools"]
    if pools:
        console.print(_pool_table(pools, language))


def example_town(outcome: Outcome) -> str | None:
    """A row of the subject that has the most to explain: the largest first result."""
    plan = outcome.plan
    keys = outcome.facts.levels[plan.subject].keys
    own = [name for name in plan.results if plan.step(name).head.level == plan.subject]
    if not keys or not own or not keys[0]:
        return None
    values = outcome.steps[own[0]].values
    sizes = [value if isinstance(value, Fraction) else Fraction(0) for value in values]
    return "/".join(keys[sizes.index(max(sizes))])


def _level_table(outcome: Outcome, level: str, steps: Sequence[Step], language: Language) -> Table:
    from rich.table import Table

    plan, words = outcome.plan, _WORDS[language]
    facts = outcome.facts.levels[level]
    names = _key_names(outcome, level)
    class_name = plan.class_name
    if class_name is not None and plan.step(class_name).head.level != level:
        class_name = None
    table = Table(show_footer=any(step.head.type.kind is Kind.MONEY for step in steps))
    for index, name in enumerate(names):
        table.add_column(name, footer=words["total"] if index == 0 else "")
    if class_name is not None:
        table.add_column(class_name)
    for step in steps:
        unit = unit_text(step.head.type, plan.money_unit, language).strip()
        heading = f"{step.head.name}({unit})" if unit else step.head.name
        table.add_column(heading, justify="right", footer=_total(outcome, step, language))
    for row, key in enumerate(facts.keys[:MOST_ROWS]):
        cells = [*key] if names and key else [""] * len(names)
        if class_name is not None:
            cells.append(str(outcome.steps[class_name].values[row] or ""))
        table.add_row(*cells, *(_cell(outcome, step, row, language) for step in steps))
    return table


def _key_names(outcome: Outcome, level: str) -> list[str]:
    names: list[str] = []
    at = outcome.plan.level(level)
    while at.parent is not None:
        if not at.detail:
            names.insert(0, at.name)
        at = outcome.plan.level(at.parent)
    return names


def _cell(outcome: Outcome, step: Step, row: int, language: Language) -> str:
    values = outcome.steps[step.head.name]
    state, value = State(values.states[row]), values.values[row]
    if state is not State.KNOWN or value is None:
        return _WORDS[language]["failed" if state.failed else "missing"]
    return value_text(value, step.head.type, outcome.plan.money_unit, language)


def _total(outcome: Outcome, step: Step, language: Language) -> str:
    if step.head.type.kind is not Kind.MONEY:
        return ""
    values = outcome.steps[step.head.name].values
    known = [value for value in values if isinstance(value, Fraction)]
    if len(known) < len(values):
        return _WORDS[language]["missing"]
    total = sum(known, Fraction(0))
    return value_text(total, step.head.type, outcome.plan.money_unit, language)


def _pool_table(pools: Sequence[dict[str, str | None]], language: Language) -> Table:
    from rich.table import Table

    words = _WORDS[language]
    table = Table()
    table.add_column(words["pool"])
    for column in ("pool", "claims", "paid", "left"):
        table.add_column(f"{words[column]}(元)", justify="right")
    for pool in pools:
        name = f"{pool['of']} {pool['result']}".strip()
        cells = [pool[column] for column in ("pool", "claims", "paid", "left")]
        table.add_row(name, *(words["missing"] if cell is None else cell for cell in cells))
    return table
