"""Records in a CSV file: one row each, with physical lines, also after a line break in a cell."""

from __future__ import annotations

import csv
import io

from onrecord_build.faults import Fault, nearest
from onrecord_build.records import Records, Row
from onrecord_build.schema import Table

csv.field_size_limit(2**27)


def read_csv(name: str, text: str, table: Table, records: Records) -> None:
    """Read the records of one CSV file; its first line names the columns."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        known = _check_header(name, header, table, records)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                records.rows[table.name].append(_csv_row(name, line, header, cells, table, records, known))
            line = reader.line_num + 1
    except csv.Error as error:
        records.unread.add(table.name)
        fix = "Close the quotation mark, and double those inside a cell"
        records.faults.append(
            Fault(name, reader.line_num, f"broken CSV: {error}", "The rest of the file cannot be read", fix)
        )


def _check_header(name: str, header: list[str], table: Table, records: Records) -> set[str]:
    """Report missing and unknown columns; return the missing ones."""
    missing = set(table.authored) - set(header)
    if missing & set(table.key):
        records.unread.add(table.name)
    why = f"The columns are {', '.join(table.authored)}"
    for column in sorted(missing):
        records.faults.append(
            Fault(
                name, 1, f"the column '{column}' is missing", why, "Add it to the first line, and a cell to every row"
            )
        )
    for column in header:
        if column not in table.authored:
            fix = nearest(column, missing, "Take it out")
            records.faults.append(Fault(name, 1, f"'{column}' is not a column of {table.name}", why, fix))
        elif header.count(column) > 1:
            records.faults.append(Fault(name, 1, f"the column '{column}' is there twice", why, "Keep one of the two"))
    return missing


def _csv_row(
    name: str, line: int, header: list[str], cells: list[str], table: Table, records: Records, missing: set[str]
) -> Row:
    if len(cells) != len(header):
        what = f"the row has {len(cells)} cells instead of {len(header)}"
        fix = "Put a cell that holds a comma between quotation marks, and keep the comma of every empty cell"
        records.faults.append(Fault(name, line, what, "Every row has one cell for each column", fix))
        missing = set(table.authored)  # no telling which cell belongs to which column
        records.unread.add(cells[0])  # but the id comes first, and what refers to it is not wrong for that
    row = Row(table.name, name, line, {}, {}, set(missing))
    for column, cell in zip(header, cells, strict=False):
        if column in table.authored and cell:
            row.values[column] = cell
        row.lines[column] = line
        line += cell.count("\n")
    return row
