"""Every actor, event, relationship, statement and tenure has a passage that supports it.

What no source shows does not belong in the dataset. Evidence stands under the record in YAML, and in
dataset/evidence.csv for actors and tenures. A publisher needs none: the pages that it published show it. Nor does an
actor that was only searched for (dataset/searches.csv): nothing is said of it but that nothing was found.
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
    EVENT,
    passes="    support: supports\n",
    fails="    support: context\n",
    found_in=EVENT,
)
# A publisher needs no evidence but its pages, and one who was searched for and not found has none.
EXEMPT = some("sources", "publisher") | some("searches", "actor")
UNSUPPORTED = {
    table: ~some("evidence", column, col("support") == "supports") for column, table in RECORDS_WITH_EVIDENCE.items()
}
WRONG = [Wrong(table, bare & ~EXEMPT if table == "actors" else bare) for table, bare in UNSUPPORTED.items()]


def say(dataset: Dataset, row: Row) -> Fault:
    where = "under the record" if row.path.endswith(".yaml") else "in dataset/evidence.csv"
    return row.fault(None, "no evidence supports this record", f"Add evidence that supports it {where}")
