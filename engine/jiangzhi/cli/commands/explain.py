"""jiangzhi explain: why a town got what it got, why not more, and how far from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import current_language
from jiangzhi.cli.run_argument import RUN
from jiangzhi.words import Words

if TYPE_CHECKING:
    from jiangzhi.explain.asked import Asked


@click.command("explain")
@click.argument("run", type=RUN)
@click.argument("town", metavar="镇街")
@click.argument("quantity", metavar="[数量]", required=False)
@click.option("--why-not", is_flag=True, help="没有适用的规则和表格行:差在哪个条件、差多少")
@click.option("--how-far", is_flag=True, help="各项输入变多少会跨过门槛,跨过后结果是多少")
@click.option("--set", "supposed", multiple=True, metavar="输入=值", help="假设一个数,看结果怎么变")
@click.option("--depth", type=click.IntRange(min=0), help="只讲到第几层")
@click.option("--brief", "as_brief", is_flag=True, help="每个数只讲三句话,可以贴进答复里")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--prov", "as_prov", is_flag=True, help="输出 W3C PROV-JSON(值与格子的来历)")
@click.option("--html", "as_html", is_flag=True, help="输出一个网页")
def explain(
    run: Path,
    town: str,
    quantity: str | None,
    *,
    why_not: bool,
    how_far: bool,
    supposed: tuple[str, ...],
    depth: int | None,
    as_brief: bool,
    as_json: bool,
    as_prov: bool,
    as_html: bool,
) -> None:
    """说明一个镇街的结果怎样得来:条文、条件、算式、格子。

    同名的镇街写成 县区/镇街。不写数量,就说明它的全部公布结果。
    """
    from jiangzhi import flow
    from jiangzhi.cli.json_output import print_json, refusals_as_json

    kinds = {
        "--why-not": why_not,
        "--how-far": how_far,
        "--set": supposed,
        "--prov": as_prov,
        "--brief": as_brief,
    }
    several = [name for name, wanted in {**kinds, "--html": as_html}.items() if wanted]
    if len(several) > 1:
        from jiangzhi.cli.usage import CalledWrongly

        names = " ".join(several)
        raise CalledWrongly(Words(f"{names} 一次用一个", f"{names}: one at a time"))
    with refusals_as_json({"explained": []}, wanted=as_json):
        lang, plain = current_language(), not (why_not or how_far or supposed or as_prov)
        asked = flow.ask(flow.open_run(run), town, quantity, lang=lang, below=plain)
        if as_prov:
            from jiangzhi.explain.prov import prov_data

            outcome, at = asked.context.outcome, asked.at
            print_json(prov_data(outcome, at.row if at.level == outcome.plan.subject else None))
            return
        if supposed:
            data, text = _what_if(asked, supposed)
        elif why_not:
            data, text = _why_not(asked)
        elif how_far:
            data, text = _how_far(asked)
        elif as_brief:
            data, text = _brief(asked)
        else:
            data, text = _why(asked, depth, as_html=as_html)
    if as_json:
        print_json(data)
    else:
        click.echo(text, nl=False)


Told = tuple[dict[str, Any], str]


def _why(asked: Asked, depth: int | None, *, as_html: bool) -> Told:
    from jiangzhi import flow
    from jiangzhi.explain.render.html import derivation_page
    from jiangzhi.explain.render.json import derivation_data
    from jiangzhi.explain.render.text import derivation_text

    derivations, lang = flow.why(asked), asked.context.lang
    data = {"explained": [derivation_data(one) for one in derivations]}
    if as_html:
        return data, derivation_page(derivations, lang=lang)
    return data, derivation_text(*derivations, lang=lang, depth=depth)


def _brief(asked: Asked) -> Told:
    from jiangzhi import flow
    from jiangzhi.explain.brief import brief

    told = {one.title: brief(one, asked.context.lang) for one in flow.why(asked)}
    return {"brief": told}, "".join(f"{text}\n" for text in told.values())


def _why_not(asked: Asked) -> Told:
    from jiangzhi import flow
    from jiangzhi.explain.render.reasons import why_not_data, why_not_text

    found = flow.why_not(asked)
    return why_not_data(found), why_not_text(asked.context, found)


def _how_far(asked: Asked) -> Told:
    from jiangzhi import flow
    from jiangzhi.explain.render.distances import how_far_data, how_far_text

    found = flow.how_far(asked)
    return how_far_data(asked.context, found), how_far_text(asked.context, found)


def _what_if(asked: Asked, supposed: tuple[str, ...]) -> Told:
    from jiangzhi import flow
    from jiangzhi.explain.render.supposed import what_if_data, what_if_text

    found = flow.what_if(asked, supposed)
    names = [name for name, _ in asked.quantities]
    return what_if_data(asked.context, found), what_if_text(asked.context, found, names)
