"""A source draws only on what was published before it.

A parent that came out later cannot be where its child has its words from: a date is wrong, or the two have changed
places. One day of slack allows for time zones.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="https://times.example/again,2026-02-04,",
    fails="https://times.example/again,2026-02-01,",
    found_in="dataset/source_lineage.csv",
)
WRONG = [Wrong("source_lineage", col("parent.published").earliest > col("child.published").latest.plus(days=1))]


def say(dataset: Dataset, row: Row) -> Fault:
    child, parent = dataset.named("sources", row["child"]), dataset.named("sources", row["parent"])
    when = f"{parent['published']}, after '{row['child']}' ({child['published']}), which draws on it"
    message = f"'{row['parent']}' was published on {when}"
    help = "Correct 'published' in dataset/sources.csv, or exchange child and parent"
    return row.fault("parent", message, help)
