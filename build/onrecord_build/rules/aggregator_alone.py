"""Nothing rests on aggregators alone.

Such pages alter words, dates and names. One may lead to a statement and is never its only evidence: find the source
that it draws on, and add that.
"""

from __future__ import annotations

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Wrong, col, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="src-0001-example-times,news-report,first-hand,",
    fails="src-0001-example-times,aggregator,first-hand,",
    found_in=EVENT,
)
SUPPORT = col("support") == "supports"
AGGREGATOR, OTHER = SUPPORT & (col("source.kind") == "aggregator"), SUPPORT & (col("source.kind") != "aggregator")
WRONG = [
    Wrong(table, some("evidence", column, AGGREGATOR) & ~some("evidence", column, OTHER))
    for column, table in RECORDS_WITH_EVIDENCE.items()
]


def say(dataset: Dataset, row: Row) -> Fault:
    help = "Find the source that it draws on and add it as evidence"
    return row.fault(None, "only aggregators support this record", help)
