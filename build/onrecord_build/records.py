"""Read the records of dataset/ as they are written: CSV files, and YAML files with records nested in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord_build import yaml_lines
from onrecord_build.faults import Fault, nearest
from onrecord_build.project import Project
from onrecord_build.schema import Schemas, Table
from onrecord_build.yaml_lines import Located

csv.field_size_limit(2**27)


@dataclass(slots=True)
class Row:
    """One record: its values by column, and where each of them stands."""

    table: str
    path: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int]
    broken: set[str] = field(default_factory=set)  # columns with a fault, of which no rule should speak again

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def fault(self, column: str | None, what: str, why: str, fix: str) -> Fault:
        """A fault of this record, at the line of the column where it is given."""
        return Fault(self.path, self.lines.get(column or "", self.line), what, why, fix)


@dataclass
class Records:
    """All rows by table, in the order of files and lines, and all faults found in reading them."""

    rows: dict[str, list[Row]]
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # tables, and ids of records, whose file could not be read


def read_records(project: Project, schemas: Schemas) -> Records:
    """Read every record; what cannot be read becomes a fault, never an exception."""
    records = Records({name: [] for name in schemas.tables})
    for table in schemas.tables.values():
        for place in table.places:
            if "csv" in place:
                _read_csv(project, (project.dataset / place["csv"]).resolve(), table, records)
            elif "yaml" in place:
                for path in _files(project, project.dataset / place["yaml"], records):
                    _read_yaml(project, path, table, schemas, records)
    return records


def _text(project: Project, path: Path, records: Records) -> str | None:
    """The text of a file, or None and a fault."""
    name = project.name_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        fix = "Put the file back, or make it readable"
        records.faults.append(Fault(name, 1, "the file cannot be read", str(error.strerror), fix))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        fix = "Save the file again with the encoding UTF-8 (in a spreadsheet: 'CSV UTF-8')"
        records.faults.append(
            Fault(name, line, what, "All records are UTF-8, so that every script can be written", fix)
        )
        return None


def _read_csv(project: Project, path: Path, table: Table, records: Records) -> None:
    name = project.name_of(path)
    text = _text(project, path, records)
    if text is None:
        records.unread.add(table.name)
        return
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


def _files(project: Project, folder: Path, records: Records) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.name.startswith("."):
            continue
        if path.suffix == ".yaml" and path.is_file():
            yield path
        elif path.is_file() or path.suffix == ".yaml":
            why = f"The folder {project.name_of(folder)} holds files that end in .yaml, one a record"
            records.faults.append(
                Fault(
                    project.name_of(path), 1, "this is not a record", why, "Rename it to ID.yaml, or move it elsewhere"
                )
            )


def _read_yaml(project: Project, path: Path, table: Table, schemas: Schemas, records: Records) -> None:
    name = project.name_of(path)
    records.unread.add(path.stem)
    text = _text(project, path, records)
    if text is None:
        return
    root, problems = yaml_lines.parse(text)
    why = "A record is one YAML mapping of plain names and values"
    records.faults += [Fault(name, p.line, p.what, why, p.fix) for p in problems]
    if root is None or not isinstance(root.value, dict):
        if not problems:
            records.faults.append(
                Fault(
                    name,
                    1,
                    "the file holds no record",
                    why,
                    f"Write '{table.key[0]}: {path.stem}' and the other fields",
                )
            )
        return
    inner = schemas.nested_in(table.name)
    own = {key: value for key, value in root.value.items() if key not in inner}
    row = _yaml_row(name, 1, own, table, [*inner], records)
    records.rows[table.name].append(row)
    if row[table.key[0]] == path.stem:
        records.unread.discard(path.stem)
    elif row[table.key[0]]:
        what = f"{table.key[0]} is '{row[table.key[0]]}', the file is called '{path.stem}'"
        records.faults.append(
            row.fault(table.key[0], what, "A file is found by the id of its record", "Make them the same")
        )
    for key, (child, parent) in inner.items():
        items = root.value.get(key, Located(None, 1))
        if not isinstance(items.value, list | None):
            records.faults.append(
                Fault(name, items.line, f"'{key}' is not a list", why, f"Begin each of the {key} with '- '")
            )
            continue
        for position, item in enumerate(items.value or [], start=1):
            if not isinstance(item.value, dict):
                records.faults.append(
                    Fault(
                        name,
                        item.line,
                        f"an item of '{key}' is not a record",
                        why,
                        f"Write its fields: {', '.join(child.authored)}",
                    )
                )
                continue
            given = {k: v for k, v in item.value.items() if k != parent}
            if parent in item.value:
                line = item.value[parent].line
                records.faults.append(Fault(name, line, f"'{parent}' is known from the file", why, "Leave it out"))
            nested = _yaml_row(name, item.line, given, child, [], records)
            nested.values[parent] = row[table.key[0]]
            if row[table.key[0]] is None:
                nested.broken.add(parent)  # the record's own fault
            nested.values["position"] = position
            records.rows[child.name].append(nested)


def _yaml_row(name: str, line: int, values: dict[str, Located], table: Table, also: list[str], records: Records) -> Row:
    row = Row(table.name, name, line, {}, {})
    for key, item in values.items():
        row.lines[key] = item.line
        if key not in table.authored:
            derived = any(f.name == key for f in table.fields)
            what = f"'{key}' is computed" if derived else f"'{key}' is not a field of {table.name}"
            fix = "Leave it out" if derived else nearest(key, [*table.authored, *also], "Leave it out")
            records.faults.append(row.fault(key, what, f"The fields are {', '.join([*table.authored, *also])}", fix))
        elif isinstance(item.value, list):
            row.values[key] = [part.value for part in item.value]
        else:
            row.values[key] = item.value
    return row
