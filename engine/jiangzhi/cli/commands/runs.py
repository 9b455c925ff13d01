"""jiangzhi runs: remove runs, keep them from being removed, make the ledger anew."""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import say
from jiangzhi.cli.options import OUT
from jiangzhi.words import Words

_ACTIONS = ("rm", "keep", "rebuild")


@click.command("runs")
@click.argument("action", metavar="rm|keep|rebuild", type=click.Choice(_ACTIONS))
@click.argument("names", metavar="[RUN]...", nargs=-1)
@click.option("--off", is_flag=True, help="keep:取消保留")
@OUT
def runs(action: str, names: tuple[str, ...], *, off: bool, out: Path) -> None:
    """管理已有的运行:rm 删除(台账留下记录),keep 标为保留,rebuild 按现有的运行重建台账。

    标为保留的不能删。重建台账会失去对已删除运行的记忆,旧台账另存,不删。
    """
    from jiangzhi.batch.ledger import What, append, rebuild, reconcile
    from jiangzhi.batch.problems import RUN_KEPT
    from jiangzhi.batch.remove import remove_run
    from jiangzhi.batch.shelf import find_run, is_kept, keep, shelved
    from jiangzhi.diagnostic import FilePlace, refuse_on_errors

    if action == "rebuild":
        aside = rebuild(out)
        click.echo(say(f"已重建台账:{out}", f"ledger made anew in {out}"))
        if aside is not None:
            words = say(
                f"旧台账另存为 {aside};只有它记得删除过的运行",
                f"the old one is {aside}; only it knows of removed runs",
            )
            click.echo(words)
        return
    if not names:
        from jiangzhi.cli.usage import CalledWrongly

        raise CalledWrongly(Words("写出要管的运行:RUN", "RUN: name the runs"))
    folders = [find_run(name, out) for name in names]
    if action == "keep":
        for folder in folders:
            keep(folder, kept=not off)
            click.echo(say("取消保留: " if off else "保留: ", "kept: ") + folder.name)
        return
    refuse_on_errors(
        RUN_KEPT.at(FilePlace(str(folder)), name=folder.name)
        for folder in folders
        if is_kept(folder)
    )
    for folder in folders:
        known = shelved(folder)
        if known is not None:
            reconcile(folder.parent)
            append(folder.parent, [known], What.REMOVED)
        remove_run(folder)
        click.echo(say(f"已删除: {folder.name}", f"removed: {folder.name}"))
