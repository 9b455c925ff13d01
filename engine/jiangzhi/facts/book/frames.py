"""Parquet files and pandas data frames as grids, with the heading in row 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jiangzhi.facts import limits
from jiangzhi.facts.book.archive import damaged, too_big
from jiangzhi.facts.grid import ErrorCell, Grid, Raw

if TYPE_CHECKING:
    import pandas as pd


def read_parquet(data: bytes, *, file: str, sha256: str) -> list[Grid]:
    """The one table of a Parquet file. Raises ``Refused`` where it is damaged or too large."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        parquet = pq.ParquetFile(pa.BufferReader(data))
        meta = parquet.metadata
        if (meta.num_rows + 1) * max(meta.num_columns, 1) > limits.CELLS:
            raise too_big(file, "格子太多", "too many cells")
        size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
        if size > limits.ARCHIVE_BYTES:
            raise too_big(file, "解开后太大", "too large when unpacked")
        table = parquet.read()
        names, columns = table.column_names, [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise damaged(file, "Parquet 内容读不出", "the Parquet file cannot be read") from error
    return [_grid(names, columns, file=file, sha256=sha256, sheet=PurePath(file).stem)]


def grid_of_frame(frame: pd.DataFrame, *, name: str) -> Grid:
    """A data frame's columns (not its index). ``name`` stands for file and sheet."""
    columns = [frame.iloc[:, index].tolist() for index in range(frame.shape[1])]
    return _grid([str(label) for label in frame.columns], columns, file=name, sha256="", sheet=name)


def _grid(
    names: Sequence[str], columns: Sequence[Sequence[Any]], *, file: str, sha256: str, sheet: str
) -> Grid:
    cells = [[_raw(value) for value in column] for column in columns]
    rows: list[Sequence[Raw]] = [list(names)]
    rows.extend(list(row) for row in zip(*cells, strict=True))
    return Grid(file=file, sha256=sha256, sheet=sheet, rows=rows)


def _raw(value: Any) -> Raw:
    if value is None or isinstance(value, bool | str):
        return value or None if isinstance(value, str) else value
    if isinstance(value, datetime):
        if value != value:  # pandas' NaT  # noqa: PLR0124
            return None
        moment = value.replace(tzinfo=None)
        return moment if moment.time() != datetime.min.time() else moment.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return float(value) if math.isfinite(value) else ErrorCell(str(value))
    if hasattr(value, "item"):
        return _raw(value.item())
    return None if str(value) in ("<NA>", "NaT") else str(value)
