"""A rules block, cut into statements with their clauses; formulas are still text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.diagnostic import Diagnostic, TextPlace
from jiangzhi.document.model import Block, Text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Citation, Hit
from jiangzhi.policy.written.continuation import line_refused
from jiangzhi.policy.written.text import cut, plain, split_at, split_bracket


class ClauseKind(Enum):
    """What an indented line says."""

    WHEN = "当"
    OTHERWISE = "否则"
    ROUND = "取整"
    LEVEL = "层级"
    IN_FORCE = "施行"
    REMAINDER = "余额"
    RATIO = "兑付比例"
    CAP = "上限"
    FLOOR = "下限"
    TIER = "次序"


CLAUSE_WORDS: Final[Mapping[str, ClauseKind]] = {
    **{kind.value: kind for kind in ClauseKind},
    "when": ClauseKind.WHEN,
    "otherwise": ClauseKind.OTHERWISE,
    "round": ClauseKind.ROUND,
    "level": ClauseKind.LEVEL,
    "in force": ClauseKind.IN_FORCE,
    "remainder": ClauseKind.REMAINDER,
    "ratio": ClauseKind.RATIO,
    "cap": ClauseKind.CAP,
    "floor": ClauseKind.FLOOR,
    "tier": ClauseKind.TIER,
}
#: Clauses that hold a formula, which may run on over several lines.
FORMULA_CLAUSES: Final = frozenset(
    {
        ClauseKind.WHEN, ClauseKind.OTHERWISE, ClauseKind.CAP, ClauseKind.FLOOR, ClauseKind.TIER,
    }
)  # fmt: skip
RESULT_WORDS: Final = ("结果", "result")
GUARANTEE_WORDS: Final = ("保证", "guarantee")
WAIVER_WORDS: Final = ("豁免", "waive")
HIT_WORDS: Final[Mapping[str, Hit]] = {
    "依次": Hit.FIRST, "first": Hit.FIRST,
    "累加": Hit.SUM, "sum": Hit.SUM,
    "最大": Hit.GREATEST, "max": Hit.GREATEST,
    "最小": Hit.LEAST, "min": Hit.LEAST,
    "列出": Hit.LISTED, "list": Hit.LISTED,
    "唯一": Hit.UNIQUE, "unique": Hit.UNIQUE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, over one line or several."""

    kind: ClauseKind
    pieces: tuple[Text, ...]
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Target:
    """A name on the left of ``=``."""

    name: Text
    published: bool
    hit: Hit


@dataclass(frozen=True, slots=True)
class Statement:
    """``targets = formula`` with clauses; no formula publishes what another defines."""

    targets: tuple[Target, ...]
    formula: tuple[Text, ...]
    clauses: tuple[Clause, ...]
    cite: Citation
    source: str

    def all_of(self, kind: ClauseKind) -> tuple[Clause, ...]:
        """The clauses of a kind, in order."""
        return tuple(clause for clause in self.clauses if clause.kind is kind)


