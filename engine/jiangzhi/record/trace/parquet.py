"""The table of a trace as a Parquet file: what costs least and stays small, by type of column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from jiangzhi.record.trace import names
from jiangzhi.record.trace.digest import SHORT

#: Rows of a row group, and of a page: a page of fewer rows costs more and gains nothing.
_ROWS: Final = 1 << 20
_PAGE: Final = 1 << 24
#: The first Arrow that ends a page after some rows, unless told how many, and is known to write
#: decimals of 64 bits. What an older one writes is the same table, in the same types.
_NEWER: Final = 23
#: Levels of so many rows together share a row group.
_SMALL: Final = 1 << 16


def write_table(table: pa.Table, path: Path) -> None:
    """Write a trace, each large level in row groups of its own.

    Numbers are split into their bytes before they are compressed. Arrow's own schema is left
    out: readers see the types of Parquet only.
    """
    newer = pa.cpp_version_info.major >= _NEWER
    schema = table.schema.remove_metadata()
    if not newer:
        schema = pa.schema([one.with_type(_wide(one.type)) for one in schema])
    leaves = {name: kind for one in table.schema for name, kind in _leaves(one)}
    words = [name for name, kind in leaves.items() if pa.types.is_dictionary(kind)]
    pages = {"max_rows_per_page": _ROWS} if newer else {}
    with pq.ParquetWriter(
        path,
        schema,
        store_schema=False,
        store_decimal_as_integer=True,
        write_page_checksum=True,
        write_statistics=[names.LEVEL],
        use_dictionary=words,
        dictionary_pagesize_limit=_PAGE,
        data_page_size=_PAGE,
        **pages,
        column_encoding={name: "BYTE_STREAM_SPLIT" for name in leaves if _splits(leaves[name])},
        compression={name: _compression(name, kind) for name, kind in leaves.items()},
    ) as writer:
        writer.add_key_value_metadata(table.schema.metadata)
        start = 0
        for rows in _groups([len(chunk) for chunk in table.column(names.LEVEL).chunks]):
            part = table.slice(start, rows).replace_schema_metadata()
            part = part if newer else part.cast(schema)
            writer.write_table(part.unify_dictionaries(), row_group_size=_ROWS)
            start += rows


def read_table(path: Path) -> pa.Table:
    """A written trace as the table that it was, its columns in the same types. Raises
    ``OSError``, ``pyarrow.ArrowException``, ``KeyError`` or ``ValueError`` for another file."""
    about = json.loads((pq.read_schema(path).metadata or {})[names.METADATA])
    table = pq.read_table(path, page_checksum_verification=True, read_dictionary=about["words"])
    short = [
        one.with_type(pa.decimal64(one.type.precision, one.type.scale))
        if pa.types.is_decimal128(one.type) and one.type.precision <= SHORT
        else one
        for one in table.schema
    ]
    return table.cast(pa.schema(short, table.schema.metadata))


def _groups(levels: Sequence[int]) -> Iterator[int]:
    """The rows that are written together: those of a large level, or of small ones."""
    waiting = 0
    for rows in levels:
        if waiting and rows + waiting > _SMALL:
            yield waiting
            waiting = 0
        waiting += rows
    yield waiting


def _leaves(field: Any) -> list[tuple[str, Any]]:
    if pa.types.is_struct(field.type):
        return [(f"{field.name}.{part.name}", part.type) for part in field.type]
    return [(field.name, field.type)]


def _wide(kind: Any) -> Any:
    if pa.types.is_struct(kind):
        return pa.struct([part.with_type(_wide(part.type)) for part in kind])
    return pa.decimal128(kind.precision, kind.scale) if pa.types.is_decimal64(kind) else kind


def _splits(kind: Any) -> bool:
    """What is stored in 32 or 64 bits: not every reader undoes the split of longer numbers."""
    return bool(pa.types.is_integer(kind) or pa.types.is_decimal64(kind))


def _compression(name: str, kind: Any) -> str:
    """Texts as found are digits mostly: taking them together costs twice what writing does."""
    return "none" if name.endswith(names.RAW) and pa.types.is_string(kind) else "lz4"
