"""The progress line: the steps of a run as they begin, on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jiangzhi.events import Event
    from jiangzhi.words import Language


class Progress:
    """One line on standard error, ended whatever happens. Silent where not ``shown``."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown
        self.begun = False
        self.kept: list[str] = []

    def step(self, words: str) -> None:
        """Say which step begins."""
        if self.shown:
            click.echo(f"{' → ' if self.begun else ''}{words}", err=True, nl=False)
            self.begun = True

    def on_event(self, lang: Language) -> Callable[[Event], None]:
        """Hears of what begins, and says it in the reader's language; what was found and kept
        it says below the line."""

        def hear(event: Event) -> None:
            if event.kind == "kept":
                self.kept.append(event.words.of(lang))
            else:
                self.step(event.words.of(lang))

        return hear

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.begun:
            click.echo(err=True)
        for words in self.kept if self.shown else ():
            click.echo(words, err=True)
