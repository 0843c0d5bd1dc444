"""A release as one SQLite file, which keeps the constraints of the Table Schemas and explains itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from onrecord.integrity.lines import ROWS, batch_columns, json_texts
from onrecord.records.rows import INDEX, NOT_INDEXED
from onrecord.sql_names import quoted
from onrecord_build.compile import MemoryStore
from onrecord_build.progress import Step, silent
from onrecord_build.release.formats.sqlite_views import comment, create_search, create_views
from onrecord_build.schema import Field, Schemas, Table

APPLICATION_ID = 0x4F6E5263  # "OnRc" in ASCII: what tells the file from other SQLite files
# STRICT tables hold values to these types. Dates are text, YYYY-MM-DD, and lists are text, JSON arrays.
TYPES = {
    "string": "TEXT",
    "list": "TEXT",
    "date": "TEXT",
    "boolean": "INTEGER",
    "integer": "INTEGER",
    "number": "REAL",
}
INSTRUCTIONS = 1_000_000  # of SQLite's machine: some milliseconds
RELEASE = """CREATE TABLE "release" (
  -- The release that this file holds: its name, version, license and the like.
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT"""
COLUMNS = """CREATE TABLE "columns" (
  -- The data dictionary: every column of every table of the release.
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  -- Place in the table, counted from 1.
  "position" INTEGER NOT NULL,
  -- What its values are: string, list (a JSON array of strings), date (YYYY-MM-DD), boolean (0 or 1), integer, number.
  "type" TEXT NOT NULL CHECK ("type" IN ('string', 'list', 'date', 'boolean', 'integer', 'number')),
  -- 1 where every row has a value.
  "required" INTEGER NOT NULL CHECK ("required" IN (0, 1)),
  -- 1 where it is computed, 0 where a person wrote it.
  "derived" INTEGER NOT NULL CHECK ("derived" IN (0, 1)),
  "unit" TEXT,
  "description" TEXT NOT NULL,
  -- The scheme in the table terms that explains its codes.
  "vocabulary" TEXT,
  PRIMARY KEY ("table", "column")
) STRICT"""


def write(store: MemoryStore, folder: Path, step: Step = silent) -> None:
    """Write onrecord.sqlite, with all tables; the same records and the same SQLite give the same bytes.

    Raises RuntimeError where the tables break a constraint: the records were checked before they were compiled, so that
    is a defect of the compiler. Raises OSError where the file cannot be written.
    """
    step(f"{store.identity.name}.sqlite")
    data = _database(store, store.schemas.released, lambda database: _explain(database, store))
    (folder / f"{store.identity.name}.sqlite").write_bytes(data)


def write_index(store: MemoryStore, folder: Path) -> None:
    """Write records.sqlite, in which an installed copy looks single records up; the rest as above."""
    tables = {name: table for name, table in store.schemas.released.items() if name not in NOT_INDEXED}
    (folder / INDEX).write_bytes(_database(store, tables))


def _database(
    store: MemoryStore, tables: Mapping[str, Table], more: Callable[[sqlite3.Connection], None] | None = None
) -> bytes:
    """The bytes of a file with those tables and their indices, and what else is put into it."""
    # Made in memory and written at once: there is no journal, and whatever is wrong with the disk is an OSError.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        # A long statement stops for whoever interrupts it: signals are seen to while Python runs, if only for a moment.
        database.set_progress_handler(lambda: 0, INSTRUCTIONS)
        try:
            return _filled(database, store, tables, more)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from None
            raise


def _filled(
    database: sqlite3.Connection,
    store: MemoryStore,
    tables: Mapping[str, Table],
    more: Callable[[sqlite3.Connection], None] | None,
) -> bytes:
    for pragma in ("page_size = 4096", f"application_id = {APPLICATION_ID}", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {pragma}")
    # Checked at the end, for all rows at once: row by row SQLite makes a list of the codes anew for each.
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("BEGIN")
    _create_tables(database, store, tables)
    if more:
        more(database)
    database.execute("COMMIT")
    database.execute("PRAGMA ignore_check_constraints = OFF")
    # It may number the rows anew, which the search goes by. They are numbered from 1 without a gap, so it does not.
    database.execute("VACUUM")
    _check(database)
    return database.serialize()


def _explain(database: sqlite3.Connection, store: MemoryStore) -> None:
    """Put in what makes a release: what it says of itself, the dictionary, views and search."""
    database.execute(RELEASE)
    _insert(database, "release", 2, store.identity.about().items())
    database.execute(COLUMNS)
    _insert(database, "columns", 9, _dictionary(store.schemas))
    # Before the search is made: nothing plans a query by the tables in which that keeps its index.
    database.execute("ANALYZE")
    create_views(database, store.schemas.released)
    create_search(database, store.schemas.released)


def _table_sql(table: Table) -> str:
    """The CREATE TABLE statement of a table, with every description as a comment."""
    key = ", ".join(map(quoted, table.key))
    parts = [f"{comment(field.spec['description'])}\n  {_column(field, table)}" for field in table.fields]
    parts.append(f"PRIMARY KEY ({key})")
    parts += [
        f"FOREIGN KEY ({quoted(r.field)}) REFERENCES {quoted(r.table)} ({quoted(r.key)}) DEFERRABLE INITIALLY DEFERRED"
        for r in table.references
    ]
    heading = comment(f"{table.spec['title']}: {table.spec['description']}")
    return f"CREATE TABLE {quoted(table.name)} (\n  {heading}\n  " + ",\n  ".join(parts) + "\n) STRICT"


def _create_tables(database: sqlite3.Connection, store: MemoryStore, tables: Mapping[str, Table]) -> None:
    for table in tables.values():
        database.execute(_table_sql(table))
        _insert(database, table.name, len(table.fields), _rows(store.tables[table.name]))
    for table in tables.values():
        for column in _to_index(table):
            index = quoted(f"{table.name}_by_{column}")
            database.execute(f"CREATE INDEX {index} ON {quoted(table.name)} ({quoted(column)})")


def _column(field: Field, table: Table) -> str:
    name = quoted(field.name)
    words = [name, TYPES[field.type]]
    if field.required:
        words.append("NOT NULL")
    if _unique(field, table):
        words.append("UNIQUE")
    if field.type == "list":
        # Not json_valid(): where a schema is not trusted, SQLite calls no such function and opens no such file.
        words.append(f"CHECK ({name} LIKE '[%]')")
    elif field.type == "boolean":
        words.append(f"CHECK ({name} IN (0, 1))")
    elif field.codes is not None:
        words.append(f"CHECK ({name} IN ({', '.join(map(_literal, field.codes))}))")
    return " ".join(words)


def _unique(field: Field, table: Table) -> bool:
    """True where no two rows have the same value, and the key does not say so already."""
    return bool(field.constraints.get("unique")) and table.key != [field.name]


def _to_index(table: Table) -> Iterator[str]:
    """The columns that refer to other records and are not found by an index yet."""
    fields = {field.name: field for field in table.fields}
    for column in dict.fromkeys(reference.field for reference in table.references):
        if column != table.key[0] and not _unique(fields[column], table):
            yield column


def _insert(database: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * width)
    try:
        database.executemany(f"INSERT INTO {quoted(table)} VALUES ({places})", rows)
    except sqlite3.IntegrityError as error:
        raise RuntimeError(f"compiled table {table}: {error}") from error


def _rows(compiled: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows as SQLite keeps them, of which few are Python's at a time."""
    for batch in compiled.to_batches(max_chunksize=ROWS):
        yield from zip(*(_kept(values).to_pylist() for _, values in batch_columns(batch)), strict=True)


def _kept(values: pa.Array) -> pa.Array:
    if pa.types.is_list(values.type):
        return json_texts(values, ", ")
    if pa.types.is_date(values.type):
        return values.cast(pa.string())
    return values.cast(pa.int8()) if pa.types.is_boolean(values.type) else values


def _dictionary(schemas: Schemas) -> Iterator[tuple[Any, ...]]:
    for table in schemas.released.values():
        for position, field in enumerate(table.fields, 1):
            says = field.spec
            place = (table.name, field.name, position, field.type, field.required, field.derived)
            yield *place, says.get("unit"), says["description"], says.get("vocabulary")


def _check(database: sqlite3.Connection) -> None:
    for table, row, referred, _ in database.execute("PRAGMA foreign_key_check"):
        raise RuntimeError(f"compiled table {table}: row {row} names a record that is not in {referred}")
    for (fault,) in database.execute("PRAGMA integrity_check"):
        if fault != "ok":
            raise RuntimeError(f"the SQLite file is broken: {fault}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
