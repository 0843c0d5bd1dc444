"""Tables as CSV that a spreadsheet can open: marked as UTF-8, with no cell that it would take for a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord.integrity.forms import RELEASE
from onrecord.spreadsheet import guarded
from onrecord_build.compile import MemoryStore
from onrecord_build.schema import Field

CELL: dict[str, Callable[[Any], str]] = {
    "string": guarded,
    "list": lambda items: guarded(json.dumps(items, ensure_ascii=False)),
    "date": str,
    "boolean": lambda value: "true" if value else "false",
    "integer": str,
    "number": repr,
}


def write(store: MemoryStore, folder: Path) -> None:
    """Write a file for each table that has rows; every row says in a last column what it is from.

    A missing value is an empty cell, a list is a JSON array. Text is guarded as onrecord.spreadsheet says.
    """
    (folder / "csv").mkdir()
    for name, table in store.tables.items():
        if table.num_rows:  # a file with a header alone could not say what it is from
            # The mark at the beginning is what tells Excel that this is UTF-8.
            with open(folder / "csv" / f"{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow([*table.column_names, RELEASE])
                cells = _columns(store.schemas.released[name].fields, table.to_pydict())
                writer.writerows(zip(*cells, [store.identity.label] * table.num_rows, strict=True))


def _columns(fields: Sequence[Field], columns: dict[str, list[Any]]) -> list[list[str]]:
    return [["" if v is None else CELL[field.type](v) for v in columns[field.name]] for field in fields]
