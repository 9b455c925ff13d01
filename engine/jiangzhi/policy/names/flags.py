"""The words for yes and no in the cells of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FLAG_WORDS: Final[Mapping[str, bool]] = {
    "是": True, "√": True, "✓": True, "有": True, "1": True, "true": True, "yes": True,
    "否": False, "×": False, "无": False, "0": False, "false": False, "no": False,
}  # fmt: skip
