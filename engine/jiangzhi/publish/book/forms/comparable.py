"""A column that orders rows as the exact values do, for ranks and the like."""

from __future__ import annotations

from dataclasses import replace

from jiangzhi.plan.model import Head
from jiangzhi.publish.book.forms.compare import nearest
from jiangzhi.publish.book.site import open_site
from jiangzhi.publish.book.workings import Column, Workings


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
    text = nearest(form, site)
    work.add(Column(head, heading, spot, form.type, text, work.values(name)), helper=True)
    work.spots[key] = spot
    work.forms[key] = replace(work.forms[name], clean=True, signed=True)
    work.aliases[key] = name
    return key
