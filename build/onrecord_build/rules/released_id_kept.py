"""An identifier that a release held is in the dataset, or among the retired ones.

Somebody may have cited it. A record that is withdrawn or merged goes into dataset/retired_ids.csv, with the reason
and the identifier to use instead. `onrecord generate` keeps the list of released identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
RELEASED = "dataset/released_ids.csv"
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\nxec,xeb,One state under two names.,1.2.3\n",
    fails="id,replaced_by,reason,version\n",
    given=(Edit(RELEASED, "xeb\n", "xeb\nxec\n"),),
    instead_of="id,replaced_by,reason,version\n",
    found_in=RELEASED,
)
TABLES = ("actors", "events", "evidence", "relationships", "sources", "statements", "tenures")


def identifiers(dataset: Dataset) -> Iterator[str]:
    """The identifiers of all records that can be cited."""
    for name in TABLES:
        key = dataset.schemas.tables[name].key[0]
        for row in dataset.rows(name):
            if row[key] is not None:
                yield row[key]


def check(dataset: Dataset) -> Iterator[Fault]:
    released = dataset.rows("released_ids")
    # What a file that cannot be read holds is not gone; the file has its own fault.
    if not released or dataset.records.unread & {*TABLES, "retired_ids"}:
        return
    there = {*identifiers(dataset), *(row["id"] for row in dataset.rows("retired_ids")), *dataset.records.unread, None}
    unread = any(fault.code in ("broken-yaml", "not-utf-8", "no-record") for fault in dataset.records.faults)
    for row in released:
        if row["id"] not in there and not unread:
            help = "Put it back, or add it to dataset/retired_ids.csv with the reason and what replaces it"
            yield row.fault("id", f"'{row['id']}' was released, and is gone", help)
