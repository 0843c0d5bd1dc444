"""Rows of a CSV file that is in order, each made when it is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Set

from onrecord_build.csv_records import CsvFile
from onrecord_build.recheck import CannotTell
from onrecord_build.records import Row
from onrecord_build.values import Typist


class CsvRows:
    """The rows of a CSV file that is in order, by the line on which they begin; each is typed when it is asked for."""

    def __init__(self, file: CsvFile, typist: Typist, kept: Mapping[int, Row] | None = None) -> None:
        """`kept` are rows, not typed yet, that stand in the file now, by the lines on which they were."""
        self.file = file
        self.typist = typist
        self.kept = dict(kept or {})
        self.cells: dict[int, list[str]] = {}
        self.rows: dict[int, Row] = {}
        if kept is None:
            reader = csv.reader(io.StringIO(file.text, newline=""))
            file.header = next(reader, [])
            line = reader.line_num + 1
            for cells in reader:
                self.cells[line] = cells
                line = reader.line_num + 1

    def row(self, line: int) -> Row:
        if line not in self.rows:
            row = self.kept[line] if line in self.kept else self.as_written(line)
            if any(self.typist.type(row)):
                raise CannotTell
            self.rows[line] = row
        return self.rows[line]

    def as_written(self, line: int) -> Row:
        """A row whose values are texts."""
        if line not in self.cells:
            raise CannotTell
        table = self.file.table
        values = {c: cell for c, cell in zip(self.file.header, self.cells[line], strict=True) if cell}
        return Row(table.name, self.file, (line,), values, values.get(table.key[0], "") if len(table.key) == 1 else "")

    def holding(self, identifiers: Set[str]) -> list[Row]:
        """The rows that hold one of these in any cell."""
        lines = [line for line, cells in self.cells.items() if not identifiers.isdisjoint(cells)]
        for line, row in self.kept.items():
            if not identifiers.isdisjoint(value for value in row.values() if isinstance(value, str)):
                lines.append(line)
        return [self.row(line) for line in lines]
