"""jiangzhi verify: is a run what it says, down to the last 分?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import AS_JSON, DAY_EXPECTED, PARAMETERS_EXPECTED, ROSTER
from jiangzhi.cli.run_argument import OUTPUTS, RUN
from jiangzhi.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiangzhi.audit.finding import Verified
    from jiangzhi.record.sign_offs.state import SignState


@click.command("verify")
@click.argument("run", type=RUN, required=False)
@click.argument(
    "originals", metavar="[ORIGINAL]...", nargs=-1, type=click.Path(path_type=Path, exists=True)
)
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="公钥", help="签名必须由这把公钥核对成立"
)
@PARAMETERS_EXPECTED
@DAY_EXPECTED
@ROSTER
@click.option("--ledger", is_flag=True, help="核对台账:有没有改过的、缺的行,记着的运行在不在")
@click.option("--head", metavar="行号-印记", default="", help="别处记下的台账印记,它那一行必须还在")
@AS_JSON
def verify(
    run: Path | None,
    originals: tuple[Path, ...],
    *,
    key: Path | None,
    parameters: Mapping[str, str],
    as_of: date | None,
    roster: Path | None,
    ledger: bool,
    head: str,
    as_json: bool,
) -> int:
    """核对一次运行:用存下的办法和输入全部重算,逐项说明证实到什么程度,指出改动过的地方。

    后面可以跟上原来的工作簿、办法和上年的运行目录,逐格对照。
    """
    from jiangzhi import flow
    from jiangzhi.audit.given import Expected
    from jiangzhi.audit.known import Known
    from jiangzhi.cli import exits
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.record.sign_offs.roster import read_roster
    from jiangzhi.record.signature import public_key_of

    if ledger:
        return _verify_ledger(run or OUTPUTS, head, as_json=as_json)
    if run is None:
        from jiangzhi.cli.usage import CalledWrongly

        raise CalledWrongly(Words("写出要核对的运行:RUN", "RUN: name the run"))
    signer = None if key is None else public_key_of(key)
    expected = Expected(parameters, None if as_of is None else as_of.isoformat())
    known = Known(signer, expected, None if roster is None else read_roster(roster))
    found = flow.verify(run, originals=originals, known=known)
    if as_json:
        print_json(_data(run, found))
    else:
        report_problems(found.diagnostics, current_language())
        for line in _lines(found):
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


def _data(run: Path, found: Verified) -> dict[str, object]:
    return {
        "run": str(run),
        "headline": found.headline.value,
        "agrees": found.agrees,
        "complete": found.is_complete,
        "seal": found.seal,
        "signer": found.signer,
        "state": found.state and found.state.state,
        "wanted": list(found.state.wanted) if found.state else [],
        "originals": list(found.originals),
        "claims": [claim.data() for claim in found.claims],
        "diagnostics": [one.data() for one in found.findings],
    }


def _lines(found: Verified) -> Iterator[str]:
    """What was established, and the seal to compare by eye."""
    from jiangzhi.cli.tables.claims import claim_lines

    yield from claim_lines(found)
    if found.state is not None and (found.state.sign_offs or found.state.roster):
        yield _state(found.state)
    if found.seal is not None:
        yield say(f"印记 {found.seal}", f"seal {found.seal}")


def _state(state: SignState) -> str:
    """How far the run has been signed off, and what is still wanted."""
    wanted = "、".join(state.wanted)
    if not wanted:
        return say(f"签批 {state.words}", f"sign-off {state.words}")
    return say(f"签批 {state.words};还缺 {wanted}", f"sign-off {state.words}; wanted {wanted}")
