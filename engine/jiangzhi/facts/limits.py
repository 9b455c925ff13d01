"""How much of a file is read at most. Beyond any of these a file is refused, not cut."""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20
#: A county's books are a few MiB; a file of a million cells is about 20.
FILE_BYTES: Final = 64 * MIB
#: Inside an archive: one member, all members together, and how many there may be.
MEMBER_BYTES: Final = 160 * MIB
ARCHIVE_BYTES: Final = 320 * MIB
MEMBERS: Final = 4000
#: Sheets of real books shrink to a tenth; bombs to a thousandth. Small members may shrink more.
RATIO: Final = 150
RATIO_COUNTS_FROM: Final = MIB
#: Places of a grid, filled or between filled ones.
CELLS: Final = 4_000_000
ROWS: Final = 1_048_576
COLUMNS: Final = 16_384
SHEETS: Final = 300
#: Characters of one cell (Excel's own limit).
TEXT: Final = 32_767
#: Notes or problems of one kind listed one by one for a column; the rest is counted.
NOTES: Final = 500
