"""A page that its publisher withdrew is never the only support of a record.

It stays, because others may have drawn on it, but what rests on it alone needs another source, or goes.
"""

from __future__ import annotations

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Wrong, col, given, missing, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

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
SUPPORT = col("support") == "supports"
WITHDRAWN, OTHER = SUPPORT & given("source.retracted"), SUPPORT & missing("source.retracted")
WRONG = [
    Wrong(table, some("evidence", column, WITHDRAWN) & ~some("evidence", column, OTHER))
    for column, table in RECORDS_WITH_EVIDENCE.items()
]


def say(dataset: Dataset, row: Row) -> Fault:
    return row.fault(None, "only pages that were withdrawn support this record", "Find another source for it")
