"""The functions over columns, scales, last year's results and pools."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.syntax.special import Special

SPECIALS: Final = (
    Special("COUNT", (1, 1)),
    Special("COUNTIFS", (1, None)),
    Special("SUMIFS", (2, None)),
    Special("AVERAGEIFS", (2, None)),
    Special("MINIFS", (2, None)),
    Special("MAXIFS", (2, None)),
    Special("LARGE", (2, 2)),
    Special("SMALL", (2, 2)),
    Special("RANK", (2, 5)),
    Special("SHARE", (2, None)),
    Special("上年", (1, 2)),
    Special("超额累进", (2, 3)),
    Special("全额累进", (2, 2)),
    Special("按需分配", (2, 2)),
    Special("按权分配", (2, 2)),
    Special("分成", (3, None), parted=True),
)
