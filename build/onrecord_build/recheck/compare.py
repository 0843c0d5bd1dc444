"""Compare the files that have changed with what they were in the last state without a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from typing import cast

from onrecord_build.csv_records import CsvFile
from onrecord_build.faults import Fault
from onrecord_build.memory import FEW, Memory
from onrecord_build.project import Project
from onrecord_build.read import read_records
from onrecord_build.recheck import CannotTell
from onrecord_build.recheck.changes import Changes
from onrecord_build.recheck.csv_rows import CsvRows
from onrecord_build.recheck.remembered import Remembered, csv_files
from onrecord_build.recheck.view import Files, View
from onrecord_build.records import Row
from onrecord_build.schema import Schemas
from onrecord_build.values import Typist


class Comparison:
    """The two states, the changes between them, the faults found in reading, and the number of records by table."""

    def __init__(self, project: Project, memory: Memory, schemas: Schemas) -> None:
        """Raises CannotTell where other files have changed than those of records."""
        self.schemas = schemas
        self.memory = memory
        files = Files(project, schemas)
        names = self._changed(files)
        of_yaml = {name for name in names if files.table(name)}
        self.remembered = Remembered(memory)
        there = read_records(project, schemas, memory, only=names & memory.now.keys(), typed=True)
        self.before = View(self.remembered, files, schemas, project.preparing)
        self.after = View(self.remembered, files, schemas, project.preparing, of_yaml, there)
        was = [row for name in of_yaml & memory.clean.keys() for row in self.before.rows_of(name)]
        for name in names - of_yaml:
            was += self._other_rows(name)
        self.faults = [*there.faults, *self._type()]
        now = [row for rows in there.rows.values() for row in rows]
        self.changes = Changes(self.before, self.after)
        self.changes.units(was, now, schemas)
        counts = Counter(memory.found or {})
        counts.subtract(row.table for row in was)
        counts.update(row.table for row in now)
        self.counts = {name: counts[name] for name in schemas.tables if counts[name]}

    def _changed(self, files: Files) -> Set[str]:
        """The names of the files that have changed."""
        if not self.memory.is_near() or self.memory.has_texts:
            raise CannotTell
        changed = self.memory.changed or set()
        # A folder is of no account, unless it stands where a file should be.
        names = {name for name in changed if name.endswith(".yaml") or not self.memory.is_folder(name)}
        rows = csv_files(self.schemas)
        if any(self.memory.is_folder(name) or not (files.table(name) or name in rows) for name in names):
            raise CannotTell
        return names

    def _type(self) -> list[Fault]:
        """Give the values that were read their types, as far as they have none."""
        there, faults = self.after.records, []
        for table in self.schemas.tables.values():
            if rows := [row for row in there.rows[table.name] if row.file.name not in there.typed]:
                typist = Typist(table, self.schemas)
                faults += [fault for row in rows for fault in typist.type(row)]
        return faults

    def _other_rows(self, name: str) -> list[Row]:
        """The rows of a CSV file that are no more as they were; those that are need not be looked at."""
        there, table, text = self.after.records, csv_files(self.schemas)[name], self.remembered.texts.get(name)
        if text is None or name not in there.files or table.name in there.unread:
            raise CannotTell
        before = CsvRows(CsvFile(name, text, table), Typist(table, self.schemas))
        file = cast(CsvFile, there.files[name])
        if file.header != before.file.header:
            raise CannotTell
        lines = {tuple(cells): line for line, cells in before.cells.items()}
        kept: dict[int, Row] = {}
        new = []
        for row in there.rows[table.name]:
            is_whole = row.file is file and not row.partial and not row.broken
            line = lines.pop(tuple(row.get(column, "") for column in file.header), None) if is_whole else None
            if line is None:
                new.append(row)
            else:
                kept[line] = row
        gone = before.cells.keys() - kept.keys()
        if len(new) + len(gone) > FEW:
            raise CannotTell
        there.rows[table.name] = new
        self.before.replace_csv(before)
        self.after.replace_csv(CsvRows(file, Typist(table, self.schemas), kept), gone)
        return [before.row(line) for line in gone]
