"""A retired identifier is not in use.

Somebody may have cited the record that once had it. Whoever looks it up has to find out what became of that record,
and not another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Wrong, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row
from onrecord_build.schema import Schemas

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\nst-0002-other-words,,The words were never said.,1.2.3\n",
    fails="id,replaced_by,reason,version\nst-0001-we-will-not,,The words were never said.,1.2.3\n",
    instead_of="id,replaced_by,reason,version\n",
)


def wrong(schemas: Schemas) -> Iterator[Wrong]:
    """For each table, the identifiers that a record of it has."""
    for table in schemas.citable.values():
        if len(table.key) == 1:
            yield Wrong("retired_ids", some(table.name, table.key[0], of="id"), (table.name,))


def say(dataset: Dataset, row: Row, table: str) -> Fault:
    record = dataset.find(table, row["id"])
    message = f"'{row['id']}' is retired, and a record in {record.path if record is not None else table} has it"
    return row.fault("id", message, "Give the record another identifier, or take the retired one out of this file")


def check(dataset: Dataset) -> Iterator[Fault]:
    """Rows that link two records are cited by the identifiers of both, which no column holds."""
    links = [table.name for table in dataset.schemas.citable.values() if len(table.key) > 1]
    for row in dataset.rows("retired_ids"):
        for table in links:
            if row["id"] is not None and dataset.find(table, row["id"]) is not None:
                yield say(dataset, row, table)
