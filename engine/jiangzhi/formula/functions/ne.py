"""``a <> b``: not equal; texts are compared without regard to capitals."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.comparing import equality

FUNCTION: Final = equality("ne", equal=False)
