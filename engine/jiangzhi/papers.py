"""What is written for people to read, from what ``flow`` hands on: the back of the one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.words import Language

if TYPE_CHECKING:
    import pyarrow as pa

    from jiangzhi.evaluate.judge import Computed
    from jiangzhi.explain.compare.comparison import Comparison
    from jiangzhi.plan.load import Loaded
    from jiangzhi.publish.summary.table import Summed, Trouble
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


def notices(
    of: Run,
    out: Path,
    *,
    towns: Sequence[str] = (),
    advance: Run | None = None,
    template: Path | None = None,
    ledger: str = "",
    each: bool = False,
) -> tuple[Path, ...]:
    """Notices to towns, all where none is named, as .docx: one file ``out``, or with ``each`` a
    file a town in the folder ``out``. ``advance`` is the run that was paid in advance, ``ledger``
    the head to print. Raises ``Refused`` and ``OSError``."""
    from jiangzhi.diagnostic import Refused
    from jiangzhi.explain.compare.compare import compare_runs, of_other_policies
    from jiangzhi.explain.locate import locate_town
    from jiangzhi.publish.notices.letters import letter_data
    from jiangzhi.publish.notices.write import write_notice
    from jiangzhi.record.about import about_from
    from jiangzhi.record.manifest import seal_of
    from jiangzhi.record.sign_offs.state import sign_state

    if advance is not None and (others := of_other_policies(advance.outcome, of.outcome)):
        raise Refused(others)
    settled = () if advance is None else compare_runs(advance.outcome, of.outcome)
    rows = [locate_town(of.outcome, town).row for town in towns] or None
    data = letter_data(
        of.outcome, about_from(of.data.get("about", {})), run=str(of.data["run"]),
        seal=seal_of(of.data), state=sign_state(of.folder).words, ledger=ledger, towns=rows,
        settled=settled,
    )  # fmt: skip
    if not each:
        write_notice(data, out, template)
        return (out,)
    written = []
    for town in data["各镇"]:
        name = "-".join(filter(None, (*town["县区"].split("/"), town["镇街"])))
        written.append(out / f"{name}.docx")
        write_notice({**data, "各镇": [town]}, written[-1], template)
    return tuple(written)


def notice_template(out: Path) -> None:
    """Write the template of notices, for a bureau to change. Raises ``Refused`` where the file
    exists, and ``OSError``."""
    from jiangzhi.facts import problems
    from jiangzhi.publish.notices.default_template import default_template

    if out.exists():
        raise Refused([problems.OUTPUT_IS_INPUT.at(FilePlace(str(out)), file=str(out))])
    out.write_bytes(default_template())


def as_pdf(document: Path) -> Path:
    """A document as PDF beside it, through LibreOffice. Raises ``Refused`` and ``OSError``."""
    from jiangzhi.publish.notices.write import write_pdf

    return write_pdf(document)


def results(of: Computed | Run, *, level: str | None = None, unit: str = "元") -> pa.Table:
    """What is published on a level (the subject where none is named): a row an entity; see
    ``publish.tables.results_table`` for its columns. Raises ``KeyError`` for no such level."""
    from jiangzhi.publish.tables import results_table

    return results_table(of.outcome, level=level, unit=unit)


def summary(runs: Sequence[Summed], troubles: Sequence[Trouble], out: Path) -> tuple[Path, Path]:
    """What the runs of a batch come to: a workbook and a page in the folder ``out``, which holds
    the runs. Each replaces the last one whole. Raises ``OSError``."""
    from jiangzhi.publish.summary.book import write_summary_book
    from jiangzhi.publish.summary.page import write_summary_page

    written = (out / "汇总.xlsx", out / "汇总.html")
    for path, write in zip(written, (write_summary_book, write_summary_page), strict=True):
        half = path.with_name(f".{path.name}.half")
        write(runs, troubles, half)
        half.replace(path)
    return written
