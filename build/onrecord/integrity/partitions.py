"""Tables in parts: a folder for each value of a column, which Spark, DuckDB and Polars leave unread where they may.

The folders are named as Hive does, such as said_month=2026-01. The value stands there and not in the files, unless it
is the month or the year of a date that the files have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from onrecord.arrow_types import arrow_type
from onrecord.releases.container import MOST_BYTES, Container, read

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "parquet-partitioned"
NOTHING = "__HIVE_DEFAULT_PARTITION__"  # what stands in the place of null
PARTS_OF_DATES = {"month": len("2026-01"), "year": len("2026")}  # how much of a date says which


def dates_of(by: str, columns: Sequence[str]) -> tuple[str, int] | None:
    """The column of dates whose month or year `by` is, and how much of them says so; None where it is a column."""
    name, _, part = by.rpartition("_")
    if by in columns or part not in PARTS_OF_DATES:
        return None
    return (f"{name}_earliest" if f"{name}_earliest" in columns else name), PARTS_OF_DATES[part]


def beginning(dates: pa.ChunkedArray, length: int) -> pa.ChunkedArray:
    """The first characters of dates as text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.utf8_slice_codeunits(dates.cast(pa.string()), 0, length)


def whole(
    container: Container, entry: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], key: Sequence[str]
) -> pa.Table:
    """The table that lies in parts, in the order of its key.

    Raises ValueError where a part is not where its rows belong, and what reading a damaged file raises.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    parts = []
    for name in files_of(entry, container.sizes()):
        with ParquetFile(pa.BufferReader(read(container, name, MOST_BYTES))) as file:
            parts.append(_with_value(file.read(), name, entry["by"], fields))
    if not parts:
        raise ValueError("it has no parts")
    return pa.concat_tables(parts).sort_by([(column, "ascending") for column in key])


def files_of(entry: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The files that a table in parts lies in."""
    return [name for name in names if name.startswith(f"{entry['path']}/")]


def _with_value(part: pa.Table, name: str, by: str, fields: Sequence[Mapping[str, Any]]) -> pa.Table:
    """A part with the value that the name of its folder says."""
    import pyarrow as pa
    import pyarrow.compute as pc

    types = {field["name"]: arrow_type(field["onrecordType"]) for field in fields}
    dates = dates_of(by, list(types))
    column, _, written = name.split("/")[-2].partition("=")
    value = None if written == NOTHING else unquote(written)
    if column != by or part.column_names != [name for name in types if dates or name != by]:
        raise ValueError(f"{name} has other columns than the table")
    if dates is None:
        part = part.append_column(by, pa.array([value], pa.string()).cast(types[by]).take(pa.repeat(0, len(part))))
    elif (there := pc.unique(beginning(part[dates[0]], dates[1])).to_pylist()) != [value]:
        raise ValueError(f"{name} has rows of {', '.join(map(str, there))}")
    return part.select(list(types)).replace_schema_metadata()
