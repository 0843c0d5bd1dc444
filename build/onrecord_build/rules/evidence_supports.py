"""Every actor, event, relationship, statement and tenure has a passage that supports it.

What no source shows does not belong in the dataset. Evidence stands under the record in YAML, and in
dataset/evidence.csv for actors and tenures. A publisher needs none: the pages that it published show it. Nor does an
actor that was only searched for (dataset/searches.csv): nothing is said of it but that nothing was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="    support: supports\n",
    fails="    support: context\n",
    found_in=EVENT,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    exempt = {source["publisher"] for source in dataset.rows("sources")}
    exempt |= {search["actor"] for search in dataset.rows("searches")}
    for row, evidence in dataset.records_with_evidence():
        if row.table == "actors" and row["actor_id"] in exempt:
            continue
        # An item that could not be read may be the one: it has its own fault.
        if not any(e["support"] == "supports" or "support" in e.broken for e in evidence):
            where = "under the record" if row.file.name.endswith(".yaml") else "in dataset/evidence.csv"
            yield row.fault(None, "no evidence supports this record", f"Add evidence that supports it {where}")
