"""Statements gathered by the quantity they define, resolved when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from jiangzhi.document.model import Article, Text
from jiangzhi.formula.syntax.tree import Apply, Node
from jiangzhi.formula.syntax.walk import names_in
from jiangzhi.formula.types.types import Kind
from jiangzhi.policy import problems
from jiangzhi.policy.defined.allocations import ALLOCATION_FUNCTIONS, resolve_allocation
from jiangzhi.policy.defined.clauses import refuse_clauses
from jiangzhi.policy.defined.decision import Shape, resolve_scale, resolve_table
from jiangzhi.policy.defined.drafts import Draft
from jiangzhi.policy.defined.inputs import is_name
from jiangzhi.policy.defined.parameters import in_force
from jiangzhi.policy.defined.roundings import Unit, fail_if_unit_misfits, read_rounding
from jiangzhi.policy.defined.rules import resolve_rules
from jiangzhi.policy.defined.splits import SPLIT_FUNCTION, resolve_split
from jiangzhi.policy.meaning.prior import PRIOR_FUNCTION
from jiangzhi.policy.meaning.ranking import OPTION_WORDS
from jiangzhi.policy.model import Allocation, Hit, Period, Quantity, SplitPart
from jiangzhi.policy.names.constants import parse_into
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.period import read_period
from jiangzhi.policy.written.statements import Clause, ClauseKind, Statement
from jiangzhi.policy.written.tables import ReadTable
from jiangzhi.rounding import Rounding


def declare_statements(
    statements: Sequence[Statement], scope: Scope, articles: Sequence[Article]
) -> None:
    """Claim the names that statements define and leave them pending in the scope."""
    drafts: dict[str, Draft] = {}
    for statement in statements:
        if not statement.formula:
            for target in statement.targets:
                draft = drafts.setdefault(target.name.text, Draft(target.name.text))
                draft.publications.append(statement)
            continue
        node = parse_into(statement.formula, scope.found)
        for target in statement.targets:
            name = target.name.text
            if not is_name(name) or name in OPTION_WORDS:
                scope.found.append(problems.NAME_BAD.at(target.name.place, text=name))
                continue
            draft = drafts.get(name, Draft(name))
            if not draft.claimed:
                if not scope.define(name, target.name.place):
                    continue
                draft.claimed = True
                drafts[name] = draft
            if node is None:
                scope.unknown.add(name)
                continue
            if not _statement_in_force(statement, name, scope):
                draft.dormant = True
                scope.read_on_other_days.update(_names(node))
                continue
            draft.rules.append((statement, target, node))
            scope.reads.setdefault(name, []).extend(_names(node))
    for draft in drafts.values():
        _declare(draft, scope, articles)


def _names(node: Node) -> list[str]:
    if isinstance(node, Apply) and node.function == PRIOR_FUNCTION:
        return []
    if isinstance(node, Apply):
        return [name for arg in node.args for name in _names(arg)]
    return [name.name for name in names_in(node)]


def declare_tables(tables: Sequence[tuple[ReadTable, Shape]], scope: Scope) -> None:
    """Claim the names that rule tables define and leave them pending in the scope."""
    named: dict[str, list[tuple[ReadTable, Shape]]] = {}
    for read, shape in tables:
        named.setdefault(read.name.text, []).append((read, shape))
    for name, alternatives in named.items():
        first = alternatives[0][0]
        if len(alternatives) > 1 and all(shape.period == Period() for _, shape in alternatives):
            scope.define(name, first.name.place)
            scope.define(name, alternatives[1][0].name.place)
            continue
        for target in _defined_names(*alternatives[0]):
            scope.define(target.text, target.place)
        index = in_force(name, [(r.name, s.period) for r, s in alternatives], scope)
        if index is None:
            scope.unknown.add(name)
            continue
        read, shape = alternatives[index]
        pending = _pending_table(read, shape, scope)
        for target in _defined_names(read, shape):
            scope.pending[target.text] = pending
        if len(shape.conditions) == 1 and not shape.classes:
            for target in _defined_names(read, shape):
                scope.keys[target.text] = shape.conditions[0][0].text
        if len(shape.conditions) == 1 and (shape.classes or len(shape.results) == 1):
            scope.scales.setdefault(read.name.text, None)


def _defined_names(read: ReadTable, shape: Shape) -> list[Text]:
    return [name for name, _ in shape.results] or [read.name]


def _pending_table(read: ReadTable, shape: Shape, scope: Scope) -> Callable[[], None]:
    def resolve() -> None:
        if shape.classes:
            scope.scales[read.name.text] = resolve_scale(read, shape, scope)
            return
        if any(name.text in scope.quantities for name, _ in shape.results):
            return
        quantities = resolve_table(read, shape, scope)
        for name, _ in shape.results:
            scope.quantities[name.text] = None if quantities is None else quantities[name.text]
        if quantities is not None and read.name.text in scope.scales:
            scope.scales[read.name.text] = resolve_scale(read, shape, scope)

    return resolve


def _statement_in_force(statement: Statement, name: str, scope: Scope) -> bool:
    clauses = statement.all_of(ClauseKind.IN_FORCE)
    if not clauses:
        return True
    period = read_period(clauses[0].pieces[0], scope.found)
    if scope.as_of is None:
        scope.found.append(problems.AS_OF_NEEDED.at(clauses[0].place, name=name))
        return False
    return period.holds(scope.as_of)


def _declare(draft: Draft, scope: Scope, articles: Sequence[Article]) -> None:
    if draft.rules:
        defining = None
    else:
        defining = scope.pending.get(draft.name)
        if draft.dormant and scope.as_of is None:
            # That a day is needed has been said where the period stands.
            scope.unknown.add(draft.name)
        elif draft.dormant:
            scope.dormant.add(draft.name)
        if draft.dormant or draft.name in scope.unknown:
            return
        if defining is None:
            _refuse_publication(draft, scope)
            return

    if draft.name in scope.by_class or draft.name in scope.single_parameters:
        _refuse_publication(draft, scope)
        return

    def resolve() -> None:
        if defining is not None:
            defining()
            quantity = scope.quantities.get(draft.name)
        else:
            quantity = _define(draft, scope, articles)
        if quantity is not None:
            quantity = _publish(quantity, draft, scope, articles)
        scope.quantities[draft.name] = quantity

    scope.pending[draft.name] = resolve


def _refuse_publication(draft: Draft, scope: Scope) -> None:
    """A bare 结果 of what is read or stated, or of a name that nothing has."""
    name, place = draft.name, draft.publications[0].targets[0].name.place
    what = {True: ("输入", "an input")}.get(name in scope.inputs)
    if name in scope.by_class or name in scope.single_parameters:
        what = "参数", "a parameter"
    elif name in scope.levels:
        what = "层的名字", "the name of a level"
    if what is None:
        scope.look_up(name, place)
        return
    scope.found.append(
        problems.RESULT_NOT_COMPUTED.at(place, name=name, what=what[0], what_en=what[1])
    )


def _define(draft: Draft, scope: Scope, articles: Sequence[Article]) -> Quantity | None:
    statement, _, node = draft.rules[0]
    function = node.function if isinstance(node, Apply) else ""
    if function in ALLOCATION_FUNCTIONS or function == SPLIT_FUNCTION:
        if len(draft.rules) > 1:
            second = draft.rules[1][1].name.place
            scope.found.append(problems.NAME_TWICE.at(second, name=draft.name))
            return None
        assert isinstance(node, Apply)
        _refuse_hits(statement, scope)
        resolver = resolve_split if function == SPLIT_FUNCTION else resolve_allocation
        return resolver(draft.name, statement, node, scope, articles)
    return resolve_rules(draft, scope)


def _publish(
    quantity: Quantity, draft: Draft, scope: Scope, articles: Sequence[Article]
) -> Quantity | None:
    published = bool(draft.publications) or any(target.published for _, target, _ in draft.rules)
    rounding = quantity.rounding
    own_rounding = isinstance(quantity.definition, Allocation | SplitPart)
    # A bare 结果 only says that and how what is defined elsewhere is shown.
    allowed = () if own_rounding else (ClauseKind.ROUND,)
    for statement in draft.publications:
        refuse_clauses(statement, allowed, scope)
        _refuse_hits(statement, scope)
    statements = [*(s for s, _, _ in draft.rules), *draft.publications]
    if not own_rounding:
        for clause, statement in _clauses(statements, ClauseKind.ROUND):
            read = read_rounding(
                clause.pieces[0], article=statement.cite.article, articles=articles, scope=scope
            )
            if read is None:
                return None
            earlier, rounding = rounding, _fitting(read, quantity, clause, scope)
            if rounding is None:
                return None
            if earlier and (earlier.unit, earlier.mode) != (rounding.unit, rounding.mode):
                scope.found.append(
                    problems.CLAUSE_BAD.at(
                        clause.place, clause="取整",
                        reason=f"“{draft.name}”的另一句写的是{earlier.text}",
                        reason_en=f"another rule of “{draft.name}” says {earlier.text}",
                    )
                )  # fmt: skip
    if published and rounding is None and quantity.type.kind is Kind.MONEY:
        place = scope.defined_at[draft.name]
        scope.found.append(problems.ROUNDING_MISSING.at(place, name=draft.name))
    return replace(quantity, published=published, rounding=rounding)


def _refuse_hits(statement: Statement, scope: Scope) -> None:
    for target in statement.targets:
        if target.hit is not Hit.UNIQUE:
            scope.found.append(
                problems.BRACKET_TOO_MANY.at(target.name.place, text=target.hit.value)
            )


def _fitting(
    read: tuple[Rounding, Unit], quantity: Quantity, clause: Clause, scope: Scope
) -> Rounding | None:
    rounding, unit = read
    text = clause.pieces[0]
    fits = fail_if_unit_misfits(text, unit, quantity.name, quantity.type, scope)
    return rounding if fits else None


def _clauses(statements: Sequence[Statement], kind: ClauseKind) -> list[tuple[Clause, Statement]]:
    return [(clause, s) for s in statements for clause in s.all_of(kind)]
