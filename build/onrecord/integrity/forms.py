"""Read a table of a release back from each of the forms that it is in."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.spreadsheet import unguarded

RELEASE = "release"  # the column that says, in text files, what a row is from
Fields = Sequence[Mapping[str, Any]]  # of the descriptor


def rows_of_parquet(data: bytes, table: str, fields: Fields) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with ParquetFile(pa.BufferReader(data)) as file:
        for batch in file.iter_batches():
            yield from batch.to_pylist()


def rows_of_jsonl(data: bytes, table: str, fields: Fields) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON Lines, without the column that says what they are from."""
    for line in data.decode("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        row.pop(RELEASE, None)
        yield row


def rows_of_csv(data: bytes, table: str, fields: Fields) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file, typed, without guards and without the column that says what they are from."""
    types = {field["name"]: FROM_TEXT[field["onrecordType"]] for field in fields}
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield {name: read(row[name]) if row[name] else None for name, read in types.items()}


def rows_of_sqlite(data: bytes, table: str, fields: Fields) -> Iterator[dict[str, Any]]:
    """The rows of a table of an SQLite file, typed."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        names = ", ".join('"{}"'.format(field["name"].replace('"', '""')) for field in fields)
        types = [FROM_SQLITE.get(field["onrecordType"]) for field in fields]
        quoted = table.replace('"', '""')
        for values in connection.execute(f'SELECT {names} FROM "{quoted}" ORDER BY rowid'):
            yield {
                field["name"]: read(value) if read and value is not None else value
                for field, read, value in zip(fields, types, values, strict=True)
            }
    finally:
        connection.close()


FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "string": unguarded,
    "list": lambda text: json.loads(unguarded(text)),
    "date": str,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "integer": int,
    "number": float,
}
FROM_SQLITE: dict[str, Callable[[Any], Any]] = {"list": json.loads, "boolean": bool}
ROWS: dict[str, Callable[[bytes, str, Fields], Iterator[dict[str, Any]]]] = {
    "parquet": rows_of_parquet,
    "json": lambda data, table, fields: iter(json.loads(data)),  # as releases before 0.2.0 had it
    "jsonl": rows_of_jsonl,
    "csv": rows_of_csv,
    "sqlite": rows_of_sqlite,
}
