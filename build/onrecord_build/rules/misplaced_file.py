"""A record lies in the file that its identifier and its date name.

Whoever knows the identifier finds the file, and a folder of statements holds those of one month: the month of the
first day on which the words may have been said.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row
from onrecord_build.schema import Table

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    RELATIONSHIP,
    passes="relationship_id: rel-0001-treaty\n",
    fails="relationship_id: rel-0001-treaties\n",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for table in dataset.schemas.tables.values():
        if table.folder is None:
            continue
        for row in dataset.rows(table.name):
            if row.place or (right := place_of(row, table)) is None or right == row.path:
                continue
            key = table.key[0]
            is_, should = row.path.rpartition("/"), right.rpartition("/")
            if is_[2] != should[2]:
                message = f"{key} is '{row[key]}', and the file is called '{is_[2]}'"
                yield row.fault(key, message, "Rename the file, or correct the identifier")
            if is_[0] != should[0]:
                message = f"the file belongs into {should[0]}"
                yield row.fault(table.month or key, message, "Move it there, or run: onrecord fix")


def place_of(row: Row, table: Table) -> str | None:
    """The path of the file that a record belongs into, from the root of the checkout; None where it cannot be told."""
    folder, identifier = table.folder, row[table.key[0]]
    if folder is None or identifier is None:
        return None
    if table.month is None:
        return f"dataset/{folder}/{identifier}.yaml"
    month = _month(row[table.month])
    return f"dataset/{folder}/{month}/{identifier}.yaml" if month else None


@lru_cache(maxsize=2**12)
def _month(date: str | None) -> str | None:
    """The month of the first day that a date can mean."""
    days = span(date)
    day = days.earliest or days.latest
    return f"{day.year:04}-{day.month:02}" if day else None
