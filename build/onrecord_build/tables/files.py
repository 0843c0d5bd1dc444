"""Which tables there are in the files and folders that were named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord_build.nearest import near

FORMS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class TableFile(NamedTuple):
    """A file with the rows of a table; `form` is parquet, csv or jsonl."""

    table: str
    path: Path
    form: str


def holds_tables(path: Path) -> bool:
    """Whether a path is that of a table, or of a folder with tables."""
    return path.suffix in FORMS or (path.is_dir() and any(_tables_in(path)))


def find_tables(paths: Sequence[Path], tables: Iterable[str]) -> dict[str, TableFile]:
    """The files of tables by name; raises OnRecordError, with what to do, where a name or a file is not one of them."""
    known, found = list(tables), dict[str, TableFile]()
    faults = []
    for path in paths:
        files = _tables_in(path) if path.is_dir() else [path]
        for file in files:
            name = file.stem
            if file.suffix not in FORMS:
                faults.append(
                    f"{file} is no table: name files that end in {', '.join(FORMS)}, or folders with such files."
                )
            elif not file.exists():
                faults.append(f"There is no {file}. See what is there: ls {file.parent}")
            elif name not in known:
                faults.append(_unknown(file, known))
            elif name in found:
                faults.append(f"{file} and {found[name].path} are both the table {name}: name one of them.")
            else:
                found[name] = TableFile(name, file, FORMS[file.suffix])
    if not found and not faults:
        faults.append(
            f"There is no table in {', '.join(map(str, paths))}: files are called statements.parquet and so on."
        )
    if faults:
        raise OnRecordError("\n".join(faults))
    return found


def _tables_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in FORMS and path.is_file())


def _unknown(file: Path, known: Sequence[str]) -> str:
    choices = near(file.stem, known)
    meant = f"Did you mean {choices[0]}? " if choices else ""
    return f"{file}: '{file.stem}' is no table of a release. {meant}The tables are {', '.join(known)}."


def by_table(files: Mapping[str, TableFile]) -> str:
    """The names of the files, for a message."""
    return ", ".join(file.path.name for file in files.values())
