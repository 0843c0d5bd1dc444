"""The files of a release, written a batch at a time: Parquet, CSV as a spreadsheet opens it, or JSON Lines."""

from __future__ import annotations

import io
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from made_up.few import SCHEMAS
from onrecord.arrow_types import arrow_type
from onrecord_build.schema import read_schemas

FORMS = ("parquet", "csv", "jsonl")
RELEASE = "On Record 1.0.0 (made up)"  # what the last column of text files says of every row


class Files:
    """The open files of a folder, one for each table that has been written to."""

    def __init__(self, folder: Path, form: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.form = folder, form
        self.open: dict[str, Any] = {}
        self.stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stack.close()

    def write(self, table: str, frame: pl.DataFrame) -> None:
        """Append rows to the file of a table."""
        path = self.folder / f"{table}.{self.form}"
        if self.form == "parquet":
            schema = _schema(table)
            if table not in self.open:
                self.open[table] = self.stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
            self.open[table].write_table(frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema))
            return
        begun = table in self.open
        if not begun:
            self.open[table] = self.stack.enter_context(open(path, "wb"))  # noqa: SIM115
        frame = frame.with_columns(pl.lit(RELEASE).alias("release"))
        if self.form == "csv":
            # The mark at the beginning is that of UTF-8. No text begins like a formula, so none needs to be guarded.
            lists = [_cell(column) for column, kind in frame.schema.items() if kind == pl.List]
            frame.with_columns(lists).write_csv(self.open[table], include_bom=not begun, include_header=not begun)
        else:
            buffer = io.BytesIO()
            frame.write_ndjson(buffer)
            self.open[table].write(_mixed(buffer.getvalue(), table, frame))


def _cell(column: str) -> pl.Expr:
    """A list as a JSON array."""
    whole = pl.struct(column).struct.json_encode()
    return whole.str.strip_prefix(f'{{"{column}":').str.strip_suffix("}").alias(column)


def _mixed(lines: bytes, table: str, frame: pl.DataFrame) -> bytes:
    """The lines, with what is a number or a truth value as such, in columns that hold wrong texts as well."""
    for field in read_schemas(SCHEMAS).tables[table].fields:
        if field.type in ("boolean", "integer", "number") and frame.schema[field.name] == pl.String:
            name = field.name.encode()
            lines = re.sub(rb'"%s":"(true|false|-?[0-9.]+)"' % name, rb'"%s":\1' % name, lines)
    return lines


def _schema(table: str) -> pa.Schema:
    fields = read_schemas(SCHEMAS).tables[table].fields
    return pa.schema([pa.field(field.name, arrow_type(field.type)) for field in fields])
