"""jiangzhi list: the runs below a folder, by year and county."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import say
from jiangzhi.cli.options import AS_JSON, CHOICE_OF_RUNS, OUT

if TYPE_CHECKING:
    from jiangzhi.batch.shelf import Shelved


@click.command("list", help="列出已有的运行:名字、年度、阶段、县区、办法、合计、是否待定")
@OUT
@CHOICE_OF_RUNS
@AS_JSON
def list(  # noqa: A001
    *, out: Path, county: str, year: int | None, stage: str | None, policy: str, as_json: bool
) -> None:
    """Runs that cannot be read are left out; ``verify`` says what is wrong with one."""
    from jiangzhi.batch.shelf import chosen, shelf
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.tables.plain import print_table

    found = chosen(shelf(out), county=county, year=year, stage=stage, policy=policy)
    found.sort(key=lambda one: (one.about.year or 0, one.about.county, one.written))
    if as_json:
        print_json({"runs": [run_data(one) for one in found]})
        return
    if not found:
        click.echo(say(f"{out} 里没有这样的运行", f"{out} holds no such run"))
        return
    heads = (
        say("运行", "run"), say("年度", "year"), say("阶段", "stage"), say("县区", "county"),
        say("办法", "policy"), say("名称", "title"), say("情况", "state"),
    )  # fmt: skip
    print_table(heads, [_row(one) for one in found])


def _row(one: Shelved) -> tuple[str, ...]:
    from jiangzhi.batch.shelf import is_kept

    about = one.about
    words = [say("待定", "open")] if one.is_provisional else []
    warned = sum(1 for _ in one.warnings())
    words += [say(f"提示 {warned}", f"warnings {warned}")] if warned else []
    words += [say("保留", "kept")] if is_kept(one.folder) else []
    words += [] if one.is_whole else [say("缺文件", "incomplete")]
    return (
        one.name,
        str(about.year or ""),
        about.stage.value if about.stage is not None else "",
        about.county,
        str(one.data["policy"]["title"]),
        about.title,
        " ".join(words),
    )


def run_data(one: Shelved) -> dict[str, Any]:
    """A run for programs."""
    from jiangzhi.record.about import about_data

    return {
        "run": one.name,
        "folder": str(one.folder),
        "about": about_data(one.about),
        "policy": dict(one.data["policy"]),
        "engine": one.data["engine"],
        "seal": one.seal,
        "prior": one.data.get("prior"),
        "provisional": one.is_provisional,
        "totals": dict(one.totals),
    }
