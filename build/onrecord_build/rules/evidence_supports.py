"""Every actor, event, relationship, statement and tenure has a passage that supports it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row, evidence in dataset.records_with_evidence():
        # An item that could not be read may be the one: it has its own fault.
        if not any(e["support"] == "supports" or "support" in e.broken for e in evidence):
            yield row.fault(
                None,
                "no evidence supports this record",
                "What no source shows does not belong in the dataset",
                "Add evidence: under the record in YAML, or in dataset/evidence.csv for actors and tenures",
            )
