"""Every actor, event, relationship, statement and tenure has a passage that supports it.

An actor that publishes a source is shown by that source.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    publishers = {source["publisher"] for source in dataset.rows("sources")}
    for row, evidence in dataset.records_with_evidence():
        if row["actor_id"] in publishers and row["actor_id"] is not None:
            continue
        # An item that could not be read may be the one: it has its own fault.
        if not any(e["support"] == "supports" or "support" in e.broken for e in evidence):
            yield row.fault(
                None,
                "no evidence supports this record",
                "What no source shows does not belong in the dataset",
                "Add evidence: under the record in YAML, or in dataset/evidence.csv for actors and tenures",
            )
