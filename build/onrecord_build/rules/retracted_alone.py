"""A page that its publisher withdrew is never the only support of a record.

It stays, because others may have drawn on it, but what rests on it alone needs another source, or goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="    source: src-0001-example-times\n",
    fails="    source: src-0003-example-times\n",
    given=(
        Edit(
            "dataset/sources.csv",
            "2026-02-04,en,false,excerpt,2026-02-10,,,",
            "2026-02-04,en,false,excerpt,2026-02-10,,2026-02-11,",
        ),
    ),
    found_in=EVENT,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    retracted = {row["source_id"] for row in dataset.rows("sources") if row["retracted"] is not None}
    if not retracted:
        return
    for row, evidence in dataset.records_with_evidence():
        sources = {e["source"] for e in evidence if e["support"] == "supports" or "support" in e.broken}
        if sources and sources <= retracted:
            yield row.fault(None, "only pages that were withdrawn support this record", "Find another source for it")
