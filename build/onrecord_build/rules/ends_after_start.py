"""What ends, ends after it began.

The end of an event, a relationship or a tenure cannot lie before its start. Where a date is not known, leave it out.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="start: 2025-05\nend: 2025-05-31\n",
    fails="start: 2025-05\nend: 2025-04-30\n",
    instead_of="start: 2025-05\n",
)
WRONG = [Wrong(table, col("end").latest < col("start").earliest) for table in ("events", "relationships", "tenures")]


def say(dataset: Dataset, row: Row) -> Fault:
    message = f"the end {row['end']} comes before the start {row['start']}"
    return row.fault("end", message, "Correct one of the two dates")
