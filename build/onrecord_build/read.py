"""Read every record of dataset/: find the files, decode them, hand each to the reader of its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord_build.csv_records import read_csv
from onrecord_build.faults import Fault
from onrecord_build.project import Project
from onrecord_build.records import Records
from onrecord_build.schema import Schemas
from onrecord_build.yaml_records import read_yaml


def read_records(project: Project, schemas: Schemas) -> Records:
    """Read every record; what cannot be read becomes a fault, never an exception."""
    records = Records({name: [] for name in schemas.tables})
    for table in schemas.tables.values():
        for place in table.places:
            if "csv" in place:
                path = (project.dataset / place["csv"]).resolve()
                text = _text(project, path, records)
                if text is None:
                    records.unread.add(table.name)
                else:
                    read_csv(project.name_of(path), text, table, records)
            elif "yaml" in place:
                for path in _files(project, project.dataset / place["yaml"], records):
                    # Until its id is read, the name of the file stands for it in what refers to it.
                    records.unread.add(path.stem)
                    text = _text(project, path, records)
                    if text is not None:
                        read_yaml(project.name_of(path), path.stem, text, table, schemas, records)
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
