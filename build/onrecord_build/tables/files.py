"""Which tables there are in the files and folders that were named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def name_tables(paths: Sequence[Path]) -> bool:
    """Whether paths are those of tables, or of folders with tables, and not of the records of a checkout."""
    return any(_is_table(path) and not _is_record(path) for path in paths)


def _is_table(path: Path) -> bool:
    return path.suffix in FORMS or (path.is_dir() and bool(_tables_in(path)))


def _is_record(path: Path) -> bool:
    """Whether a path lies among the records of a checkout, whose flat lists are CSV as well."""
    places = [place for place in (path.resolve(), *path.resolve().parents) if place.name in ("dataset", "schemas")]
    return any((place.parent / "dataset").is_dir() and (place.parent / "schemas").is_dir() for place in places)


def find_tables(paths: Sequence[Path], tables: Iterable[str]) -> dict[str, TableFile]:
    """The files of tables by name; raises OnRecordError, with what to do, where a name or a file is not one of them."""
    known, found = list(tables), dict[str, TableFile]()
    faults = []
    for path in paths:
        files = _tables_in(path) if path.is_dir() else [path]
        if not files:
            faults.append(f"{path} holds no tables: their files are called statements.parquet and so on.")
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
