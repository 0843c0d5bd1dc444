"""Nothing rests on aggregators alone.

Such pages alter words, dates and names. One may lead to a statement and is never its only evidence: find the source
that it draws on, and add that.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="src-0001-example-times,news-report,first-hand,",
    fails="src-0001-example-times,aggregator,first-hand,",
    found_in=EVENT,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    aggregators = {source["source_id"] for source in dataset.rows("sources") if source["kind"] == "aggregator"}
    if not aggregators:
        return
    for row, evidence in dataset.records_with_evidence():
        sources = [e["source"] for e in evidence if e["support"] == "supports"]
        if sources and aggregators.issuperset(sources):
            help = "Find the source that it draws on and add it as evidence"
            yield row.fault(None, "only aggregators support this record", help)
