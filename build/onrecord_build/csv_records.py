"""Records in a CSV file: one row each, with physical lines and columns, also after a line break in a cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from onrecord_build import csv_form
from onrecord_build.faults import Span
from onrecord_build.form import expect_form
from onrecord_build.nearest import near
from onrecord_build.records import Place, Records, Row
from onrecord_build.schema import Table

csv.field_size_limit(2**27)
CELL = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')
BREAK = re.compile(r"\r\n|\r|\n")


class CsvFile:
    """A CSV file; the place of a record is the line on which it begins."""

    stem, crc = "", ""

    def __init__(self, name: str, text: str, table: Table) -> None:
        self.name = name
        self.table = table
        self.text = text
        self.header: list[str] = []

    def span(self, place: Place, column: str, *, key: bool = False) -> Span:
        """Where a cell of the row on that line begins, on which line ever that is, up to the end of that line."""
        line = int(place[0]) if place else 1
        start = at = self._starts[min(line - 1, len(self._starts) - 1)]
        # A column that is there twice has the second cell at fault.
        wanted = len(self.header) - 1 - self.header[::-1].index(column) if column in self.header else 0
        for _ in range(wanted):
            end = self._end(at)
            breaks = list(BREAK.finditer(self.text, at, end))
            line += len(breaks)
            start = breaks[-1].end() if breaks else start
            at = end + 1
        end = self._end(at)
        cut = BREAK.search(self.text, at, end)
        first, last = at - start + 1, (cut.start() if cut else end) - start + 1
        return Span(line, first, max(last, first + 1))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, and the end of the file."""
        return [0, *(m.end() for m in BREAK.finditer(self.text)), len(self.text)]

    def _end(self, start: int) -> int:
        """Where the cell ends that begins at an offset."""
        cell = CELL.match(self.text, start)
        return cell.end() if cell else start


def read_csv(file: CsvFile, records: Records) -> None:
    """Read the records of one CSV file; its first line names the columns."""
    table, faults = file.table, len(records.faults)
    rows = _rows(file, records)
    _, file.header = next(rows, (1, []))
    if not _has_columns(file, records):
        records.unread.add(table.name)
        return
    missing = _check_header(file, table, records)
    found = [(line, cells) for line, cells in rows if cells]
    read = [_row(file, line, cells, table, records, missing) for line, cells in found]
    records.rows[table.name] += read
    if len(records.faults) == faults:
        in_order = file.header == [*table.authored]
        form = csv_form.written([cells for _, cells in found], table) if in_order else csv_form.write(read, table)
        expect_form(file, form, records)


def rows_as_written(file: CsvFile) -> Iterator[tuple[int, dict[str, str]]]:
    """The line and the cells of every row of a file that has no faults of reading."""
    rows = _rows(file, Records({}))
    next(rows, None)
    for line, cells in rows:
        if cells:
            yield line, dict(zip(file.header, cells, strict=True))


def _rows(file: CsvFile, records: Records) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins, with its cells.

    A row that is no CSV is reported and left out, and the next line is taken for the beginning of the next row.
    """
    lines = io.StringIO(file.text, newline="").readlines()
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        at = start
        try:
            for cells in reader:
                yield at + 1, cells
                at = start + reader.line_num
            return
        except csv.Error as error:
            # Its identifier comes first, and what refers to it is not wrong.
            records.unread.add(lines[at].partition(",")[0])
            help = "Close the quotation mark, and double those inside a cell"
            records.refuse(file, file.span((at + 1,), ""), "broken-csv", f"broken CSV: {error}", help)
            start = at + 1


def _has_columns(file: CsvFile, records: Records) -> bool:
    """Whether the first line is one of columns at all; if not, that is the one thing to say of the file."""
    first = file.header[0] if file.header else ""
    columns = ",".join(file.table.authored)
    if not first:
        help = f"Begin the file with the line {columns}"
        records.refuse(file, Span(1, 1, 2), "missing-column", "the first line does not name the columns", help)
    elif len(file.header) == 1 and any(first.startswith(f"{next(iter(file.table.authored))}{sign}") for sign in ";\t|"):
        help = f"Save the file again with commas; the first line is {columns}"
        records.refuse(file, Span(1, 1, len(first) + 1), "broken-csv", "the cells are not separated by commas", help)
    else:
        return True
    return False


def _check_header(file: CsvFile, table: Table, records: Records) -> set[str]:
    """Report missing and unknown columns; return the missing ones."""
    missing = set(table.authored) - set(file.header)
    if missing & set(table.key):
        records.unread.add(table.name)
    columns = f"The columns are {', '.join(table.authored)}"
    for column in sorted(missing):
        help = f"Add it to the first line, and a cell to every row. {columns}"
        records.refuse(file, file.span((1,), ""), "missing-column", f"the column '{column}' is missing", help)
    for number, column in enumerate(file.header):
        if column not in table.authored:
            message, help = f"'{column}' is not a column of {table.name}", f"Take it out. {columns}"
            records.refuse(file, file.span((1,), column), "unknown-field", message, help, near(column, missing))
        elif column in file.header[:number]:
            message = f"the column '{column}' is there twice"
            records.refuse(file, file.span((1,), column), "repeated-key", message, "Keep one of the two")
    return missing


def _row(file: CsvFile, line: int, cells: list[str], table: Table, records: Records, missing: set[str]) -> Row:
    header, broken, partial = file.header, missing, len(cells) != len(file.header)
    if partial and not (missing and len(cells) == len(table.authored)):  # it is the header that lacks a column
        message = f"the row has {len(cells)} cells instead of {len(header)}"
        help = "Put a cell that holds a comma between quotation marks, and keep the comma of every empty cell"
        records.refuse(file, file.span((line,), ""), "cell-count", message, help)
    if partial:
        broken = set(table.authored)  # no telling which cell belongs to which column
        records.unread.add(cells[0])  # but the id comes first, and what refers to it is not wrong for that
    values: dict[str, Any] = {c: cell for c, cell in zip(header, cells, strict=False) if cell and c in table.authored}
    identifier = values.get(table.key[0], "") if len(table.key) == 1 else ""
    row = Row(table.name, file, (line,), values, identifier, partial=partial)
    row.broken |= broken
    return row
