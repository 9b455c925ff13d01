"""JSON on standard output: UTF-8, one object, also where a command is refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from jiangzhi.cli import exits
from jiangzhi.diagnostic import Refused


def print_json(data: Mapping[str, Any]) -> None:
    """Print an object. Keys keep their order."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")


@contextmanager
def refusals_as_json(rest: Mapping[str, Any], *, wanted: bool) -> Iterator[None]:
    """Where JSON is wanted, a refusal inside prints ``rest`` with its diagnostics, and exits."""
    try:
        yield
    except Refused as refused:
        if not wanted:
            raise
        from jiangzhi.record.trace.plain import diagnostic_data

        found = [diagnostic_data(diagnostic) for diagnostic in refused.diagnostics]
        print_json({**rest, "diagnostics": found})
        click.get_current_context().exit(exits.REFUSED)
