"""What a verification established: the headline, and one line for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jiangzhi.audit.claims import Claim, Verdict
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.tables.width import padded, printable, width

if TYPE_CHECKING:
    from jiangzhi.audit.finding import Verified


def claim_lines(found: Verified) -> Iterator[str]:
    """The headline, no stronger than the weakest claim, and the claims below it."""
    yield _headline(found)
    lang = current_language()
    labels = [printable(_label(claim)) for claim in found.claims]
    verdicts = [claim.verdict.words(lang) for claim in found.claims]
    widest = max(map(width, labels), default=0)
    longest = max(map(width, verdicts), default=0)
    for label, verdict, claim in zip(labels, verdicts, found.claims, strict=True):
        why = printable(claim.why(lang))
        line = f"  {padded(label, widest)}  {padded(verdict, longest)}  {why}"
        yield line.rstrip()


def _label(claim: Claim) -> str:
    lang = current_language()
    return f"{claim.run}: {claim.label(lang)}" if claim.run else claim.label(lang)


def _headline(found: Verified) -> str:
    match found.headline:
        case Verdict.DIFFERS:
            return say(
                f"不符{_which(found.claims, Verdict.DIFFERS)}",
                f"differs{_which(found.claims, Verdict.DIFFERS)}",
            )
        case Verdict.NOT_CHECKED:
            which = _which(found.claims, Verdict.NOT_CHECKED)
            return say(
                f"没有查全{which};查过的没有发现不符",
                f"not all was checked{which}; nothing was found to differ in the rest",
            )
        case Verdict.CONSISTENT:
            which = _which(found.claims, Verdict.CONSISTENT)
            return say(
                f"自相一致,但未见原件{which}。前后对得上,不等于没有换过:"
                "要对照原来的办法、工作簿和签名",
                f"consistent in itself, originals not seen{which}. What agrees with itself may "
                "still have been exchanged: compare with the originals or a signature",
            )
        case Verdict.AS_ORIGINAL:
            return say(
                "与原件相符:办法、输入、各步的值和输出都与给出的原件对得上",
                "as the originals: policy, inputs, values and outputs agree with what was given",
            )


def _which(claims: Sequence[Claim], verdict: Verdict) -> str:
    """The things of a verdict; those that are only recomputed from others go without saying,
    unless something speaks against them or there are no others."""
    found = [one for one in claims if one.verdict is verdict]
    if verdict is not Verdict.DIFFERS:
        found = [one for one in found if one.is_origin] or found
    names = [printable(_label(one)) for one in found]
    return say(":", ": ") + say("、", ", ").join(names) if names else ""
