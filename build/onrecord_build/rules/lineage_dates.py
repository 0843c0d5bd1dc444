"""A source draws only on what was published before it.

A parent that came out later cannot be where its child has its words from: a date is wrong, or the two have changed
places. One day of slack allows for time zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="https://times.example/again,2026-02-04,",
    fails="https://times.example/again,2026-02-01,",
    found_in="dataset/source_lineage.csv",
)
SLACK = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("source_lineage"):
        child, parent = dataset.get("sources", row["child"]), dataset.get("sources", row["parent"])
        if child is None or parent is None:
            continue
        late, early = span(parent["published"]).earliest, span(child["published"]).latest
        if late and early and late - early > SLACK:
            when = f"{parent['published']}, after '{row['child']}' ({child['published']}), which draws on it"
            message = f"'{row['parent']}' was published on {when}"
            help = "Correct 'published' in dataset/sources.csv, or exchange child and parent"
            yield row.fault("parent", message, help)
