"""What replaces a retired identifier is there.

`replaced_by` leads a reader from a record that was cited to the one that holds now: a record of the dataset, or an
identifier that was retired later and has a row of its own. Where nothing replaces it, leave the cell empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect, given
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, shown

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/retired_ids.csv",
    passes="id,replaced_by,reason,version\nst-0002-own-laws,st-0001-we-will-not,The same words.,1.2.3\n",
    fails="id,replaced_by,reason,version\nst-0002-own-laws,st-0001-we-will,The same words.,1.2.3\n",
    instead_of="id,replaced_by,reason,version\n",
)
TABLES = {
    "st": "statements",
    "evt": "events",
    "rel": "relationships",
    "src": "sources",
    "ten": "tenures",
    "ev": "evidence",
    "": "actors",
}
SUSPECTS = [Suspect("retired_ids", given("replaced_by"))]


def check(dataset: Dataset) -> Iterator[Fault]:
    unread = dataset.records.unread
    for row in dataset.rows("retired_ids"):
        replacement = row["replaced_by"]
        if replacement is None or dataset.get("retired_ids", replacement) or replacement in unread:
            continue
        if any(dataset.get(table, replacement) for table in TABLES.values()):
            continue
        table = TABLES.get(replacement.partition("-")[0], TABLES[""])
        if table not in unread:
            message = f"'{shown(replacement)}' is neither a record nor a retired identifier"
            help = "Name the record to use instead, or leave 'replaced_by' empty"
            yield row.fault("replaced_by", message, help, dataset.nearest(replacement, table))