@dataclass(frozen=True, slots=True)
class Remark:
    """A guarantee or waiver: its text after the key word."""

    pieces: tuple[Text, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """What a rules block holds."""

    statements: tuple[Statement, ...]
    guarantees: tuple[Remark, ...]
    waivers: tuple[Remark, ...]


def read_rule_block(block: Block, found: list[Diagnostic]) -> RuleBlock:
    """The statements of a block, with all its problems collected in ``found``."""
    statements: list[Statement] = []
    guarantees: list[Remark] = []
    waivers: list[Remark] = []
    for group in _groups(block, found):
        head = group[0]
        cite = Citation(block.article, block.sentence.text if block.sentence else "", head.place)
        guarantee, waiver = first_word(head, GUARANTEE_WORDS), first_word(head, WAIVER_WORDS)
        if guarantee is not None:
            guarantees.append(Remark((guarantee, *map(_strip, group[1:])), cite))
        elif waiver is not None:
            waivers.append(Remark((waiver, *map(_strip, group[1:])), cite))
        else:
            statement = _read_statement(group, cite, found)
            if statement is not None:
                statements.append(statement)
    return RuleBlock(tuple(statements), tuple(guarantees), tuple(waivers))


def first_word(line: Text, words: tuple[str, ...]) -> Text | None:
    """What follows one of the words (and a colon) at the line's start, ``None`` where none
    stands there."""
    shape = plain(line.text)
    lead = len(shape) - len(shape.lstrip())
    for word in words:
        rest = shape[lead + len(word) :]
        if shape[lead:].startswith(word) and (not rest or rest[0].isspace() or rest[0] == ":"):
            return cut(line, lead + len(word) + (rest[:1] == ":"))
    return None


def _groups(block: Block, found: list[Diagnostic]) -> list[list[Text]]:
    groups: list[list[Text]] = []
    for line in block.lines:
        shape = plain(line.text)
        if not shape.strip() or shape.lstrip().startswith("#"):
            continue
        if not shape[0].isspace():
            groups.append([line])
        elif groups:
            groups[-1].append(line)
        else:
            reason, reason_en = "第一行不能缩进", "the first line must not be indented"
            found.append(
                problems.STATEMENT_BAD.at(_strip(line).place, reason=reason, reason_en=reason_en)
            )
    return groups


def _read_statement(group: list[Text], cite: Citation, found: list[Diagnostic]) -> Statement | None:
    head = group[0]
    slip = _slip(group)
    if slip is not None:
        place, reason, reason_en = slip
        found.append(problems.STATEMENT_BAD.at(place, reason=reason, reason_en=reason_en))
        return None
    at = _equals_sign(plain(head.text))
    formula: list[Text] = []
    if at is None:
        left = head
    else:
        left = cut(head, 0, at)
        right = cut(head, at + 1)
        formula = [right] if right.text else []
    clauses = _read_clauses(group[1:], formula, found)
    targets = tuple(_target(piece, found) for piece in split_at(left, ",、"))
    if at is None and (formula or not all(target.published for target in targets)):
        reason, reason_en = "没有等号", "there is no ="
        found.append(
            problems.STATEMENT_BAD.at(_strip(head).place, reason=reason, reason_en=reason_en)
        )
        return None
    if at is not None and not formula:
        reason, reason_en = "等号右边是空的", "nothing follows the ="
        found.append(
            problems.STATEMENT_BAD.at(_strip(head).place, reason=reason, reason_en=reason_en)
        )
        return None
    source = "\n".join(line.text.rstrip() for line in group)
    return Statement(targets, tuple(formula), tuple(clauses), cite, source)


def _read_clauses(lines: list[Text], formula: list[Text], found: list[Diagnostic]) -> list[Clause]:
    """The clauses of the indented lines; those before the first continue the ``formula``."""
    clauses: list[Clause] = []
    statements = (*RESULT_WORDS, *GUARANTEE_WORDS, *WAIVER_WORDS)
    for line in lines:
        clause = _clause(line)
        if clause is not None:
            clauses.append(clause)
            continue
        last = clauses[-1] if clauses else None
        before = formula if last is None else last.pieces
        # A word alone on its line may have its value on the next.
        full = last is not None and last.kind not in FORMULA_CLAUSES and last.pieces
        word = last.kind.value if last is not None and full else ""
        refused = line_refused(line, before, word, tuple(CLAUSE_WORDS), statements)
        if refused is not None:
            found.append(refused)
        elif last is not None:
            clauses[-1] = Clause(last.kind, (*last.pieces, _strip(line)), last.place)
        else:
            formula.append(_strip(line))
    for clause in clauses:
        if not clause.pieces:
            found.append(
                problems.CLAUSE_BAD.at(
                    clause.place, clause=clause.kind.value, reason="后面是空的",
                    reason_en="nothing follows",
                )
            )  # fmt: skip
    return [clause for clause in clauses if clause.pieces]


def _slip(group: list[Text]) -> tuple[TextPlace, str, str] | None:
    """A common slip of form, with the reason in Chinese and English."""
    head = group[0]
    if _clause(head) is not None:
        word = head.text.split()[0]
        return head.place, f"“{word}”是从句,要缩进写在它所属的句子下面", "indent this clause"
    if plain(head.text).lstrip()[:1].isdecimal() and "." in head.text.split()[0]:
        return head.place, "句前不写编号", "no numbering before a statement"
    for line in group:
        words = plain(line.text).split()
        inline = next((w for w in words[1:] if w in ("当", "否则", "取整")), None)
        if inline is not None and "=" in plain(line.text).split(inline)[0]:
            at = cut(line, line.text.index(inline))
            return (
                at.place,
                f"“{inline}”要另起一行、缩进写",
                "start the clause on a line of its own",
            )
    return None


def _target(piece: Text, found: list[Diagnostic]) -> Target:
    rest = first_word(piece, RESULT_WORDS)
    name, brackets = split_bracket(piece if rest is None else rest)
    hit = Hit.UNIQUE
    for number, bracket in enumerate(brackets):
        if bracket.text in HIT_WORDS and not number:
            hit = HIT_WORDS[bracket.text]
        else:
            known = "、".join(word for word in HIT_WORDS if not word.isascii())
            reason = f"括号里的“{bracket.text}”不认识,可写 {known}"
            found.append(
                problems.STATEMENT_BAD.at(
                    bracket.place, reason=reason, reason_en=f"one of these may stand here: {known}"
                )
            )
    return Target(name, rest is not None, hit)


def _clause(line: Text) -> Clause | None:
    for word, kind in CLAUSE_WORDS.items():
        rest = first_word(line, (word,))
        if rest is not None:
            return Clause(kind, (rest,) if rest.text else (), _strip(line).place)
    return None


def _equals_sign(shape: str) -> int | None:
    index = shape.find("=")
    return None if index < 0 else index


def _strip(line: Text) -> Text:
    return cut(line, 0)
