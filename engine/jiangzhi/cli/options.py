"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """A day, written 2016-06-30."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails with a usage error where the text is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value}(写成 2016-06-30 / write 2016-06-30)", param, ctx)


AS_OF = click.option("--as-of", metavar="日期", type=Day(), help="按哪一天的规定计算")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
