"""DuckDB: for tables larger than memory. What does not fit is put on disk for the time being."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from typing import Any, ClassVar

import duckdb
import narwhals as nw
import pyarrow as pa

from onrecord_build.tables.engines import ITEMS, ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.part_rows import FILE, FIRST, part_rows

MEMORY = "1GB"
NUMBERED = f"SELECT *, row_number() OVER () - 1 AS {ROW}"
READERS = {
    "parquet": f"SELECT * RENAME (file_row_number AS {ROW}) FROM read_parquet(?, file_row_number = true)",
    "csv": f"{NUMBERED} FROM read_csv(?, columns = ?, auto_detect = false, header = true, delim = ',', quote = '\"', "
    "escape = '\"', nullstr = '', strict_mode = true)",
    "jsonl": f"{NUMBERED} FROM read_json(?, format = 'newline_delimited', columns = ?)",
}
REPEATED = (
    f"SELECT {ROW} FROM hashed WHERE {{hash}} IN "
    "(SELECT {hash} FROM hashed WHERE {hash} IS NOT NULL GROUP BY 1 HAVING count(*) > 1) ORDER BY 1"
)
OF_FILES = f"read_parquet(?, file_row_number = true, filename = '{FILE}', hive_partitioning = false)"
IN_PARTS = f"""
SELECT * EXCLUDE ({FILE}, {FIRST}, file_row_number), {FIRST} + file_row_number AS {ROW}
FROM {OF_FILES} JOIN {{parts}} USING ({FILE})
"""


class DuckDB(Engine):
    """A connection of its own, whose memory is limited."""

    name: ClassVar[str] = "duckdb"

    def __init__(self) -> None:
        self.place = tempfile.TemporaryDirectory(prefix="onrecord-")
        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{MEMORY}'")
        self.connection.execute(f"SET temp_directory = '{self.place.name}'")

    def scan(self, file: TableFile) -> nw.LazyFrame[Any]:
        frame = self._in_parts(file) if file.parts else self._whole(file)
        lists = {name for name, kind in zip(frame.columns, frame.types, strict=True) if str(kind).endswith("[]")}
        columns = [
            f"array_to_string({_quoted(n)}, '{ITEMS}') AS {_quoted(n)}" if n in lists else _quoted(n)
            for n in frame.columns
        ]
        return nw.from_native(frame.project(", ".join(columns)))

    def _whole(self, file: TableFile) -> duckdb.DuckDBPyRelation:
        return self.connection.sql(READERS[file.form], params=self._parameters(file))

    def _in_parts(self, file: TableFile) -> duckdb.DuckDBPyRelation:
        parts, name = part_rows(file), f"parts_of_{file.table}"
        self.connection.register(name, parts)
        return self.connection.sql(IN_PARTS.format(parts=name), params=[parts[FILE].to_pylist()])

    def _parameters(self, file: TableFile) -> list[Any]:
        if file.form == "parquet":
            return [str(file.path)]
        from onrecord_build.tables.json_columns import columns_of

        # Told what the columns are, it does not guess where they begin.
        names = _header(file) if file.form == "csv" else columns_of(file.path)
        return [str(file.path), dict.fromkeys(names, "VARCHAR")]

    def small(self, table: pa.Table) -> nw.LazyFrame[Any]:
        return nw.from_native(self.connection.from_arrow(table))

    def alike(self, frame: nw.LazyFrame[Any], columns: Sequence[Sequence[str]]) -> list[list[int]]:
        hashes = [
            f"CASE WHEN {' OR '.join(f'{_quoted(name)} IS NULL' for name in some)} THEN NULL "
            f"ELSE hash({', '.join(map(_quoted, some))}) END AS hash_{number}"
            for number, some in enumerate(columns)
        ]
        nw.to_native(frame).project(", ".join([ROW, *hashes])).create("hashed")
        try:
            asked = [REPEATED.format(hash=f"hash_{number}") for number in range(len(columns))]
            return [[row for (row,) in self.connection.execute(one).fetchall()] for one in asked]
        finally:
            self.connection.execute("DROP TABLE hashed")

    def close(self) -> None:
        self.connection.close()
        self.place.cleanup()


def open() -> DuckDB:
    """A new engine."""
    return DuckDB()


def _header(file: TableFile) -> list[str]:
    """The names of the columns of a file of CSV."""
    with file.path.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines), [])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
