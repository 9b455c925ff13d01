"""jiangzhi verify: is a run what it says, down to the last 分?"""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import current_language, say


@click.command("verify")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("workbooks", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="公钥", help="签名必须由这把公钥核对成立"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(run: Path, workbooks: tuple[Path, ...], *, key: Path | None, as_json: bool) -> int:
    """核对一次运行:用存下的办法和输入全部重算,指出改动过的文件、镇街、数量。

    后面可以跟上原来的工作簿,核对它们是不是当时读的那一份。
    """
    from jiangzhi.cli import exits
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.diagnostic import errors_among
    from jiangzhi.explain.store.plain import diagnostic_data
    from jiangzhi.publish.signature import public_key_of
    from jiangzhi.publish.verify import verify_run

    signer = None if key is None else public_key_of(key)
    found = verify_run(run, workbooks=workbooks, signer=signer)
    agrees = not errors_among(found)
    if as_json:
        diagnostics = [diagnostic_data(one) for one in found]
        print_json({"run": str(run), "agrees": agrees, "diagnostics": diagnostics})
    else:
        report_problems(found, current_language())
        if agrees:
            click.echo(say("一致", "everything agrees"))
        else:
            click.echo(say("不一致", "something does not agree"))
    return exits.DONE if agrees else exits.REFUSED
