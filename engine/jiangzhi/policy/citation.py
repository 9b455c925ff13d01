"""What a rule rests on."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.diagnostic import TextPlace


@dataclass(frozen=True, slots=True)
class Citation:
    """What a rule rests on: the article, and the sentence it stands beside."""

    article: int
    sentence: str
    place: TextPlace
