"""A source of which nothing was read is never evidence, and has no day on which it was read.

It is recorded for lineage only: two pages that both cite a third are not two origins.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,false,unseen,,,",
    fails="2026-02-04,en,false,unseen,2026-02-10,,",
    instead_of="2026-02-04,en,false,excerpt,2026-02-10,,",
)
ACCESS = col("access")
WRONG = [
    Wrong("sources", ((ACCESS == "unseen") & given("accessed")) | ((ACCESS != "unseen") & missing("accessed"))),
    Wrong("evidence", col("source.access") == "unseen"),
]


def say(dataset: Dataset, row: Row) -> Fault:
    if row.table == "evidence":
        message = f"'{row['source']}' is unseen, and shows nothing"
        return row.fault("source", message, "Cite the page that was read")
    message = f"access is '{row['access']}', and accessed is {row['accessed'] or 'empty'}"
    help = "Give the day of reading, or write 'unseen' where nothing was read"
    return row.fault("accessed", message, help)
