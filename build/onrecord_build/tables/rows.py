"""Rows of tables as records, for the rules that put into words what is wrong with them, or judge them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Choice, Span
from onrecord_build.records import Place, Records, Row
from onrecord_build.schema import Table
from onrecord_build.tables.columns import as_items
from onrecord_build.tables.engines import ROW
from onrecord_build.tables.frames import Frames, TableFrame
from onrecord_build.values import Wrong

MOST_CHOICES = 20_000  # rows of a table up to which it is searched for what may have been meant
STEPS = 3  # references that are followed from a row, one after the other


class TableRows:
    """A file of rows; the place of a row is its number from 0."""

    text = ""

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

    def __init__(self, frames: Frames) -> None:
        super().__init__(Records({name: [] for name in frames.schemas.tables}), frames.schemas, {}, None)
        self.frames = frames
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

    def load(self, wanted: dict[str, Iterable[int]]) -> None:
        """Load rows by their numbers, and what they need."""
        new = [row for table, numbers in wanted.items() for row in self._load(table, ROW, numbers)]
        new += self._beside(new)
        for _ in range(STEPS):
            new = [*self._referred_to(new), *self._lineage(new)]
        for table, rows in self.at.items():
            self.records.rows[table] = [rows[number] for number in sorted(rows)]
        # Whatever a rule is asked about, it finds all that was loaded.
        _ = self._by_identifier, self.evidence_of, self.lineage

    def _beside(self, rows: list[Row]) -> list[Row]:
        """The evidence on the records that rows are, or bear on."""
        found: list[Row] = []
        if "evidence" not in self.frames.tables:
            return found
        for column, table in RECORDS_WITH_EVIDENCE.items():
            records = {row.id for row in rows if row.table == table} | {row[column] for row in rows if row[column]}
            found += self._load("evidence", column, records)
        return found

    def _referred_to(self, rows: list[Row]) -> list[Row]:
        """The records that rows refer to."""
        wanted: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            for reference in self.schemas.tables[row.table].references:
                if row[reference.field] is not None and reference.table in self.frames.tables:
                    wanted.setdefault((reference.table, reference.key), set()).add(row[reference.field])
        return [row for (table, key), values in wanted.items() for row in self._load(table, key, values)]

    def _lineage(self, rows: list[Row]) -> list[Row]:
        if "source_lineage" not in self.frames.tables:
            return []
        return self._load("source_lineage", "child", {row.id for row in rows if row.table == "sources"})

    def _load(self, table: str, column: str, values: Iterable[Any]) -> list[Row]:
        """The rows of which a column has one of these values, as far as they were not loaded before."""
        wanted = sorted(value for value in set(values) if value or value == 0)
        if not wanted or column not in (ROW, *self.frames.tables[table].fields):
            return []
        one, at, new = self.frames.tables[table], self.at[table], []
        found = self.frames.fetched(table, column, wanted)
        for number, *values_of in zip(found[ROW], *(found[name] for name in one.fields), strict=True):
            if number not in at:
                at[number] = _row(one, self.files[table], number, dict(zip(one.fields, values_of, strict=True)))
                new.append(at[number])
        return new


def _row(one: TableFrame, file: TableRows, number: int, values: dict[str, Any]) -> Row:
    """A record of what an engine has in a row; what is no value of its column is broken, and what has to be there too."""
    key = values.get(one.table.key[0])
    row = Row(one.table.name, file, (number,), {}, str(key) if key is not None else "")
    for name, field in one.fields.items():
        value = values[name]
        if value is None:
            if field.required:
                row.broken.add(name)
            if field.type == "list":
                row[name] = []
        elif name in one.texts:
            try:
                row[name] = one.typist.typed(as_items(value, field) if field.type == "list" else value, field)
            except Wrong:
                row.broken.add(name)
        else:
            row[name] = value
    return row
