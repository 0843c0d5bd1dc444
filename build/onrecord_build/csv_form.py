"""The canonical form of a CSV file: columns in the order of the schema, rows sorted by key, quotation marks where they
are needed, lines ended by a line feed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from onrecord_build.schema import Table


def write(rows: Sequence[Mapping[str, str]], table: Table) -> str:
    """The canonical text of a table in which every row is a mapping of column to cell."""
    return written([[row.get(column) or "" for column in table.authored] for row in rows], table)


def written(rows: Iterable[Sequence[str]], table: Table) -> str:
    """The same of rows of cells, in the order of the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.authored)
    ordered = sorted(rows, key=_rank(table))
    writer.writerows(ordered)
    return text.getvalue()


def _rank(table: Table) -> Callable[[Sequence[str]], Any]:
    """What tells of the cells of a row where it stands among others."""
    columns = [*table.authored]
    places = [columns.index(column) for column in table.order]
    numbers = [table.authored[column].type == "integer" for column in table.order]
    if not any(numbers):
        return itemgetter(*places)
    # A number sorts as one: 10 comes after 9.
    return lambda row: [(len(row[at]) if number else 0, row[at]) for at, number in zip(places, numbers, strict=True)]
