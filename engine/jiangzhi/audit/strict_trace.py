"""A Parquet file taken at its strictest: what it says of its values beside the values themselves,
by which other readers leave out rows without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def read_falsely(path: Path, table: Any) -> Iterator[tuple[str, str]]:
    """Statistics that are not those of the values, indexes and bytes that no value accounts for:
    each in Chinese and in English. ``table`` is what the file's values are."""
    about = pq.read_metadata(path)
    start, chunks = 0, []
    for at in range(about.num_row_groups):
        group = about.row_group(at)
        rows = table.slice(start, group.num_rows)
        start += group.num_rows
        for column in range(group.num_columns):
            chunk = group.column(column)
            name = chunk.path_in_schema
            if chunk.has_column_index or chunk.has_offset_index:
                yield f"列“{name}”的索引", f"the index of column “{name}”"
            leaf = _leaf(rows, name)
            if leaf is None or not _is_true(chunk.statistics, leaf):
                yield f"列“{name}”的统计", f"the statistics of column “{name}”"
            first = chunk.data_page_offset
            if chunk.has_dictionary_page:
                first = min(first, chunk.dictionary_page_offset)
            chunks.append((first, chunk.total_compressed_size))
    end = 4
    for first, size in sorted(chunks):
        if first != end:
            yield "数据之间的字节", "bytes between its data"
        end = first + size
    if path.stat().st_size != end + about.serialized_size + 8:
        yield "数据之后的字节", "bytes behind its data"


def _leaf(rows: Any, name: str) -> Any | None:
    """The values of a column of the file; ``None`` where the table has no such column."""
    parts = name.split(".")
    lengths = [n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in rows.column_names]
    if not lengths:
        return None
    column = rows.column(".".join(parts[: lengths[0]]))
    for part in parts[lengths[0] :]:
        if not pa.types.is_struct(column.type) or column.type.get_field_index(part) < 0:
            return None
        column = pc.struct_field(column, part)
    return column


def _is_true(statistics: Any, values: Any) -> bool:
    if statistics is None:
        return True
    if statistics.has_null_count and statistics.null_count != values.null_count:
        return False
    if statistics.has_distinct_count:
        return False
    if not statistics.has_min_max:
        return True
    known = {one for one in values.to_pylist() if one is not None}
    if not known:
        return False
    if all(isinstance(one, str) for one in known):
        by_bytes = sorted(known, key=lambda one: one.encode())
        return bool((statistics.min, statistics.max) == (by_bytes[0], by_bytes[-1]))
    return bool((statistics.min, statistics.max) == (min(known), max(known)))
