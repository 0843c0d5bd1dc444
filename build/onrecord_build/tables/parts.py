"""Tables that lie in parts: a folder named as the table, with Parquet files in it or in folders such as mode=quoted.

Spark, pandas and `onrecord build --partition` write tables so. Rows are counted through the parts, which come in the
order of their paths as text: row 1 is the first of the first.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from onrecord.errors import OnRecordError
from onrecord.integrity.partitions import NOTHING

FORM = ".parquet"


class Part(NamedTuple):
    """One file, and what the names of the folders around it say: values by columns of the table, as text."""

    path: Path
    values: Mapping[str, str | None]


def table_of(folder: Path) -> str:
    """The table that a folder is named as: statements, or as Spark and pandas like it, statements.parquet."""
    return folder.name.removesuffix(FORM)


def is_in_parts(folder: Path, tables: Collection[str]) -> bool:
    """Whether a folder is a table in parts, rather than a folder of tables or of other matters.

    One that is named as a table and empty should be one, and one that is named otherwise is, if folders in it are named
    by columns.
    """
    entries = _visible(folder)
    if table_of(folder) not in tables:
        return any(_is_by_column(entry) and _has_parts(entry) for entry in entries)
    return not entries or (_has_parts(folder) and not any(e.is_file() and e.stem in tables for e in entries))


def parts_of(folder: Path, columns: Collection[str]) -> tuple[Part, ...]:
    """The parts of a table, in the order in which its rows are counted.

    Of the folders' names only those say something that name one of the `columns`: said_month=2026-01 tells of the
    column said nothing that is not in the files. Raises OnRecordError where a folder holds none, or something else.
    """
    if (folder / "_delta_log").exists():
        raise OnRecordError(
            f"{folder} is a table of Delta Lake, where files may hold rows that were deleted. Write it as Parquet "
            "alone, and check that: onrecord check --help"
        )
    parts = sorted(_parts(folder, {}), key=lambda part: part.path.relative_to(folder).as_posix())
    if not parts:
        raise OnRecordError(
            f"{folder} holds no rows: there is no file in it that ends in {FORM}. Write the table anew, or take the "
            f"folder away: rmdir {shlex.quote(str(folder))}"
        )
    first = parts[0]
    for part in parts:
        if part.values.keys() != first.values.keys():
            raise OnRecordError(
                f"{part.path} lies in folders by {_and(part.values)}, and {first.path} by {_and(first.values)}. Let "
                f"the folders of a table name the same columns; to see them: ls -R {shlex.quote(str(folder))}"
            )
    return tuple(Part(path, {c: v for c, v in values.items() if c in columns}) for path, values in parts)


def _parts(folder: Path, values: Mapping[str, str | None]) -> Iterator[Part]:
    for entry in _visible(folder):
        if entry.suffix == FORM and entry.is_file():
            yield Part(entry, values)
        elif _is_by_column(entry):
            column, _, value = entry.name.partition("=")
            yield from _parts(entry, {**values, unquote(column): None if value == NOTHING else unquote(value)})
        else:
            raise OnRecordError(
                f"{entry} is no part of a table: these are files that end in {FORM}, in folders with names such as "
                f"mode=quoted. Take it out, and run the command again; to see it: ls -l {shlex.quote(str(entry))}"
            )


def _has_parts(folder: Path) -> bool:
    return any(
        _has_parts(entry) if _is_by_column(entry) else entry.suffix == FORM and entry.is_file()
        for entry in _visible(folder)
    )


def _visible(folder: Path) -> list[Path]:
    """What is in a folder, without what programs keep there for themselves, such as _SUCCESS."""
    return [entry for entry in folder.iterdir() if "=" in entry.name or not entry.name.startswith(("_", "."))]


def _is_by_column(entry: Path) -> bool:
    return "=" in entry.name and entry.is_dir()


def _and(columns: Collection[str]) -> str:
    return " and ".join(columns) or "no column"
