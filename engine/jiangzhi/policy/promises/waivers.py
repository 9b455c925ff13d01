"""豁免: warnings that a document waives, with a reason that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiangzhi.diagnostic import Because, Diagnostic, Severity
from jiangzhi.policy import problems
from jiangzhi.policy.model import Waiver
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.statements import Remark
from jiangzhi.policy.written.text import split_at
from jiangzhi.words import Words


def read_waiver(remark: Remark, scope: Scope) -> Waiver | None:
    """``代码 名称: 理由``; ``None`` where a problem was reported."""
    head, *rest = split_at(remark.pieces[0], ":")
    words = head.text.split()
    reason = " ".join([*(r.text for r in rest), *(p.text for p in remark.pieces[1:])]).strip()
    if len(words) < 2 or not reason:
        scope.found.append(
            problems.WAIVER_BAD.at(
                remark.cite.place, reason="要有代码、名称和理由", reason_en="code, name and reason"
            )
        )
        return None
    return Waiver(words[0], " ".join(words[1:]), reason, remark.cite)


def apply_waivers(found: Sequence[Diagnostic], waivers: Sequence[Waiver]) -> tuple[Diagnostic, ...]:
    """The diagnostics with the waived ones turned into notes that show the reason."""
    used: set[Waiver] = set()
    result: list[Diagnostic] = []
    for diagnostic in found:
        waiver = next(
            (
                w
                for w in waivers
                if w.code == diagnostic.code and w.name == diagnostic.args.get("name")
            ),
            None,
        )
        if waiver is None:
            result.append(diagnostic)
            continue
        used.add(waiver)
        result.append(
            replace(
                diagnostic,
                problem=replace(diagnostic.problem, severity=Severity.NOTE),
                because=(
                    *diagnostic.because,
                    Because(
                        Words(f"已豁免:{waiver.reason}", f"waived: “{waiver.reason}”"),
                        waiver.cite.place,
                    ),
                ),
            )
        )
    for waiver in waivers:
        if waiver not in used:
            result.append(
                problems.WAIVER_UNUSED.at(waiver.cite.place, code=waiver.code, name=waiver.name)
            )
    return tuple(result)
