"""A run written, and its row in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi import flow
from jiangzhi.batch.ledger import What, append, reconcile
from jiangzhi.batch.shelf import shelved

if TYPE_CHECKING:
    from jiangzhi.evaluate.judge import Computed
    from jiangzhi.events import OnEvent
    from jiangzhi.record.about import About


def publish_recorded(
    computed: Computed,
    out: Path,
    *,
    about: About,
    sign: Path | None = None,
    on_event: OnEvent | None = None,
) -> Path:
    """Write a run below ``out`` and append it to the ledger there; first record what a killed
    program left unrecorded. The folder. Raises ``Refused`` and ``OSError``."""
    if out.is_dir():
        reconcile(out)
    folder = flow.publish(computed, out, sign=sign, about=about, on_event=on_event)
    written = shelved(folder)
    if written is not None:
        append(out, [written], What.WRITTEN)
    return folder
