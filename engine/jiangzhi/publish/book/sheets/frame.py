"""What stands above and below an announced table: what it is, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from jiangzhi.diagnostic import Severity
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.sheets.context import Context

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

_SIGNATURES: Final = ("编制单位(盖章):", "制表人:", "复核人:", "负责人:", "日期:")
_MOST_WARNINGS: Final = 12


def write_heading(page: Grid, last: int, context: Context) -> None:
    """Title with year and stage; office, number of the paper, day, unit; two rows."""
    styles = context.styles
    page.set_row_pixels(0, 45)
    page.merge_range(0, 0, 0, max(last, 1), clean(title_of(context)), styles.centred_title)
    page.write_string(1, 0, clean("    ".join(_facts(context))), styles.note)
    page.write_string(1, max(last, 1), f"金额单位:{context.announced.name}", styles.right_note)


def title_of(context: Context) -> str:
    """County, year, policy, 分配表 and stage, as far as they are known."""
    about, plan = context.about, context.work.plan
    year = f"{about.year}年度" if about.year is not None else ""
    county = about.county if about.county and about.county not in plan.title else ""
    stage = f"({about.stage.value})" if about.stage is not None else ""
    return f"{county}{year}{plan.title}分配表{stage}"


def _facts(context: Context) -> Iterator[str]:
    about, plan = context.about, context.work.plan
    if about.title:
        yield about.title
    yield f"编制单位:{about.issuer or '＿' * 10}"
    yield f"文号:{about.number or '＿' * 8}"
    if plan.as_of:
        yield f"按 {plan.as_of} 的规定计算"


def write_below(page: Grid, line: int, last: int, context: Context) -> None:
    """What is not settled yet, then room to sign and seal."""
    styles = context.styles
    for words in _unsettled(context):
        page.write_string(line, 0, clean(words), styles.warning)
        line += 1
    line += 1
    page.set_row_pixels(line, 45)
    step = max(1, (last + 1) // len(_SIGNATURES))
    for at, words in enumerate(_SIGNATURES):
        page.write_string(line, min(last, at * step), words, styles.signature)


def _unsettled(context: Context) -> Iterator[str]:
    """Warnings, each with who confirmed it, where anyone did."""
    warnings = [one for one in context.notes if one.severity is Severity.WARNING]
    for one in warnings[:_MOST_WARNINGS]:
        place = f"({one.place})" if one.place is not None else ""
        known = context.about.confirmation(one)
        seen = f"  已确认:{known.words}" if known else ""
        yield f"提示 {one.code} {one.message()}{place}{seen}"
    more = len(warnings) - _MOST_WARNINGS
    if more > 0:
        yield f"另有 {more} 条提示,见“问题清单”"
