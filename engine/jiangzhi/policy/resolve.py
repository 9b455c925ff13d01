"""From a document to a policy: every name resolved, every expression typed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jiangzhi.diagnostic import Diagnostic, TextPlace, errors_among, refuse_on_errors
from jiangzhi.document.model import Block, Document, Table
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.policy import problems
from jiangzhi.policy.cases.tables import read_cases
from jiangzhi.policy.checks import check_policy
from jiangzhi.policy.defined.decision import shape_of
from jiangzhi.policy.defined.inputs import read_inputs
from jiangzhi.policy.defined.mislabelled import without_cases
from jiangzhi.policy.defined.parameters import read_parameters
from jiangzhi.policy.defined.quantities import declare_statements, declare_tables
from jiangzhi.policy.defined.settling import leaves_first
from jiangzhi.policy.meaning.expressions import resolve
from jiangzhi.policy.meaning.prior import PRIOR_FUNCTION
from jiangzhi.policy.model import Policy
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.names.subject import subject_level
from jiangzhi.policy.promises.guarantees import read_guarantee
from jiangzhi.policy.promises.waivers import read_waiver
from jiangzhi.policy.written.front import Front, read_front
from jiangzhi.policy.written.period import read_day
from jiangzhi.policy.written.statements import RuleBlock, read_rule_block
from jiangzhi.policy.written.tables import ReadTable, TableKind, read_table

#: A quantity may read its own value of last year; its type settles after a few rounds.
MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """A document cut into its statements and tables."""

    front: Front
    blocks: tuple[RuleBlock, ...]
    tables: tuple[ReadTable, ...]


def resolve_policy(
    document: Document, *, as_of: date | None = None, day_of_cases: bool = False
) -> Policy:
    """The policy as of a day (the front matter's where none is given; with ``day_of_cases``
    that of the first worked case that has one, for checking without a run).

    Raises ``Refused`` with everything that is wrong; warnings stay in ``notes``, waived or not.
    """
    found: list[Diagnostic] = []
    parts = cut_into_parts(document, found)
    day = as_of or parts.front.as_of or (_day_of_cases(parts) if day_of_cases else None)
    if day is not None and not parts.front.period.holds(day):
        place = document.front[next(iter(document.front))].place
        found.append(problems.OUTSIDE_PERIOD.at(place, day=day))
    prior: dict[str, tuple[Type, str]] = {}
    for number in range(MOST_ROUNDS):
        scope = Scope(
            levels={level.name: level for level in parts.front.levels},
            whole=parts.front.levels[0].name,
            as_of=day,
            found=list(found),
            resolver=resolve,
            prior=prior,
            first_round=number == 0 and PRIOR_FUNCTION in document.text,
        )
        policy = _resolve(document, parts, scope)
        actual = {
            name: (quantity.type, quantity.level)
            for name in sorted(scope.prior_used)
            if (quantity := scope.quantities.get(name)) is not None
        }
        if actual == prior and not scope.first_round:
            break
        prior = actual
    refuse_on_errors(_in_order(scope.found))
    assert policy is not None
    return replace(policy, notes=_in_order([*scope.found, *check_policy(policy, document)]))


def cut_into_parts(document: Document, found: list[Diagnostic]) -> Parts:
    """The document cut into its statements and tables."""
    blocks: list[RuleBlock] = []
    tables: list[ReadTable] = []
    for part in document.parts:
        if isinstance(part, Block) and part.kind == "rules":
            blocks.append(read_rule_block(part, found))
        elif isinstance(part, Table):
            read = read_table(part)
            if read is not None:
                tables.append(read)
    return Parts(read_front(document, found), tuple(blocks), tuple(tables))


def _day_of_cases(parts: Parts) -> date | None:
    brackets = (b for t in parts.tables if t.kind is TableKind.CASES for b in t.brackets)
    return next((day for b in brackets if (day := read_day(b.text)) is not None), None)


def _resolve(document: Document, parts: Parts, scope: Scope) -> Policy | None:
    by_kind = {kind: [t for t in parts.tables if t.kind is kind] for kind in TableKind}
    for read in by_kind[TableKind.INPUTS]:
        read_inputs(read, scope)
    read_parameters(by_kind[TableKind.PARAMETERS], scope)
    shaped = [(read, shape_of(read, scope)) for read in by_kind[TableKind.RULES]]
    statements = [s for block in parts.blocks for s in block.statements]
    tables = [(read, shape) for read, shape in shaped if shape is not None]
    declare_tables(without_cases(tables, statements, scope), scope)
    declare_statements(statements, scope, document.articles)
    for name in leaves_first(scope):
        scope.settle(name, None)
    defined = [scope.quantities.get(name) for name in scope.defined_at]
    quantities = tuple(
        sorted((q for q in defined if q is not None), key=lambda q: q.cite.place.line)
    )
    if not any(quantity.published for quantity in quantities):
        if not errors_among(scope.found):
            scope.found.append(problems.NO_RESULT.at(document.articles[0].place))
        return None
    guarantees = [read_guarantee(g, scope) for b in parts.blocks for g in b.guarantees]
    waivers = [read_waiver(w, scope) for b in parts.blocks for w in b.waivers]
    case_tables = [t for t in parts.tables if t.kind in (TableKind.CASES, TableKind.CASE_DETAILS)]
    readable = parts.front.subject is not None or not errors_among(scope.found)
    cases = read_cases(case_tables, scope, parts.front) if readable else []
    class_name = _class_name(parts.front, scope)
    subject = subject_level(parts.front, scope)
    front = parts.front
    return Policy(
        name=front.name, title=front.title, family=front.family, period=front.period,
        as_of=scope.as_of, money_unit=front.money_unit, levels=front.levels, subject=subject,
        class_name=class_name, inputs=tuple(scope.inputs.values()),
        parameters=tuple(scope.parameters.values()),
        scales=tuple(scale for scale in scope.scales.values() if scale is not None),
        quantities=quantities,
        guarantees=tuple(g for g in guarantees if g is not None), cases=tuple(cases),
        waivers=tuple(w for w in waivers if w is not None), articles=document.articles,
        file=document.file, first_year=front.first_year,
        read_on_other_days=frozenset(scope.read_on_other_days),
        sha256=hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
    )  # fmt: skip


def _class_name(front: Front, scope: Scope) -> str | None:
    if front.class_name is None:
        return None
    name = front.class_name.text
    looked_up = scope.look_up(name, front.class_name.place)
    if looked_up is not None and looked_up[0].kind is not Kind.CHOICE:
        scope.found.append(
            problems.FRONT_VALUE_BAD.at(
                front.class_name.place, key="分类", value=name, form="一个选项类型的输入"
            )
        )
        return None
    return name


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    first: dict[tuple[int, int, str, str], Diagnostic] = {}
    for diagnostic in found:
        first.setdefault(_key(diagnostic), diagnostic)
    return tuple(first[key] for key in sorted(first))


def _key(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    place = diagnostic.place
    line, column = (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)
    return line, column, diagnostic.code, diagnostic.message("en")
