"""A retired identifier is not in use.

Somebody may have cited the record that once had it. Whoever looks it up has to find out what became of that record,
and not another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\nst-0002-other-words,,The words were never said.,1.2.3\n",
    fails="id,replaced_by,reason,version\nst-0001-we-will-not,,The words were never said.,1.2.3\n",
    instead_of="id,replaced_by,reason,version\n",
)
SUSPECTS = [Suspect("retired_ids")]


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("retired_ids"):
        tables = dataset.schemas.citable if row["id"] is not None else ()
        used = next((found for table in tables if (found := dataset.find(table, row["id"]))), None)
        if used is not None:
            message = f"'{row['id']}' is retired, and a record in {used.path} has it"
            yield row.fault(
                "id", message, "Give the record another identifier, or take the retired one out of this file"
            )
