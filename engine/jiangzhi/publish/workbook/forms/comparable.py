"""A column that orders rows as the exact values do, for ranks and the like."""

from __future__ import annotations

from dataclasses import replace

from jiangzhi.plan.model import Head
from jiangzhi.publish.workbook.form import Bind, Form, cell_denominator, cleaned, power_text
from jiangzhi.publish.workbook.site import open_site
from jiangzhi.publish.workbook.workings import Column, Workings


def comparable(name: str, head: Head, work: Workings) -> str:
    """The name of a column as good as a step for comparing: the step itself where its doubles
    are clean, else a helper column with the noise taken away."""
    if work.forms[name].clean:
        return name
    key = f"{name}|clean"
    if key in work.spots:
        return key
    level = work.spots[name].level
    heading = f"{work.title(name)}(去浮点误差)"
    spot = work.place(level, heading, helper=True)
    site = open_site(head, work, level=level, sheet=spot.sheet)
    form = site.read(name)
    text = _quotient(name, work, spot.sheet, head)
    if text is None:
        text = cleaned(form).text
    work.add(Column(head, heading, spot, form.type, text, work.values(name)), helper=True)
    work.spots[key] = spot
    work.forms[key] = replace(work.forms[name], clean=True, signed=True)
    work.aliases[key] = name
    return key


def _quotient(name: str, work: Workings, sheet: str, head: Head) -> str | None:
    """Equal quotients of whole numbers are equal doubles; of amounts in 元 they need not be."""
    if name not in work.quotients:
        return None
    site = open_site(head, work, level=work.spots[name].level, sheet=sheet)
    top, bottom = work.quotients[name](site)
    over, under = _whole(top), _whole(bottom)
    if over is None or under is None:
        return None
    scale = (cell_denominator(bottom) or 1), (cell_denominator(top) or 1)
    if scale[0] == scale[1]:
        return f"{over}/{under}"
    return f"{over}*{power_text(scale[0])}/({under}*{power_text(scale[1])})"


def _whole(form: Form) -> str | None:
    denominator = cell_denominator(form)
    if denominator is None:
        return None
    if denominator == 1 and form.clean:
        return form.atom
    return f"ROUND({form.within(Bind.MULTIPLY)}*{power_text(denominator)},0)"
