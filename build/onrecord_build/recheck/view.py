"""A state of the dataset in which records are looked up as they are asked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Set
from functools import cached_property
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.columns import Columns
from onrecord_build.conditions.language import Some
from onrecord_build.csv_records import CsvFile
from onrecord_build.dataset import Dataset
from onrecord_build.files import content
from onrecord_build.lineage import Lineage
from onrecord_build.nearest import Choices
from onrecord_build.project import Project
from onrecord_build.recheck import CannotTell
from onrecord_build.recheck.csv_rows import CsvRows
from onrecord_build.recheck.look_up import Anchors, EvidenceOf, LookUp, SomeReleased
from onrecord_build.recheck.remembered import Remembered, number_of
from onrecord_build.records import Records, Row, identifier
from onrecord_build.released import ReleasedList
from onrecord_build.schema import Schemas, Table
from onrecord_build.values import Typist
from onrecord_build.yaml_records import YamlFile, take

RELEASED = "dataset/released.csv"


class Files:
    """Where the files of records are, and in what order they are read."""

    def __init__(self, project: Project, schemas: Schemas) -> None:
        self.root = f"{project.root}{os.sep}"
        self.schemas = schemas
        self.folders = {f"dataset/{table.folder}/": table for table in schemas.tables.values() if table.folder}
        self.number = {name: number for number, name in enumerate(schemas.tables)}
        self._orders: dict[str, tuple[Any, ...]] = {}

    def table(self, name: str) -> Table | None:
        """The table of which a YAML file holds a record, if it is one of those."""
        parts = name.split("/")
        if len(parts) < 3 or not name.endswith(".yaml") or any(part.startswith(".") for part in parts[2:]):
            return None
        return next((table for folder, table in self.folders.items() if name.startswith(folder)), None)

    def order(self, row: Row) -> tuple[Any, ...]:
        """By this the rows of a table are sorted."""
        name = row.file.name
        if name not in self._orders:
            self._orders[name] = (self.number[row.file.table.name], *name.split("/"))
        return self._orders[name], number_of(row)

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            return content(self.root + name)
        except OSError:  # it is not there, or not any more
            return b""

    def text(self, name: str) -> str:
        """The text of a file of which it is known that it is one."""
        return self.content(name).decode("utf-8", "replace")


class View(Dataset):
    """The remembered state, with some files taken out of it, and other records put in their place.

    Rules that go through a table see those rows only that they are asked about; what they look up is always found.
    """

    def __init__(
        self,
        remembered: Remembered,
        files: Files,
        schemas: Schemas,
        preparing: str,
        gone: Collection[str] = (),
        there: Records | None = None,
    ) -> None:
        super().__init__(
            there or Records({name: [] for name in schemas.tables}), schemas, Anchors(files.root), None, preparing
        )
        self.remembered = remembered
        self.files = files
        self.gone = set(gone)
        self.rows_gone: dict[str, set[int]] = {}  # of files of CSV that are there with other rows, by line
        self._gone: dict[str, set[int]] = {}
        self._units: dict[str, dict[str, list[Row]]] = {}
        self._csv: dict[str, CsvRows] = {}
        self._lookups: dict[str, LookUp] = {name: LookUp(self, table) for name, table in schemas.tables.items()}
        self._evidence = EvidenceOf(self)
        self.asked: dict[str, list[Row]] | None = None

    def ask(self, rows: Iterable[Row]) -> None:
        """Let the next rule see these rows only, of whatever table."""
        different = {id(row): row for row in rows}
        self.asked = {}
        for row in sorted(different.values(), key=self.files.order):
            self.asked.setdefault(row.table, []).append(row)
        self.columns = Columns(self.schemas.tables, self.rows, self.by_id)
        for row in self.asked.get("evidence", ()):
            for column in RECORDS_WITH_EVIDENCE:
                self._evidence.get((column, row.get(column)))

    def rows(self, table: str) -> list[Row]:
        return self.all_rows(table) if self.asked is None else self.asked.get(table, [])

    def all_rows(self, table: str) -> list[Row]:
        """Every row of a table, which is seldom needed."""
        return self._sorted(table, range(len(self.remembered.table(table))), self.records.rows[table])

    def naming(self, table: str, column: str, values: Set[Any]) -> list[Row]:
        """The rows of a table that have one of these values in a column, which is one that rows are found by."""
        if not values:
            return []
        there = [row for row in self.records.rows[table] if row.get(column) in values]
        return self._sorted(table, self.remembered.table(table).having(column, values), there)

    def values_named(self, table: str, column: str, values: Set[Any]) -> set[Any]:
        """Those of the values that some row has in a column; no row has to be read for that."""
        if not values:
            return set()
        found = {value for row in self.records.rows[table] if (value := row.get(column)) in values}
        rows = self.remembered.table(table)
        for value in values - found - {None}:
            if any(number not in self._numbers_gone(table) for number in rows.having(column, (value,))):
                found.add(value)
        return found

    def _numbers_gone(self, table: str) -> set[int]:
        """The numbers of remembered rows that are not there any more, or as something else."""
        if table not in self._gone:
            of, number_of_file = self.remembered.table(table), self.remembered.number_of_file
            gone = of.in_files({number_of_file[name] for name in self.gone if name in number_of_file})
            for name, lines in self.rows_gone.items():
                if name in number_of_file:
                    gone |= {n for n in of.in_files({number_of_file[name]}) if of.places[n] in lines}
            self._gone[table] = gone
        return self._gone[table]

    def numbers(self, table: str) -> list[int]:
        """The numbers of all remembered rows of a table that are still there."""
        numbers = list(range(len(self.remembered.table(table))))
        for number in sorted(self._numbers_gone(table), reverse=True):
            del numbers[number]
        return numbers

    def numbers_having(self, table: str, column: str, values: Set[Any]) -> list[int]:
        """Those that have one of these values in a column."""
        if not values:
            return []
        gone = self._numbers_gone(table)
        return [number for number in self.remembered.table(table).having(column, values) if number not in gone]

    def keys_having(self, table: str, column: str, values: Set[Any]) -> set[str]:
        """The identifiers of the rows that have one of these values in a column; no row has to be read for that."""
        key = self.schemas.tables[table].key[0]
        there = {row[key] for row in self.records.rows[table] if row.get(column) in values}
        if not (numbers := self.numbers_having(table, column, values)):
            return there - {None}
        keys = self.remembered.table(table).column(key)
        return (there | {keys[number] for number in numbers}) - {None}

    def numbered(self, table: str, numbers: Iterable[int]) -> list[Row]:
        """Remembered rows of a table, by their numbers."""
        of, names = self.remembered.table(table), self.remembered.names
        return [self.row(names[of.files[number]], table, of.places[number]) for number in numbers]

    def _sorted(self, table: str, numbers: Iterable[int], there: list[Row]) -> list[Row]:
        gone = self._numbers_gone(table)
        rows = self.numbered(table, (number for number in numbers if number not in gone))
        return sorted([*rows, *there], key=self.files.order) if there or self.rows_gone else rows

    def row(self, name: str, table: str, place: int) -> Row:
        """The row at a place in a remembered file."""
        if name.endswith(".csv"):
            return self.csv(name, table).row(place)
        return self.unit(name)[table][place]

    def unit(self, name: str) -> dict[str, list[Row]]:
        """The rows of a remembered YAML file, by table."""
        if name not in self._units:
            table = self.files.table(name)
            if table is None:
                raise CannotTell
            records = Records({inner: [] for inner in self.schemas.tables})
            kept = self.remembered.record(name)
            file = YamlFile(name, table, kept.crc, self.files.text)
            take(file, kept.record, self.schemas.nested_in(table.name), records)
            self.records.files.setdefault(name, file)
            self._units[name] = {inner: rows for inner, rows in records.rows.items() if rows}
        return self._units[name]

    def rows_of(self, name: str) -> list[Row]:
        """The rows of a YAML file as it is now."""
        if name in self.gone:
            return [row for rows in self.records.rows.values() for row in rows if row.path == name]
        return [row for rows in self.unit(name).values() for row in rows]

    def csv(self, name: str, table: str) -> CsvRows:
        """The rows of a CSV file."""
        if name not in self._csv:
            file = CsvFile(name, self.files.text(name), self.schemas.tables[table])
            self.records.files.setdefault(name, file)
            self._csv[name] = CsvRows(file, Typist(file.table, self.schemas))
        return self._csv[name]

    def replace_csv(self, rows: CsvRows, gone: set[int] | None = None) -> None:
        """Let a file of CSV have these rows, by the lines on which they were; some may be gone."""
        self._csv[rows.file.name] = rows
        self.records.files[rows.file.name] = rows.file
        if gone is not None:
            self.rows_gone[rows.file.name] = gone

    def move(self, row: Row) -> None:
        """Take a remembered row for one of those that are there instead: it is about to change."""
        of, key = self.remembered.table(row.table), self.schemas.tables[row.table].key[0]
        for number in of.having(key, {row[key]}):
            if number not in self._numbers_gone(row.table) and self.numbered(row.table, [number])[0] is row:
                self._numbers_gone(row.table).add(number)
                self.records.rows[row.table].append(row)
        self._evidence.clear()

    def by_id(self, table: str) -> LookUp:
        return self._lookups[table]

    def get(self, table: str, key: str | None) -> Row | None:
        found: Row | None = self._lookups[table].get(key)
        return found

    def named(self, table: str, key: str) -> Row:
        return self._lookups[table][key]

    def find(self, table: str, identifier_: str) -> Row | None:
        of = self.schemas.tables[table]
        if table not in self.schemas.citable:
            return None
        if len(of.key) == 1:
            return self.get(table, identifier_)
        return next((row for row in self.all_rows(table) if identifier(row, of) == identifier_), None)

    def identifiers(self) -> set[str]:
        """Those of the identifiers that releases held, as far as they matter here, by which a record can be cited."""
        return {name for name in self.released if any(self.find(table, name) for table in self.schemas.citable)}

    @property
    def evidence_of(self) -> EvidenceOf:
        return self._evidence

    @property
    def released(self) -> ReleasedList:
        return self.records.released or ReleasedList()

    def release(self, identifiers: Iterable[str]) -> None:
        """Let these be the identifiers of which it is known what releases held."""
        self.records.released = SomeReleased(self.files.content(RELEASED), identifiers)

    def choices(self, table: str) -> Choices:
        asked, self.asked = self.asked, None
        try:
            return super().choices(table)
        finally:
            self.asked = asked

    def unsure(self, table: str) -> list[Row]:
        return [row for row in self.records.rows[table] if row.broken or row.partial]

    def part(self, table: str, by: str, values: Set[Any]) -> tuple[list[Row], Columns]:
        rows = self.naming(table, by, values)
        return rows, self.columns_of(rows)

    def columns_of(self, rows: list[Row]) -> Columns:
        """The columns of rows of one table."""
        return Columns(self.schemas.tables, lambda _: rows, self.by_id)

    def named_by(self, condition: Some, certainly: bool, find: Any, values: Set[Any] = frozenset()) -> set[str | None]:
        found: set[str | None] = find(condition, certainly, values)
        return found

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage(self.all_rows("sources"), self.all_rows("source_lineage"))
