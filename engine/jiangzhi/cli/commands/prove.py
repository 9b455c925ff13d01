"""jiangzhi prove: what holds of a policy for all inputs, and the towns that refute the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jiangzhi.cli import exits
from jiangzhi.cli.json_output import print_json, refusals_as_json
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import AS_JSON, AS_OF


@click.command(help="对所有可能的数据证明办法的性质和保证;不成立的给出反例镇街")
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@click.argument("quantity", metavar="[数量]", required=False)
@AS_OF
@click.option("--guarantees", is_flag=True, help="只证明办法里写的保证")
@click.option(
    "--effort", type=click.IntRange(min=1), metavar="倍数", default=1,
    help="每一问多花几倍的工夫,不写就是 1",
)  # fmt: skip
@click.option("--cases", is_flag=True, help="反例写成算例,可以贴进办法")
@AS_JSON
@click.pass_context
def prove(
    ctx: click.Context,
    policy: Path,
    quantity: str | None,
    *,
    as_of: date | None,
    guarantees: bool,
    effort: int,
    cases: bool,
    as_json: bool,
) -> None:
    """Exit 0 where every guarantee of the document is proved, 3 where one is undecided, 1 where
    a town refutes one."""
    with refusals_as_json({"policy": str(policy), "verdicts": []}, wanted=as_json):
        from jiangzhi import flow
        from jiangzhi.prove.model import PROOF_WORDS, Proof
        from jiangzhi.prove.words import case_text, proved_data, verdict_lines

        loaded = flow.load(policy, as_of=as_of, day_of_cases=True)
        found = flow.prove(loaded, about=quantity, guarantees=guarantees, times=effort)
    lang = current_language()
    if as_json:
        print_json(proved_data(loaded.plan, found))
    else:
        for verdict in found.verdicts:
            for line in verdict_lines(loaded.plan, verdict, lang):
                click.echo(line)
            if cases and verdict.witness is not None:
                click.echo(f"\n{case_text(loaded.plan, verdict)}")
        counts = "、".join(f"{PROOF_WORDS[one].of(lang)} {len(found.of(one))}" for one in Proof)
        click.echo(
            say(
                f"{counts}。各项输入都已填、参数按办法所写;多个镇街的合计、名次按“任何值”推断",
                f"{counts}. All inputs filled in, parameters as the document has them; totals and "
                "ranks over several towns taken for any value",
            )
        )
    held = [one.finding for one in found.verdicts if one.guaranteed]
    if Proof.REFUTED in held:
        ctx.exit(exits.REFUSED)
    ctx.exit(exits.PROVISIONAL if Proof.UNDECIDED in held else exits.DONE)
