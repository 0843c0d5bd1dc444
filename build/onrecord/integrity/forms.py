"""Read a table of a release back from each of the forms that it is in."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from onrecord.spreadsheet import unguarded
from onrecord.sql_names import quoted

RELEASE = "release"  # the column that says, in text files, what a row is from


class Expected(NamedTuple):
    """A table as descriptor and manifest have it: its name, its fields, how many rows, and what they are from."""

    table: str
    fields: Sequence[Mapping[str, Any]]
    rows: int
    label: str | None = None

    @property
    def columns(self) -> list[str]:
        return [field["name"] for field in self.fields]


def rows_of_parquet(data: bytes, expected: Expected) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with ParquetFile(pa.BufferReader(data)) as file:
        _expect(file.schema_arrow.names, expected.columns)
        if file.metadata.num_rows > expected.rows:
            raise ValueError(f"it has {file.metadata.num_rows} rows and not {expected.rows}")
        for batch in file.iter_batches():
            yield from batch.to_pylist()


def rows_of_json(data: bytes, expected: Expected) -> Iterator[dict[str, Any]]:
    """The rows of a JSON file, as releases before 0.2.0 had them."""
    yield from json.loads(data, object_pairs_hook=_once)


def rows_of_jsonl(data: bytes, expected: Expected) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON Lines, without the column that says what they are from."""
    *lines, rest = data.decode("utf-8").split("\n")
    if rest:
        raise ValueError("its last line has no end")
    for line in lines:
        row = json.loads(line, object_pairs_hook=_once)
        _from(row.pop(RELEASE, None), expected)
        yield row


def rows_of_csv(data: bytes, expected: Expected) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file, typed, without guards and without the column that says what they are from."""
    reads = [FROM_TEXT[field["onrecordType"]] for field in expected.fields]
    names = expected.columns
    limit = csv.field_size_limit(len(data) + 1)  # a quotation may be long, and the file has been measured
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        _expect(next(lines, []), [*names, RELEASE])
        for *cells, label in lines:
            _from(label, expected)
            yield {n: read(cell) if cell else None for n, read, cell in zip(names, reads, cells, strict=True)}
    finally:
        csv.field_size_limit(limit)


def rows_of_sqlite(data: bytes, expected: Expected) -> Iterator[dict[str, Any]]:
    """The rows of a table of an SQLite file, typed."""
    if not data:
        raise ValueError("it is empty")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        # A view could be anything, also without an end.
        kind = connection.execute("SELECT type FROM sqlite_schema WHERE name = ?", [expected.table]).fetchone()
        if kind != ("table",):
            raise ValueError("it is no table there")
        table = quoted(expected.table)
        _expect([name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")], expected.columns)
        names = ", ".join(map(quoted, expected.columns))
        reads = [FROM_SQLITE.get(field["onrecordType"]) for field in expected.fields]
        for values in connection.execute(f"SELECT {names} FROM {table} ORDER BY rowid"):
            yield {
                name: read(value) if read and value is not None else value
                for name, read, value in zip(expected.columns, reads, values, strict=True)
            }


def _expect(found: Sequence[str], columns: Sequence[str]) -> None:
    if list(found) != list(columns):
        raise ValueError(f"its columns are {', '.join(found)} and not {', '.join(columns)}")


def _from(label: Any, expected: Expected) -> None:
    if expected.label is not None and label != expected.label:
        raise ValueError(f"a row says that it is from {label!r} and not from {expected.label!r}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys comes twice."""
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key is there twice")
    return found


FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "string": unguarded,
    "list": lambda text: json.loads(unguarded(text)),
    "date": str,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "integer": int,
    "number": float,
}
FROM_SQLITE: dict[str, Callable[[Any], Any]] = {"list": json.loads, "boolean": bool}
ROWS: dict[str, Callable[[bytes, Expected], Iterator[dict[str, Any]]]] = {
    "parquet": rows_of_parquet,
    "json": rows_of_json,
    "jsonl": rows_of_jsonl,
    "csv": rows_of_csv,
    "sqlite": rows_of_sqlite,
}
