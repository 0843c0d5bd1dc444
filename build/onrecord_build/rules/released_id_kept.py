"""An identifier that a release held is in the dataset, or among the retired ones.

Somebody may have cited it. A record that is withdrawn or merged goes into dataset/retired_ids.csv, with the reason
and the identifier to use instead; so does a row of lineage, as the identifiers of child and parent with a slash between
them, unless one of the two is retired. `onrecord generate` keeps the list of what was released.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.released import ERRATA, FILE

SEVERITY = "error"
ROW_BY_ROW = True
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\nxec,xeb,One state under two names.,1.2.3\n",
    fails="id,replaced_by,reason,version\n",
    given=(Edit(FILE, " name:9f7a8908\n", " name:9f7a8908\nxec,actors,1.2.3,00000000,\n"),),
    instead_of="id,replaced_by,reason,version\n",
    found_in=FILE,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    unread, released = dataset.records.unread, dataset.released
    # What a file that cannot be read holds is not gone; the file has its own fault.
    if not released or unread & {*dataset.schemas.citable, "retired_ids"}:
        return
    if any(fault.code in ("broken-yaml", "not-utf-8", "no-record") for fault in dataset.records.faults):
        return
    retired = {row["id"] for row in dataset.rows("retired_ids")}
    for name in set(released).difference(dataset.identifiers(), retired, unread):
        held = released[name]
        # Errata have a rule of their own, and a row that links two records goes with either.
        if held.table != ERRATA and not retired.intersection(name.split("/")):
            help = "Put it back, or add it to dataset/retired_ids.csv with the reason and what replaces it"
            yield held.fault(f"'{name}' was released, and is gone", help)
