"""The last state without a fault, as the memory has it: columns to find records by, and the records themselves."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord_build.conditions.in_frames import columns, namings
from onrecord_build.conditions.language import Alike, Condition, Value
from onrecord_build.recheck import CannotTell
from onrecord_build.references import keys_of
from onrecord_build.rules import cross_record_rules

if TYPE_CHECKING:
    from onrecord_build.dataset import Dataset
    from onrecord_build.memory import Kept, Memory
    from onrecord_build.records import Row
    from onrecord_build.schema import Schemas, Table

BETWEEN = "\0"  # values of a column; no value holds it
MANY = 20  # files, to look for which one by one would take longer than to go through all rows
FILES = "files"
TEXTS = "texts"
# Tables whose files of CSV can change like files of YAML: what their rows bear upon follows from the conditions of
# rules. A change to one of the others, such as a waiver or a row of lineage, may bear upon any record.
SINGLE_ROWS = ("actors", "errata", "evidence", "sources", "tenures")


def looks_at(schemas: Schemas, table: str, condition: Condition | Value | None) -> Iterator[tuple[str, str]]:
    """The tables and columns that a condition looks at, by whatever way."""
    for path, _ in columns(condition):
        at = table
        for name in path[:-1]:
            yield at, name
            at = schemas.tables[at].referred(name)
        yield at, path[-1]
    if isinstance(condition, Condition):
        for some, _ in namings(condition):
            if some.of is None:
                yield table, schemas.tables[table].key[0]
            yield some.table, some.by
            yield from looks_at(schemas, some.table, some.where)


def columns_to_find_by(schemas: Schemas) -> dict[str, list[str]]:
    """The columns of each table by which rows are ever looked for: keys, references, and what rules compare."""
    found = {
        name: {*(name for key in keys_of(table) for name in key), *(reference.field for reference in table.references)}
        for name, table in schemas.tables.items()
    }

    def take(table: str, condition: Condition | Value | None) -> None:
        for some, _ in namings(condition) if isinstance(condition, Condition) else ():
            found[some.table].add(some.by)
            for at, column in looks_at(schemas, table, some.of):
                found[at].add(column)
            take(some.table, some.where)

    for rule in cross_record_rules():
        for table, condition, _ in rule.wrong(schemas):
            take(table, condition)
        for suspect in rule.suspects(schemas):
            take(suspect.table, suspect.condition)
            for value in suspect.values if isinstance(suspect, Alike) else ():
                for at, column in looks_at(schemas, suspect.table, value):
                    found[at].add(column)
    return {
        name: sorted(c for c in found[name] if c in table.authored and table.authored[c].type == "string")
        for name, table in schemas.tables.items()
    }


def remember(dataset: Dataset, memory: Memory) -> None:
    """Keep the columns of a dataset without faults; the records of its files are kept by those who read them."""
    names: dict[str, int] = {}
    for table, wanted in columns_to_find_by(dataset.schemas).items():
        if rows := dataset.rows(table):
            files = array("I", [names.setdefault(row.file.name, len(names)) for row in rows])
            places = array("I", [number_of(row) for row in rows])
            texts = {}
            for column in wanted:
                values = dataset.columns.values(table, (column,))
                texts[column] = BETWEEN.join([value or "" for value in values]).encode() if any(values) else b""
            memory.keep_beside(f"table-{table}", (files.tobytes(), places.tobytes(), texts))
    memory.keep_beside(FILES, list(names))
    files_of_csv = {name: file.text for name in csv_files(dataset.schemas) if (file := dataset.records.files.get(name))}
    memory.keep_beside(TEXTS, files_of_csv)


def number_of(row: Row) -> int:
    """Where a row stands in its file: the line, or its number in a list."""
    return int(row.place[-1]) if row.place else 0


def csv_files(schemas: Schemas) -> dict[str, Table]:
    """The files of CSV of which single rows can change, and their tables."""
    places = ((table, place) for name in SINGLE_ROWS for table in [schemas.tables[name]] for place in table.places)
    return {f"dataset/{place['csv']}": table for table, place in places if "csv" in place}


class TableRemembered:
    """The rows of a table by number: the file of each, its place in it, and some of its columns."""

    def __init__(self, files: bytes, places: bytes, texts: dict[str, bytes]) -> None:
        self.files, self.places = array("I", files), array("I", places)
        self._texts = texts
        self._columns: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.files)

    def column(self, name: str) -> list[str]:
        """The values of a column, '' where there is none."""
        if name not in self._columns:
            text = self._texts[name] if len(self) else b""
            self._columns[name] = text.decode().split(BETWEEN) if text else [""] * len(self)
        return self._columns[name]

    def in_files(self, files: Set[int]) -> set[int]:
        """The numbers of the rows in some files; those in one file come one after the other."""
        if len(files) > MANY:
            return {number for number, file in enumerate(self.files) if file in files}
        found: set[int] = set()
        for file in files:
            try:
                at = self.files.index(file)
            except ValueError:
                continue
            while at < len(self.files) and self.files[at] == file:
                found.add(at)
                at += 1
        return found

    def having(self, name: str, values: Iterable[str]) -> list[int]:
        """The numbers of the rows that have one of these values in a column."""
        wanted = {value for value in values if value}
        if not wanted:
            return []
        if len(wanted) == 1:  # the usual case, and the list is gone through by itself
            return list(_places(self.column(name), wanted.pop()))
        return [number for number, value in enumerate(self.column(name)) if value in wanted]


class Remembered:
    """The tables of the last state without a fault, each read when it is asked for."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._tables: dict[str, TableRemembered] = {}

    @cached_property
    def names(self) -> list[str]:
        """The names of the files that rows are in."""
        names: list[str] = self._kept(FILES)
        return names

    @cached_property
    def number_of_file(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def table(self, name: str) -> TableRemembered:
        if name not in self._tables:
            there = self.memory.found or {}
            self._tables[name] = TableRemembered(*(self._kept(f"table-{name}") if name in there else (b"", b"", {})))
        return self._tables[name]

    def record(self, name: str) -> Kept:
        """The record of a YAML file, with those nested in it, and its CRC-32."""
        kept = self.memory.clean_record(name)
        if kept is None:
            raise CannotTell
        return kept

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of the files of CSV of which single rows can change."""
        texts: dict[str, str] = self._kept(TEXTS)
        return texts

    def _kept(self, name: str) -> Any:
        kept = self.memory.kept_beside(name)
        if kept is None:
            raise CannotTell
        return kept


def _places(values: list[str], wanted: str) -> Iterator[int]:
    at = -1
    try:
        while True:
            at = values.index(wanted, at + 1)
            yield at
    except ValueError:
        return
