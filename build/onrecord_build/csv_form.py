"""The canonical form of a CSV file: columns in the order of the schema, rows sorted by key, quotation marks where they
are needed, lines ended by a line feed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord_build.schema import Table


def write(rows: Sequence[Mapping[str, str]], table: Table) -> str:
    """The canonical text of a table in which every row is a mapping of column to cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = list(table.authored)
    writer.writerow(columns)
    cells = [[row.get(column) or "" for column in columns] for row in sorted(rows, key=lambda row: _rank(row, table))]
    writer.writerows(cells)
    return text.getvalue()


def _rank(row: Mapping[str, str], table: Table) -> list[Any]:
    cells = [row.get(column) or "" for column in table.order]
    # A number sorts as one: 10 comes after 9.
    return [
        (len(cell), cell) if table.authored[column].type == "integer" else (0, cell)
        for column, cell in zip(table.order, cells, strict=True)
    ]
