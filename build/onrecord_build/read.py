"""Read every record of dataset/: find the files, decode them, hand each to the reader of its form."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator

from onrecord_build.csv_records import CsvFile, read_csv
from onrecord_build.faults import Fault, Span
from onrecord_build.project import Project
from onrecord_build.records import Records
from onrecord_build.released import read_released
from onrecord_build.schema import Schemas
from onrecord_build.yaml_form import layout_of
from onrecord_build.yaml_records import YamlFile, read_yaml
from onrecord_build.yaml_shapes import Reader

START = Span(1, 1, 2)
MARK = "\ufeff"
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
MOST = 2**16  # bytes at once


def read_records(project: Project, schemas: Schemas) -> Records:
    """Read every record; what cannot be read becomes a fault, never an exception."""
    records = Records({name: [] for name in schemas.tables})
    root = f"{project.root}{os.sep}"
    for table in schemas.tables.values():
        for place in table.places:
            if "csv" in place:
                name = posixpath.normpath(f"dataset/{place['csv']}")
                text = _text(root, name, records)
                if text is None:
                    records.unread.add(table.name)
                else:
                    csv_file = CsvFile(name, text, table)
                    records.files[name] = csv_file
                    if place.get("generated"):
                        records.released = read_released(text, table)
                        if records.released is not None:
                            csv_file.header = list(table.authored)
                            continue
                    read_csv(csv_file, records)
            elif "yaml" in place:
                reader, inner = Reader(layout_of(table, schemas)), schemas.nested_in(table.name)
                for name in _files(root, f"dataset/{place['yaml']}", records):
                    text = _text(root, name, records)
                    if text is None:
                        # Its id is not known, but the name of the file stands for it in what refers to it.
                        records.unread.add(posixpath.basename(name).removesuffix(".yaml"))
                    else:
                        file = YamlFile(name, text, table)
                        records.files[name] = file
                        read_yaml(file, reader, inner, records)
    return records


def _text(root: str, name: str, records: Records) -> str | None:
    """The text of a file, or None and a fault."""
    try:
        data = _bytes(root + name)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        help = "Put it back (git checkout, followed by its name), or make it readable"
        records.faults.append(Fault(name, START, "unreadable-file", message, help))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        help = "Save the file again with the encoding UTF-8 (in a spreadsheet: 'CSV UTF-8')"
        records.faults.append(Fault(name, Span(line, column, column + 1), "not-utf-8", message, help))
        return None
    if text.startswith(MARK):
        message = "the file begins with a byte order mark"
        records.faults.append(Fault(name, START, "not-canonical", message, "Run: onrecord fix"))
        return text[1:]
    return text


def _bytes(path: str) -> bytes:
    """The content of a file; of thousands of small ones, in half the time that a file object takes."""
    file = os.open(path, READ)
    try:
        parts = [os.read(file, MOST)]
        while len(parts[-1]) == MOST:
            parts.append(os.read(file, MOST))
    finally:
        os.close(file)
    return b"".join(parts)


def _files(root: str, folder: str, records: Records) -> Iterator[str]:
    """The names of the files of records in a folder and those below it, in order."""
    try:
        entries = sorted(os.scandir(root + folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        is_record = entry.name.endswith(".yaml")
        if is_record and entry.is_file():
            yield name
        elif is_record or not entry.is_dir():
            message = "this is not a record: here are files that end in .yaml, one a record"
            help = "Rename it to ID.yaml, or move it elsewhere"
            records.faults.append(Fault(name, START, "stray-file", message, help))
        else:
            yield from _files(root, name, records)
