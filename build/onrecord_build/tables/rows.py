"""Rows of tables as records, for the rules that put into words what is wrong with them, or judge them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.dataset import Dataset
from onrecord_build.faults import Choice, Span
from onrecord_build.nearest import Choices
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

    def __init__(self, frames: Frames, broken: Mapping[str, Mapping[str, set[int]]]) -> None:
        """`broken` are the rows, by table and column, in which the value is none of the column, or leads nowhere."""
        super().__init__(Records({name: [] for name in frames.schemas.tables}), frames.schemas, {}, None)
        self.frames = frames
        self.broken = broken
        self.files = {
            name: TableRows(str(one.file.path), one.table, one.columns) for name, one in frames.tables.items()
        }
        self.at: dict[str, dict[int, Row]] = {name: {} for name in frames.tables}
        self.asked: dict[str, list[Row]] = {}
        self._of_rows: dict[str, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        self._of_values: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)

    def rows(self, table: str) -> list[Row]:
        return self.asked[table] if table in self.asked else self.records.rows[table]

    def choices(self, table: str) -> Choices:
        """Every record of a table that is not too long, with what it is called."""
        if table not in self._choices:
            found = self.frames.labels(table, MOST_CHOICES) if table in self.frames.tables else []
            self._choices[table] = Choices(Choice(key, label) for key, label in found)
        return self._choices[table]

    def ask(self, tables: Iterable[str], rows: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Of these tables, let the next rule see these rows only; looked up by what names it, every row is found."""
        numbers: dict[str, set[int]] = {table: set() for table in tables}
        for table, some in rows:
            numbers[table].update(some)
        self.__dict__.pop("columns", None)  # of the rows that the rule before was asked about
        self.asked = {
            table: [self.at[table][n] for n in sorted(found)] for table, found in numbers.items() if table in self.at
        }

    def load(self, shown: Mapping[str, set[int]], suspects: Mapping[tuple[str, tuple[str, ...]], set[int]]) -> None:
        """Load rows by their numbers: those that are shown, with all that can be said of them, and suspects.

        Suspects come by their table, and by the tables that a rule looks into for them. What is beside rows is found by
        its columns of identifiers alone; then each table is gone through once.
        """
        wanted = Numbers({table: set(numbers) for table, numbers in shown.items()})
        wanted.added(self._passages(wanted))
        for _ in range(STEPS):
            if not wanted.added(self._referred(wanted, self.frames.tables), self._lineage(wanted)):
                break
        for (table, beside), numbers in suspects.items():
            rows = Numbers({table: numbers})
            wanted.added(rows, self._referred(rows, set(beside) - {"evidence"}))
            if "evidence" in beside:
                wanted.added(self._passages(rows))
            if "source_lineage" in beside:
                wanted.added(self._lineage(rows))
        for table, numbers in wanted.items():
            self._load(table, numbers)
        # Whatever a rule is asked about, it finds all that was loaded.
        _ = self._by_identifier, self.evidence_of, self.lineage

    def _passages(self, rows: Numbers) -> Numbers:
        """The evidence on the records that rows are, or bear on."""
        found = Numbers()
        for column, table in RECORDS_WITH_EVIDENCE.items():
            records = self._held(table, self.schemas.tables[table].key[0], rows)
            for other in rows:
                if column in self.schemas.tables[other].named:
                    records |= self._held(other, column, rows)
            found.added(self._numbers("evidence", column, records))
        return found

    def _referred(self, rows: Numbers, tables: Collection[str]) -> Numbers:
        """The records of these tables that rows refer to."""
        values: dict[tuple[str, str], set[str]] = defaultdict(set)
        for table in rows:
            for reference in self.schemas.tables[table].references:
                if reference.table in tables:
                    values[reference.table, reference.key] |= self._held(table, reference.field, rows)
        found = Numbers()
        for (table, key), some in values.items():
            found.added(self._numbers(table, key, some))
        return found

    def _lineage(self, rows: Numbers) -> Numbers:
        """What the sources of rows draw on, directly or not."""
        found = Numbers()
        sources = self._held("sources", "source_id", rows) | self._held("evidence", "source", rows)
        while True:
            new = self._numbers("source_lineage", "child", sources)
            if not found.added(new):
                return found
            sources = self._held("source_lineage", "parent", new)

    def _held(self, table: str, column: str, rows: Numbers) -> set[str]:
        """What rows of a table have in a column that names records."""
        names = self._names(table)
        if not rows.get(table) or column not in names:
            return set()
        held = self._of_rows[table]
        if new := rows[table] - held.keys():
            found = self.frames.fetched(table, ROW, sorted(new), [ROW, *names])
            held.update(zip(found[ROW], zip(*(found[name] for name in names), strict=True), strict=True))
        at = names.index(column)
        return {held[row][at] for row in rows[table]} - {None}

    def _names(self, table: str) -> list[str]:
        """The columns of a table that name records: of each row they are fetched together, and once."""
        one = self.schemas.tables[table]
        names = [one.key[0], *(reference.field for reference in one.references), *RECORDS_WITH_EVIDENCE]
        fields = self.frames.tables[table].fields if table in self.frames.tables else ()
        return [name for name in dict.fromkeys(names) if name in fields and name in one.named]

    def _numbers(self, table: str, column: str, values: set[str]) -> Numbers:
        """The rows of a table that have one of these values in a column; for each value, they are looked for once."""
        if not values or table not in self.frames.tables or column not in self.frames.tables[table].fields:
            return Numbers()
        rows = self._of_values[table, column]
        if new := values - rows.keys():
            rows.update((value, []) for value in new)
            found = self.frames.fetched(table, column, sorted(new), [column, ROW])
            for value, row in zip(found[column], found[ROW], strict=True):
                rows[value].append(row)
        return Numbers({table: {row for value in values for row in rows[value]}})

    def _load(self, table: str, numbers: set[int]) -> None:
        """Make records of rows; no value is looked at again of which it is known that it is right."""
        one, at = self.frames.tables[table], self.at[table]
        names = [name for name in one.fields if name in one.table.authored]
        found = self.frames.fetched(table, ROW, sorted(numbers), [ROW, *names])
        typed = [one.as_typed(name, found[name]) for name in names]
        key, file = found.get(one.table.key[0], [""] * len(found[ROW])), self.files[table]
        for number, id, *values in zip(found[ROW], key, *typed, strict=True):
            at[number] = Row(table, file, (number,), dict(zip(names, values, strict=True)), id or "")
        for name, rows in self.broken.get(table, {}).items():
            for number in rows & at.keys():
                at[number][name] = None
                at[number].broken |= {name}
        self.records.rows[table] = [at[number] for number in sorted(at)]


class Numbers(dict[str, set[int]]):
    """Numbers of rows, by table."""

    def added(self, *others: Numbers) -> bool:
        """Add what others have; whether anything of it was new."""
        before = sum(map(len, self.values()))
        for other in others:
            for table, numbers in other.items():
                self[table] = self.get(table, set()) | numbers
        return sum(map(len, self.values())) > before
