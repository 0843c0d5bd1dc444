"""A record cites a passage once.

The same words at the same place of the same source, cited twice for a record, are one piece of evidence. Take one of
the two out, or say with `locator` where each of them stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.normal_form import normalise
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord_build.conditions import Alike, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
OFFICE = "-office,,,,,ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,,,\n"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes=f"ev-0007{OFFICE}",
    fails=f"ev-0007{OFFICE}ev-0012{OFFICE}",
)
PASSAGE = {"source", "support", "exact", "locator"}
SUSPECTS = [
    Alike("evidence", (col(column), col("source"), col("support"), col("locator").otherwise("")))
    for column in RECORDS_WITH_EVIDENCE
]


def check(dataset: Dataset) -> Iterator[Fault]:
    for evidence in dataset.evidence_of.values():
        if len({row.get("source") for row in evidence}) == len(evidence):
            continue
        cited: dict[str | None, list[Row]] = {}
        for row in evidence:
            before = cited.setdefault(row.get("source"), [])
            for other in before:
                if _same(other, row):
                    message = f"the same passage of '{row['source']}' as '{other.id}' cites for this record"
                    yield row.fault("source", message, "Take one of the two out, or give each its 'locator'")
                    break
            before.append(row)


def _same(one: Row, other: Row) -> bool:
    """Whether two rows of one source and one record cite the same passage to the same end."""
    if one["locator"] != other["locator"] or one["support"] != other["support"]:
        return False
    if None in (one["source"], one["support"], one["evidence_id"]) or (one.broken | other.broken) & PASSAGE:
        return False
    if one.partial or other.partial:
        return False
    first, second = one["exact"], other["exact"]
    if first is None or second is None:
        return bool(first is second)
    return first == second or normalise(first) == normalise(second)
