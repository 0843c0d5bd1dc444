"""A source of which nothing was read is never evidence, and has no day on which it was read.

It is recorded for lineage only: two pages that both cite a third are not two origins.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,false,unseen,,,",
    fails="2026-02-04,en,false,unseen,2026-02-10,,",
    instead_of="2026-02-04,en,false,excerpt,2026-02-10,,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("sources"):
        if row["access"] is None or "accessed" in row.broken:
            continue
        if (row["access"] == "unseen") != (row["accessed"] is None):
            message = f"access is '{row['access']}', and accessed is {row['accessed'] or 'empty'}"
            help = "Give the day of reading, or write 'unseen' where nothing was read"
            yield row.fault("accessed", message, help)
    unseen = {row["source_id"] for row in dataset.rows("sources") if row["access"] == "unseen"}
    for row in dataset.rows("evidence"):
        if row["source"] in unseen:
            yield row.fault("source", f"'{row['source']}' is unseen, and shows nothing", "Cite the page that was read")
