"""奖支: executable incentive policies for townships, exact and explained.

The public face is ``jiangzhi.api``; its names can be taken from here.
"""

from __future__ import annotations

from typing import Any

_NAMES = frozenset(
    {"Loaded", "Refused", "evaluate", "load_policy", "read_frames", "read_workbook", "results"}
)


def __getattr__(name: str) -> Any:
    """A name of the public face, imported when first asked for: the command line needs none."""
    if name in _NAMES:
        from jiangzhi import api

        return getattr(api, name)
    raise AttributeError(f"module 'jiangzhi' has no attribute {name!r}")
