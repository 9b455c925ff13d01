"""jiangzhi sign: one more pair of eyes, bound to exactly this run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jiangzhi.cli import exits
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import ROSTER, Day
from jiangzhi.cli.run_argument import RUN


@click.command("sign")
@click.argument("run", type=RUN)
@click.option("--as", "role", required=True, metavar="角色", help="以哪个角色签,如 复核")
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path),
    metavar="私钥",
    help="签批人的私钥(PEM)",
)
@click.option("--note", default="", metavar="文字", help="写进签批的话:文号、会议、意见")
@click.option("--day", type=Day(), metavar="日期", help="签批的日期,不写就是今天")
@ROSTER
def sign(
    run: Path, *, role: str, key: Path, note: str, day: date | None, roster: Path | None
) -> int:
    """签批一次运行:先核对,再把角色、人、日期、意见和这次运行的印记一起签名。

    谁能以哪个角色签,写在工作目录的 签批.yaml 里;须由不同的人签的,同一个人签不了第二次。
    """
    from jiangzhi import flow
    from jiangzhi.audit.known import Known
    from jiangzhi.cli.password import ask_password
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.record.keys import key_problems, open_signer
    from jiangzhi.record.sign_offs.roster import named_roster
    from jiangzhi.record.sign_offs.sign import sign_off
    from jiangzhi.record.sign_offs.state import sign_state

    names = named_roster(run, roster)
    signer = open_signer(key, password=ask_password)
    found = flow.verify(run, known=Known(roster=names))
    report_problems([*found.diagnostics, *key_problems(key)], current_language())
    if not found.agrees:
        click.echo(say("这次运行核对不符,没有签", "the run does not verify; not signed"))
        return exits.REFUSED
    today = date.today() if day is None else day  # noqa: DTZ011
    path = sign_off(run, role=role, signer=signer, roster=names, day=today, note=note)
    state = sign_state(run, roster=names)
    click.echo(say(f"已签: {path}", f"signed: {path}"))
    click.echo(say(f"状态: {state.words}", f"state: {state.words}"))
    if state.wanted:
        lacking = "、".join(state.wanted)
        click.echo(say(f"还缺: {lacking}", f"still wanted: {lacking}"))
    return exits.DONE
