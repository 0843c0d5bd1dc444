"""Read every record of dataset/: find the files, decode them, hand each to the reader of its form."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from onrecord_build.csv_records import CsvFile, read_csv
from onrecord_build.faults import Fault, Span
from onrecord_build.files import content
from onrecord_build.memory import Kept, Memory
from onrecord_build.project import Project
from onrecord_build.records import Records
from onrecord_build.released import read_released
from onrecord_build.schema import Schemas, Table
from onrecord_build.yaml_form import layout_of
from onrecord_build.yaml_records import YamlFile, read_yaml, take
from onrecord_build.yaml_shapes import Reader

START = Span(1, 1, 2)
MARK = "\ufeff"


def read_records(
    project: Project,
    schemas: Schemas,
    memory: Memory | None = None,
    *,
    typed: bool = False,
    only: Collection[str] | None = None,
) -> Records:
    """Read every record, or those of some files; what cannot be read becomes a fault, never an exception.

    Values are as they are written. With `typed` those of many files have their types at once, which costs nothing where
    a value is looked up anyway: these files are in order, and named in `typed`. So are those that the memory holds.
    """
    reading = _Reading(f"{project.root}{os.sep}", schemas, memory, typed)
    for table in schemas.tables.values():
        for place in table.places:
            if "csv" in place:
                name = posixpath.normpath(f"dataset/{place['csv']}")
                if only is None or name in only:
                    reading.csv(name, table, generated=bool(place.get("generated")))
            elif "yaml" in place:
                folder = f"dataset/{place['yaml']}"
                some = None if only is None else (name for name in only if name.startswith(f"{folder}/"))
                reading.yaml(folder, table, some)
    return reading.records


class _Found(NamedTuple):
    """The text and the bytes of a file as it is now."""

    text: str
    data: bytes

    @property
    def crc(self) -> str:
        return f"{crc32(self.data):08x}"


class _Reading:
    """Reads records, those of one place after the other."""

    def __init__(self, root: str, schemas: Schemas, memory: Memory | None, typed: bool) -> None:
        self.root = root
        self.schemas = schemas
        self.memory = memory
        self.typed = typed
        self.records = Records({name: [] for name in schemas.tables})

    def csv(self, name: str, table: Table, *, generated: bool) -> None:
        """Read a CSV file."""
        found, records = self._find(name), self.records
        if found is None:
            records.unread.add(table.name)
        elif isinstance(found, _Found):  # of a file of CSV nothing else is remembered
            file = records.files[name] = CsvFile(name, found.text, table)
            if generated:
                records.released = read_released(found.text, table)
                if records.released is not None:
                    file.header = list(table.authored)
                    return
            read_csv(file, records)

    def yaml(self, folder: str, table: Table, only: Iterable[str] | None = None) -> None:
        """Read the YAML files of a folder, or some of them, one record each with those nested in it."""
        layout, inner, records = layout_of(table, self.schemas), self.schemas.nested_in(table.name), self.records
        reader = Reader(layout, table.name, self.schemas) if self.typed else Reader(layout)
        for name in _files(self.root, folder, records) if only is None else sorted(only, key=_parts):
            found = self._find(name)
            if found is None:
                # Its id is not known, but the name of the file stands for it in what refers to it.
                records.unread.add(posixpath.basename(name).removesuffix(".yaml"))
                continue
            file = records.files[name] = YamlFile(name, table, found.crc, self._again)
            if isinstance(found, Kept):
                records.recalled.add(name)
                take(file, found.record, inner, records)
            else:
                read_yaml(file, found.text, reader, inner, records)

    def _find(self, name: str) -> _Found | Kept | None:
        """The text of a file, or what is remembered of it; None and a fault where it cannot be read."""
        try:
            if self.memory is not None and (kept := self.memory.recall(name)):
                return kept
            data = content(self.root + name)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            help = "Put it back (git checkout, followed by its name), or make it readable"
            self._fault(name, START, "unreadable-file", message, help)
            return None
        if self.memory is not None and (kept := self.memory.recall(name, data)):
            return kept
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
            message = f"byte 0x{data[error.start]:02x} is not UTF-8"
            help = "Save the file again with the encoding UTF-8 (in a spreadsheet: 'CSV UTF-8')"
            self._fault(name, Span(line, column, column + 1), "not-utf-8", message, help)
            return None
        if text.startswith(MARK):
            self._fault(name, START, "not-canonical", "the file begins with a byte order mark", "Run: onrecord fix")
            text = text[1:]
        return _Found(text, data)

    def _fault(self, name: str, span: Span, code: str, message: str, help: str) -> None:
        self.records.faults.append(Fault(name, span, code, message, help))

    def _again(self, name: str) -> str:
        """The text of a file of which the records are remembered, for the place of a fault."""
        try:
            return content(self.root + name).decode("utf-8", "replace")
        except OSError:  # it was there a moment ago
            return ""


def _parts(name: str) -> list[str]:
    """By this names are sorted as folders hold them."""
    return name.split("/")


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
