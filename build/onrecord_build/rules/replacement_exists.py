"""What replaces a retired identifier is there.

`replaced_by` leads a reader from a record that was cited to the one that holds now: a record of the dataset, or an
identifier that was retired later and has a row of its own. Where nothing replaces it, leave the cell empty.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from onrecord_build.conditions import Wrong, given, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, shown
from onrecord_build.records import Row

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
KEYS = {
    "retired_ids": "id",
    "statements": "statement_id",
    "events": "event_id",
    "relationships": "relationship_id",
    "sources": "source_id",
    "tenures": "tenure_id",
    "evidence": "evidence_id",
    "actors": "actor_id",
}
IS_THERE = reduce(or_, (some(table, key, of="replaced_by") for table, key in KEYS.items()))
WRONG = [Wrong("retired_ids", given("replaced_by") & ~IS_THERE)]


def say(dataset: Dataset, row: Row) -> Fault:
    replacement = row["replaced_by"]
    message = f"'{shown(replacement)}' is neither a record nor a retired identifier"
    help = "Name the record to use instead, or leave 'replaced_by' empty"
    table = TABLES.get(replacement.partition("-")[0], TABLES[""])
    return row.fault("replaced_by", message, help, dataset.nearest(replacement, table))
