"""What verification established, one claim for each thing, and no word for all that is stronger
than the weakest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from jiangzhi.diagnostic import Language


class Verdict(Enum):
    """How far a thing was established, the strongest first."""

    AS_ORIGINAL = "as-original"
    CONSISTENT = "consistent"
    NOT_CHECKED = "not-checked"
    DIFFERS = "differs"

    def words(self, lang: Language = "zh") -> str:
        """The verdict in the reader's language."""
        return _WORDS[self][lang == "en"]


_WORDS: Final = {
    Verdict.AS_ORIGINAL: ("与原件相符", "as the original"),
    Verdict.CONSISTENT: ("自相一致但未见原件", "consistent in itself, original not seen"),
    Verdict.NOT_CHECKED: ("没有查", "not checked"),
    Verdict.DIFFERS: ("不符", "differs"),
}
#: The name of the claim that nothing was given by hand.
NOTHING: Final = "没有"
_RANK: Final = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Subject(Enum):
    """What a claim is of."""

    POLICY = "policy"
    INPUT = "input"
    GIVEN = "given"
    PRIOR = "prior"
    VALUES = "values"
    OUTPUT = "output"
    MANIFEST = "manifest"
    FOLDER = "folder"
    SIGNATURE = "signature"
    SIGN_OFF = "sign-off"

    def words(self, lang: Language = "zh") -> str:
        """The kind of thing in the reader's language."""
        return _SUBJECTS[self][lang == "en"]


_SUBJECTS: Final = {
    Subject.POLICY: ("办法", "policy"),
    Subject.INPUT: ("输入", "input"),
    Subject.GIVEN: ("手工给的", "given by hand"),
    Subject.PRIOR: ("上年结果", "last year's run"),
    Subject.VALUES: ("各步的值", "values"),
    Subject.OUTPUT: ("输出", "output"),
    Subject.MANIFEST: ("清单", "manifest"),
    Subject.FOLDER: ("目录", "folder"),
    Subject.SIGNATURE: ("签名", "signature"),
    Subject.SIGN_OFF: ("签批", "sign-off"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing and how far it was established. ``name`` tells it from others of its subject;
    ``zh`` and ``en`` say why no more was; ``run`` is the prior run that it belongs to, nothing
    for the run that was asked about."""

    subject: Subject
    name: str
    verdict: Verdict
    zh: str = ""
    en: str = ""
    run: str = ""

    def label(self, lang: Language = "zh") -> str:
        """The thing in the reader's language."""
        kind = self.subject.words(lang)
        return f"{kind} {self.name}" if self.name else kind

    @property
    def is_origin(self) -> bool:
        """Whether the thing stands for itself; the others are recomputed from those that do."""
        derived = (Subject.VALUES, Subject.OUTPUT, Subject.MANIFEST)
        return self.subject not in derived and self.name != NOTHING

    def why(self, lang: Language = "zh") -> str:
        """Why the verdict is no stronger."""
        return self.en if lang == "en" else self.zh

    def data(self) -> dict[str, Any]:
        """The claim for machines."""
        return {
            "subject": self.subject.value,
            "name": self.name,
            "verdict": self.verdict.value,
            "why": {"zh": self.zh, "en": self.en},
            "run": self.run or None,
        }


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """The weakest of some verdicts; of none, that nothing was checked."""
    return max(verdicts, key=_RANK.__getitem__, default=Verdict.NOT_CHECKED)
