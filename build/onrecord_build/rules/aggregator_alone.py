"""Nothing rests on aggregators alone: such pages alter words, dates and names."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row, evidence in dataset.records_with_evidence():
        sources = [dataset.get("sources", e["source"]) for e in evidence if e["support"] == "supports"]
        if sources and all(source is not None and source["kind"] == "aggregator" for source in sources):
            yield row.fault(
                None,
                "only aggregators support this record",
                "An aggregator may lead to a statement and is never its only evidence",
                "Find the source that it draws on and add it as evidence",
            )
