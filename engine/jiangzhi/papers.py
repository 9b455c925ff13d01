"""What is written for people to read, from what ``flow`` hands on: the back of the one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.words import Language

if TYPE_CHECKING:
    from jiangzhi.explain.compare.comparison import Comparison
    from jiangzhi.plan.load import Loaded
    from jiangzhi.record.open_run import Run


def template(loaded: Loaded, out: Path) -> None:
    """Write the blank workbook that fits a policy. Raises ``Refused`` and ``OSError``."""
    from jiangzhi.facts.write.template import write_template

    write_template(loaded.policy, out)


def annotate(
    workbooks: Sequence[Path], found: Sequence[Diagnostic], out: Path, *, lang: Language = "zh"
) -> None:
    """Write a copy of a workbook with what was found at its cells. Raises ``Refused``."""
    from jiangzhi.facts.write.annotate import annotate_copy

    annotate_copy(workbooks, found, out, language=lang)


def report(of: Run, out: Path, *, lang: Language = "zh") -> None:
    """Write the report page of a run again."""
    from jiangzhi.publish.report.write import write_report
    from jiangzhi.record.open_run import sealed_manifest
    from jiangzhi.record.sign_offs.state import sign_state
    from jiangzhi.record.trace.plain import diagnostic_from

    notes = [diagnostic_from(one) for one in of.data["results"]["diagnostics"]]
    write_report(
        of.outcome, out, manifest=sealed_manifest(of.data), notes=notes, lang=lang,
        state=sign_state(of.folder).words,
    )  # fmt: skip


def settle(comparison: Comparison, out: Path) -> None:
    """Write a comparison as a settlement workbook with live sums."""
    from jiangzhi.publish.settlement.book import heading_of, write_settlement

    heading = heading_of(comparison.before, comparison.after, comparison.warnings)
    write_settlement(comparison.differences, out, heading)


def regulation(loaded: Loaded, *, page: bool = False) -> str:
    """The document as people read it, with its worked cases as computed: Markdown, or a page."""
    from jiangzhi.evaluate.judge import run_cases
    from jiangzhi.publish.regulation import regulation_html, regulation_markdown

    written = regulation_html if page else regulation_markdown
    return written(loaded.document, loaded.policy, run_cases(loaded))
