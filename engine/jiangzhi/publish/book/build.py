"""From an outcome to the columns of the book: every step in its spreadsheet form."""

from __future__ import annotations

from dataclasses import replace

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types.types import TEXT
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    MatchStep,
    ParameterStep,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.forms.aggregate import aggregate
from jiangzhi.publish.book.forms.allocate import allocate
from jiangzhi.publish.book.forms.given import landing, parameter
from jiangzhi.publish.book.forms.match import match
from jiangzhi.publish.book.forms.rank import rank
from jiangzhi.publish.book.forms.rules import rules
from jiangzhi.publish.book.forms.split import split
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import defined_name
from jiangzhi.publish.book.parameters import Given, Line, Parameters
from jiangzhi.publish.book.rows import FIRST_ROW, arrange_rows
from jiangzhi.publish.book.titles import titles
from jiangzhi.publish.book.workings import (
    FAILED_NAME,
    MISSING_NAME,
    Column,
    Spot,
    Workings,
)

PARAMETER_SHEET = "参数"
FIXED_SHEETS = ("分配表", "核对", "依据", "问题清单", PARAMETER_SHEET)


def build(outcome: Outcome) -> Workings:
    """All columns and parameters of the book, nothing written yet."""
    plan = outcome.plan
    work = Workings(
        outcome=outcome,
        rows=arrange_rows(plan.levels, outcome.facts),
        whole=plan.levels[0].name,
        parameters=Parameters(PARAMETER_SHEET),
        taken_sheets={name.casefold() for name in FIXED_SHEETS},
        taken_names={MISSING_NAME, FAILED_NAME},
        titles=dict(titles(plan)),
    )
    for step in plan.steps:
        _add(step, work)
    return work


def _add(step: Step, work: Workings) -> None:
    if isinstance(step, InputStep) and step.head.name == step.head.level:
        _add_level_name(step, work)
    elif isinstance(step, ParameterStep):
        _keep(step, parameter(step, work), _parameter_spot(step, work), work)
    else:
        _add_column(step, work)


def _add_level_name(step: InputStep, work: Workings) -> None:
    level = step.head.level
    sheet = work.sheet(level, helper=False)
    letters = column_letters(sheet.first_column - 1)
    spot = Spot(sheet.name, letters, level)
    if level == work.whole:
        row = work.parameters.add(Line("values", level, given=[Given(work.values(level)(0), TEXT)]))
        name = defined_name(level, work.taken_names)
        spot = Spot(work.parameters.sheet, "C", level, name, row)
    _keep(step, Form("", TEXT, clean=True, signed=True), spot, work)


def _parameter_spot(step: ParameterStep, work: Workings) -> Spot:
    row = FIRST_ROW + next(
        index
        for index, line in enumerate(work.parameters.lines)
        if line.label == step.head.name and line.kind == "values"
    )
    name = defined_name(step.head.name, work.taken_names)
    return Spot(work.parameters.sheet, "C", work.whole, name, row)


def _add_column(step: Step, work: Workings) -> None:
    name, level = step.head.name, step.head.level
    helper = not step.head.shown
    source = _source(step, work) if isinstance(step, InputStep | PriorStep) else None
    form, empty = _form(step, work, sheet=work.sheet(level, helper=helper).name, source=source)
    spot = work.place(level, work.title(name), helper=helper)
    column = Column(
        head=step.head,
        heading=work.title(name),
        spot=spot,
        type=step.head.type,
        template=form.text,
        value=work.values(name),
        empty=empty,
        group=_group_of(step),
        array=isinstance(step, MatchStep),
    )
    work.add(column, helper=helper)
    _keep(step, form, spot, work)


def _group_of(step: Step) -> tuple[str, str] | None:
    if isinstance(step, AggregateStep):
        return step.member, step.head.level
    return (step.member, step.within) if isinstance(step, MatchStep) else None


def _source(step: InputStep | PriorStep, work: Workings) -> Spot:
    if step.head.level != work.whole:
        return work.data_spot(step)
    value = work.outcome.facts.levels[work.whole].columns.get(step.head.name)
    given = work.outcome.facts.given.get(step.head.name)
    known = given.value if given else (value.values[0] if value else None)
    row = work.parameters.add(
        Line("values", step.head.name, "整体数据", [Given(known, step.head.type)],
             article=step.head.cite.article)
    )  # fmt: skip
    cell = work.parameters.cell(row, 0)
    return Spot(work.parameters.sheet, "C", work.whole, cell, row)


def _form(step: Step, work: Workings, *, sheet: str, source: Spot | None) -> tuple[Form, str]:
    match step:
        case InputStep() | PriorStep():
            assert source is not None
            return landing(step, work, sheet=sheet, source=source), ""
        case RuleStep():
            return rules(step, work, sheet=sheet), ""
        case AggregateStep():
            return aggregate(step, work, sheet=sheet)
        case MatchStep():
            return match(step, work, sheet=sheet)
        case RankStep():
            return rank(step, work, sheet=sheet), ""
        case AllocateStep():
            return allocate(step, work, sheet=sheet), ""
        case SplitStep():
            return split(step, work, sheet=sheet), ""
        case _:
            raise TypeError(type(step).__name__)


def _keep(step: Step, form: Form, spot: Spot, work: Workings) -> None:
    """Remember where a step stands and what is known of its doubles, for those that read it."""
    name = step.head.name
    proved = work.plan.bounds.get(name, Bounds())
    denominator = form.bounds.denominator or proved.denominator
    work.spots[name] = spot
    work.forms[name] = replace(
        form,
        text="",
        type=step.head.type,
        bounds=Bounds(proved.low, proved.high, denominator),
        seen=work.seen(name),
        ratio=None,
        reads="",
    )
