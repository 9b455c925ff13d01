"""What policy.md says, as plain numbers for those who write it by hand.

Every ``by_NAME.py`` has ``TITLE``; ``EXACT``, whether its arithmetic is; ``MOST_ROWS``, ``None``
but for those too slow for more; and ``prepare``, which takes the data into its own form for so
many threads, compiles what it compiles, and gives two functions: one that computes, which is timed,
and one that turns what it gives into the two columns of shares.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

Data = dict[str, np.ndarray]
#: The award and the support of each town, in 分, in the order of the data.
Shares = tuple[np.ndarray, np.ndarray]
Prepared = tuple[Callable[[], Any], Callable[[Any], Shares]]

#: By class and band, in hundredths.
RATES: Final = ((30, 40, 50), (25, 35, 45), (40, 50, 60))
#: Edges of the bands, in hundredths of the target.
EDGES: Final = (5, 15)
#: From which score on, tenths of the award.
FACTORS: Final = ((60, 8), (80, 10), (90, 11))
#: By class: tenths of the overspending, and at most so many 分.
SUPPORT: Final = (6, 5, 7)
CAPS: Final = (200_000_000, 150_000_000, 300_000_000)
#: Claims are counted in these parts of a 分.
AWARD_SCALE: Final = 100 * 100 * 10
SUPPORT_SCALE: Final = 10

COLUMNS: Final = ("类别", "实际收入", "收入目标", "绩效得分", "一票否决", "超支额")
POOLS: Final = ("奖励资金池", "支持资金池")


def counties_of(data: Data) -> np.ndarray:
    """The county of each town."""
    towns, counties = len(data["实际收入"]), len(data[POOLS[0]])
    return np.repeat(np.arange(counties), towns // counties)


def as_they_are(shares: Shares) -> Shares:
    """For those who give two arrays."""
    return shares
