"""Rows of tables as records, for the rules that put into words what is wrong with them, or judge them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Choice, Span
from onrecord_build.records import Place, Records, Row
from onrecord_build.schema import Table
from onrecord_build.tables.engines import ROW
from onrecord_build.tables.frames import Frames

MOST_CHOICES = 20_000  # rows of a table up to which it is searched for what may have been meant
STEPS = 3  # references that are followed from a row, one after the other


class TableRows:
    """A file of rows; the place of a row is its number from 0."""

    text = stem = crc = ""
    canonical = False

    def __init__(self, name: str, table: Table, columns: list[str]) -> None:
        self.name = name
        self.table = table
        self.columns = {column: number for number, column in enumerate(columns, start=1)}

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        """The number of the row and that of the column, from 1."""
        number = self.columns.get(column, 1)
        return Span(int(place[0]) + 1, number, number + 1)


class Part(Dataset):
    """Those rows of tables that are looked at, with the records that they name and the evidence beside them."""

    def __init__(self, frames: Frames, broken: Mapping[str, Mapping[str, Collection[int]]]) -> None:
        """`broken` are the rows, by table and column, in which the value is none of the column, or leads nowhere."""
        super().__init__(Records({name: [] for name in frames.schemas.tables}), frames.schemas, {}, None)
        self.frames = frames
        self.broken = broken
        self.files = {
            name: TableRows(str(one.file.path), one.table, one.columns) for name, one in frames.tables.items()
        }
        self.at: dict[str, dict[int, Row]] = {name: {} for name in frames.tables}
        self.asked: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        return self.asked[table] if table in self.asked else self.records.rows[table]

    def choices(self, table: str) -> list[Choice]:
        """Every record of a table that is not too long, with what it is called."""
        if table not in self._choices:
            found = self.frames.labels(table, MOST_CHOICES) if table in self.frames.tables else []
            self._choices[table] = [Choice(key, label) for key, label in found]
        return self._choices[table]

    def ask(self, tables: Iterable[str], rows: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Of these tables, let the next rule see these rows only; looked up by what names it, every row is found."""
        numbers: dict[str, set[int]] = {table: set() for table in tables}
        for table, some in rows:
            numbers[table].update(some)
        self.asked = {
            table: [self.at[table][n] for n in sorted(found)] for table, found in numbers.items() if table in self.at
        }

    def load(
        self, shown: Mapping[str, Iterable[int]], suspects: Mapping[tuple[str, tuple[str, ...]], Iterable[int]]
    ) -> None:
        """Load rows by their numbers: those that are shown, with all that can be said of them, and suspects.

        Suspects come by their table, and by the tables that a rule looks into for them.
        """
        new = [row for table, numbers in shown.items() for row in self._load(table, ROW, numbers)]
        new += self._passages(new)
        for _ in range(STEPS):
            new = [*self._referred(new, self.frames.tables), *self._lineage(new)]
        for (table, beside), numbers in suspects.items():
            rows = self._rows(table, numbers)
            if "evidence" in beside:
                self._passages(rows)
            self._referred(rows, beside)
            if "source_lineage" in beside:
                self._lineage(rows)
        for table, rows_at in self.at.items():
            self.records.rows[table] = [rows_at[number] for number in sorted(rows_at)]
        # Whatever a rule is asked about, it finds all that was loaded.
        _ = self._by_identifier, self.evidence_of, self.lineage

    def _rows(self, table: str, numbers: Iterable[int]) -> list[Row]:
        """Rows by their numbers."""
        self._load(table, ROW, numbers)
        return [self.at[table][number] for number in numbers]

    def _passages(self, rows: list[Row]) -> list[Row]:
        """The evidence on the records that rows are, or bear on."""
        found: list[Row] = []
        for column, table in RECORDS_WITH_EVIDENCE.items():
            records = {row.id for row in rows if row.table == table} | {row[column] for row in rows if row[column]}
            found += self._load("evidence", column, records)
        return found

    def _referred(self, rows: list[Row], tables: Collection[str]) -> list[Row]:
        """The records of these tables that rows refer to."""
        wanted: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            for reference in self.schemas.tables[row.table].references:
                if reference.table in tables and row[reference.field] is not None:
                    wanted.setdefault((reference.table, reference.key), set()).add(row[reference.field])
        return [row for (table, key), values in wanted.items() for row in self._load(table, key, values)]

    def _lineage(self, rows: list[Row]) -> list[Row]:
        """What the sources of rows draw on, directly or not."""
        found, sources = list[Row](), {row.id if row.table == "sources" else row["source"] for row in rows}
        while new := self._load("source_lineage", "child", sources):
            found += new
            sources = {row["parent"] for row in new}
        return found

    def _load(self, table: str, column: str, values: Iterable[Any]) -> list[Row]:
        """The rows of which a column has one of these values, as far as they were not loaded before."""
        wanted = sorted(value for value in set(values) if value is not None)
        if not wanted or table not in self.frames.tables or column not in (ROW, *self.frames.tables[table].fields):
            return []
        one, at, new = self.frames.tables[table], self.at[table], []
        found = self.frames.fetched(table, column, wanted)
        names, broken = list(one.fields), self.broken.get(table, {})
        typed = [one.as_typed(name, found[name]) for name in names]
        key, file = found.get(one.table.key[0], [""] * len(found[ROW])), self.files[table]
        for number, id, *values in zip(found[ROW], key, *typed, strict=True):
            if number not in at:
                row = at[number] = Row(table, file, (number,), dict(zip(names, values, strict=True)), id or "")
                for name, rows in broken.items():
                    if number in rows:
                        row[name] = None
                        row.broken.add(name)
                new.append(row)
        return new
