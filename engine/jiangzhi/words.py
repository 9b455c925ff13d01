"""Words in both languages that the product speaks, as one frozen pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Chinese and in English, with the same places to fill in."""

    zh: str
    en: str

    def of(self, lang: Language) -> str:
        """The wording that the reader understands."""
        return self.zh if lang == "zh" else self.en
