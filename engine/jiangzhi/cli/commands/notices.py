"""jiangzhi notices: a notice to each town, as Word documents."""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import say
from jiangzhi.cli.run_argument import OUTPUTS, RUN


@click.command(help="给每个镇街写一份通知书(Word),样子照 GB/T 9704;模板可以改")
@click.argument("run", type=RUN, required=False)
@click.argument("towns", metavar="[镇街]...", nargs=-1)
@click.option(
    "--to", "out", metavar="文件或文件夹", type=click.Path(path_type=Path),
    help="写到哪里;不写就是 通知书/ 下面,用运行的名字",
)  # fmt: skip
@click.option("--each", is_flag=True, help="一个镇街一个文件;不写就都在一个文件里")
@click.option("--advance", metavar="RUN", type=RUN, help="预拨的那次运行;写了就是清算通知")
@click.option(
    "--template", metavar="模板.docx", type=click.Path(path_type=Path), help="用这个 Word 模板"
)
@click.option(
    "--write-template", metavar="模板.docx", type=click.Path(path_type=Path),
    help="写一份模板,在 Word 里改成本单位的样子",
)  # fmt: skip
@click.option("--pdf", is_flag=True, help="另存为 PDF(要有 LibreOffice)")
def notices(
    run: Path | None,
    towns: tuple[str, ...],
    *,
    out: Path | None,
    each: bool,
    advance: Path | None,
    template: Path | None,
    write_template: Path | None,
    pdf: bool,
) -> None:
    """Print the files that were written."""
    from jiangzhi import flow
    from jiangzhi.batch.ledger import head

    if write_template is not None:
        flow.notice_template(write_template)
        click.echo(say(f"模板: {write_template}", f"Template: {write_template}"))
        return
    if run is None:
        raise click.UsageError("RUN(写出运行 / name the run)")
    known = head(run.parent) if run.parent.resolve() == OUTPUTS.resolve() else ""
    opened = flow.open_run(run)
    target = out or Path("通知书") / (run.name if each else f"{run.name}.docx")
    written = flow.notices(
        opened, target, towns=towns, template=template, ledger=known, each=each,
        advance=None if advance is None else flow.open_run(advance),
    )  # fmt: skip
    if pdf:
        written = (*written, *(flow.as_pdf(path) for path in written))
    for path in written:
        click.echo(str(path))
