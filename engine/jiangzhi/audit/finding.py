"""What verification finds: an alteration, where exactly, and what merely follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from jiangzhi.audit.claims import Claim, Verdict, weakest
from jiangzhi.diagnostic import Because, CellPlace, Diagnostic, Severity, errors_among
from jiangzhi.record.sign_offs.state import SignState
from jiangzhi.record.trace.plain import diagnostic_data
from jiangzhi.words import Words

#: So many places of an alteration, and so many consequences, are told under it.
_TOLD_PLACES: Final = 20
_TOLD_CONSEQUENCES: Final = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One alteration. ``details`` are its places, ``consequences`` what differs only because
    of it; every alteration that does not follow from another is a finding of its own."""

    diagnostic: Diagnostic
    details: tuple[Diagnostic, ...] = ()
    consequences: tuple[Diagnostic, ...] = ()

    def told(self) -> Diagnostic:
        """The diagnostic with its places and consequences beside it, long lists cut short."""
        because = [
            *_captions(self.details, "改动处", "altered", _TOLD_PLACES),
            *_captions(self.consequences, "因此", "therefore", _TOLD_CONSEQUENCES),
        ]
        return replace(self.diagnostic, because=(*self.diagnostic.because, *because))

    def data(self) -> Mapping[str, Any]:
        """The finding for machines, nothing cut short."""
        return {
            **diagnostic_data(self.diagnostic),
            "details": [diagnostic_data(one) for one in self.details],
            "consequences": [diagnostic_data(one) for one in self.consequences],
        }


def _captions(found: Sequence[Diagnostic], zh: str, en: str, most: int) -> list[Because]:
    because = [
        Because(
            Words(
                f"{zh} {one.message('zh').rstrip('。')}", f"{en} {one.message('en').rstrip('.')}"
            ),
            one.place if isinstance(one.place, CellPlace) else None,
        )
        for one in found[:most]
    ]
    more = len(found) - most
    if more > 0:
        because.append(Because(Words(f"{zh} 还有 {more} 处", f"{en} at {more} more places")))
    return because


@dataclass(frozen=True, slots=True)
class Verified:
    """A run recomputed. ``seal`` stands for all that went in and came out, ``signer`` is the
    public key (hex) whose signature holds, ``originals`` the files that were compared and are
    those of the run; ``None`` and none where that was not established. ``claims`` say of each
    thing how far it was established, ``state`` how far the run was signed off."""

    findings: tuple[Finding, ...]
    seal: str | None = None
    signer: str | None = None
    originals: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    state: SignState | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, each alteration with its places and consequences beside it."""
        return tuple(one.told() for one in self.findings)

    @property
    def agrees(self) -> bool:
        """Whether nothing was found altered."""
        return self.headline is not Verdict.DIFFERS

    @property
    def is_complete(self) -> bool:
        """Whether there was nothing that could not be checked."""
        return all(claim.verdict is not Verdict.NOT_CHECKED for claim in self.claims)

    @property
    def headline(self) -> Verdict:
        """One word for all, no stronger than the weakest claim."""
        if errors_among([one.diagnostic for one in self.findings]):
            return Verdict.DIFFERS
        return weakest(claim.verdict for claim in self.claims)


def findings_of(found: Sequence[Diagnostic]) -> list[Finding]:
    """Diagnostics that stand for themselves."""
    return [Finding(one) for one in found]


def worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings before notes, else in the order found."""
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    return tuple(sorted(findings, key=lambda one: order.index(one.diagnostic.severity)))
