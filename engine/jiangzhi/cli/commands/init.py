"""jiangzhi init: a new workspace with the policies and samples that the program carries."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from jiangzhi.cli.language import say


@click.command(help="新建一个工作目录:rules 放办法,inputs 放工作簿,outputs 放运行结果")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Refuses where the folder already holds one of the three."""
    import shutil
    import tempfile

    from jiangzhi.cli.problems import FOLDER_NOT_EMPTY
    from jiangzhi.cli.workspace import FOLDERS, carried_workspace
    from jiangzhi.diagnostic import FilePlace, refuse_on_errors

    refuse_on_errors(
        FOLDER_NOT_EMPTY.at(FilePlace(str(folder / name)), folder=folder, name=name)
        for name in (*FOLDERS, "outputs")
        if (folder / name).exists()
    )
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    hidden = Path(tempfile.mkdtemp(prefix=".jiangzhi-init-", dir=folder))
    try:
        for name in FOLDERS:
            _copy(carried_workspace() / name, hidden / name)
        (hidden / "outputs").mkdir()
        for name in (*FOLDERS, "outputs"):
            (hidden / name).rename(folder / name)
    except OSError:
        shutil.rmtree(hidden, ignore_errors=True)
        for one in missing:
            with suppress(OSError):
                one.rmdir()
        raise
    hidden.rmdir()
    click.echo(say(f"建好了 {folder},接着可以运行:", f"{folder} is ready. Next:"))
    click.echo(f"  cd {folder}")
    for policy in sorted((folder / "rules").glob("*.md")):
        for workbook in sorted((folder / "inputs").glob(f"{policy.stem}*.xlsx")):
            rule, sample = policy.relative_to(folder), workbook.relative_to(folder)
            click.echo(f"  jiangzhi run {rule} {sample}")


def _copy(source: Path, target: Path) -> None:
    """Copy a folder, without what editors and office programs left in it. Raises ``OSError``."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.name.startswith(("~$", ".")):
            continue
        if path.is_dir():
            _copy(path, target / path.name)
        else:
            (target / path.name).write_bytes(path.read_bytes())
