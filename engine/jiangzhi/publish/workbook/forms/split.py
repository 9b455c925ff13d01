"""A form that gives the engine's value."""

from __future__ import annotations

from jiangzhi.plan.model import SplitStep
from jiangzhi.publish.workbook.form import Form
from jiangzhi.publish.workbook.workings import Workings


def split(step: SplitStep, work: Workings, *, sheet: str) -> Form:
    """The engine's value."""
    return Form("", step.head.type, clean=True, signed=True)
