"""Which tables there are in the files and folders that were named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import OnRecordError
from onrecord_build.nearest import near
from onrecord_build.schema import Table
from onrecord_build.tables.parts import Part, is_in_parts, parts_of, table_of

FORMS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class TableFile(NamedTuple):
    """A file with the rows of a table, or a folder with its parts; `form` is parquet, csv or jsonl."""

    table: str
    path: Path
    form: str
    parts: tuple[Part, ...] = ()

    def files(self) -> Iterator[TableFile]:
        """Each file for itself."""
        for part in self.parts:
            yield TableFile(self.table, part.path, self.form)
        if not self.parts:
            yield self


def name_tables(paths: Sequence[Path], tables: Collection[str]) -> bool:
    """Whether paths are those of tables, or of folders with tables, and not of the records of a checkout."""
    return any(_is_table(path, tables) and not _is_record(path) for path in paths)


def _is_table(path: Path, tables: Collection[str]) -> bool:
    return path.suffix in FORMS or (path.is_dir() and bool(_tables_in(path, tables)))


def _is_record(path: Path) -> bool:
    """Whether a path lies among the records of a checkout, whose flat lists are CSV as well."""
    places = [place for place in (path.resolve(), *path.resolve().parents) if place.name in ("dataset", "schemas")]
    return any((place.parent / "dataset").is_dir() and (place.parent / "schemas").is_dir() for place in places)


def find_tables(paths: Sequence[Path], tables: Mapping[str, Table]) -> dict[str, TableFile]:
    """The files of tables by name, and tables in parts.

    Raises OnRecordError, with what to do, where a name, a file or a part is not one of them.
    """
    known, found = list(tables), dict[str, TableFile]()
    faults = []
    for path in paths:
        files = _tables_in(path, known) if path.is_dir() else [path]
        if not files:
            faults.append(f"{path} holds no tables: their files are called statements.parquet and so on.")
        for file in files:
            name = table_of(file) if file.is_dir() else file.stem
            if file.suffix not in FORMS and not file.is_dir():
                faults.append(
                    f"{file} is no table: name files that end in {', '.join(FORMS)}, or folders with such files."
                )
            elif not file.exists():
                faults.append(f"There is no {file}. See what is there: ls {file.parent}")
            elif name not in known:
                faults.append(_unknown(file, name, known))
            elif name in found:
                faults.append(f"{file} and {found[name].path} are both the table {name}: name one of them.")
            elif file.is_dir():
                found[name] = TableFile(name, file, "parquet", parts_of(file, tables[name].named))
            else:
                found[name] = TableFile(name, file, FORMS[file.suffix])
    if not found and not faults:
        faults.append(
            f"There is no table in {', '.join(map(str, paths))}: files are called statements.parquet and so on."
        )
    if faults:
        raise OnRecordError("\n".join(faults))
    return found


def _tables_in(folder: Path, tables: Collection[str]) -> list[Path]:
    """The files and folders of a folder that are tables, or the folder itself."""
    if is_in_parts(folder, tables):
        return [folder]
    found = sorted(path for path in folder.iterdir() if not path.name.startswith(("_", ".")))
    return [path for path in found if (is_in_parts(path, tables) if path.is_dir() else path.suffix in FORMS)]


def _unknown(file: Path, name: str, known: Sequence[str]) -> str:
    choices = near(name, known)
    meant = f"Did you mean {choices[0]}? " if choices else ""
    return f"{file}: '{name}' is no table of a release. {meant}The tables are {', '.join(known)}."
