"""jiangzhi verify: is a run what it says, down to the last 分?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.run_argument import OUTPUTS, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiangzhi.audit.finding import Verified


@click.command("verify")
@click.argument("run", type=RUN, required=False)
@click.argument(
    "originals", metavar="[ORIGINAL]...", nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)  # fmt: skip
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="公钥", help="签名必须由这把公钥核对成立"
)
@click.option("--ledger", is_flag=True, help="核对台账:有没有改过的、缺的行,记着的运行在不在")
@click.option("--head", metavar="行号-印记", default="", help="别处记下的台账印记,它那一行必须还在")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(
    run: Path | None,
    originals: tuple[Path, ...],
    *,
    key: Path | None,
    ledger: bool,
    head: str,
    as_json: bool,
) -> int:
    """核对一次运行:用存下的办法和输入全部重算,指出改动过的文件、镇街、数量。

    后面可以跟上原来的工作簿和办法,核对它们是不是当时读的那一份,不是的指出格子。
    """
    from jiangzhi import flow
    from jiangzhi.cli import exits
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.record.signature import public_key_of

    if ledger:
        return _verify_ledger(run or OUTPUTS, head, as_json=as_json)
    if run is None:
        raise click.UsageError("RUN(写出要核对的运行 / name the run)")
    signer = None if key is None else public_key_of(key)
    found = flow.verify(run, originals=originals, signer=signer)
    if as_json:
        print_json(
            {
                "run": str(run),
                "agrees": found.agrees,
                "complete": found.is_complete,
                "seal": found.seal,
                "signer": found.signer,
                "originals": list(found.originals),
                "diagnostics": [one.data() for one in found.findings],
            }
        )
    else:
        report_problems(found.diagnostics, current_language())
        for line in _lines(found, known_key=key is not None):
            click.echo(line)
    if not found.agrees:
        return exits.REFUSED
    return exits.DONE if found.is_complete else exits.PROVISIONAL


def _verify_ledger(out: Path, known_head: str, *, as_json: bool) -> int:
    from jiangzhi.batch.ledger_check import check_ledger
    from jiangzhi.cli import exits
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.record.trace.plain import diagnostic_data

    checked = check_ledger(out, known_head=known_head)
    if as_json:
        found = [diagnostic_data(one) for one in checked.found]
        print_json(
            {
                "ledger": str(out), "holds": checked.holds, "rows": checked.rows,
                "head": checked.head, "diagnostics": found,
            }
        )  # fmt: skip
    else:
        report_problems(checked.found, current_language())
        verdict = say("台账不一致", "the ledger does not hold")
        if checked.holds:
            verdict = say(
                f"台账一致,共 {checked.rows} 行,印记 {checked.head}",
                f"the ledger holds, {checked.rows} rows, head {checked.head}",
            )
        click.echo(verdict)
    return exits.DONE if checked.holds else exits.REFUSED


def _lines(found: Verified, *, known_key: bool) -> Iterator[str]:
    """The verdict, and what was and was not established."""
    if not found.agrees:
        yield say("不一致", "something does not agree")
        return
    if found.is_complete:
        yield say("一致", "everything agrees")
    else:
        yield say("能核对的都一致,有的不能核对", "what can be compared agrees; some cannot be")
    yield say(f"印记 {found.seal}", f"seal {found.seal}")
    if found.signer is None:
        signature = say("没有签名", "no signature")
    elif known_key:
        signature = say("签名由所给的公钥核对成立", "signed by the given key")
    else:
        signature = say(
            f"签名成立,是谁的要用 --key 核对(公钥 {found.signer})",
            f"signed; whose it is, --key tells (public key {found.signer})",
        )
    if found.originals:
        names = "、".join(found.originals)
        originals = say(f"与原件相符:{names}", f"as in the originals: {names}")
    else:
        originals = say("没有对照原件", "not compared with the originals")
    yield f"{signature};{originals}"
    if not found.originals and not (found.signer and known_key):
        yield say(
            "只证明文件夹里前后一致;输入本身有没有换过,要对照原来的工作簿或签名",
            "this proves the folder consistent in itself; whether its inputs were exchanged, only "
            "the original workbooks or a signature tell",
        )
