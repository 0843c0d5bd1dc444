"""What ends, ends after it began.

The end of an event, a relationship or a tenure cannot lie before its start. Where a date is not known, leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="start: 2025-05\nend: 2025-05-31\n",
    fails="start: 2025-05\nend: 2025-04-30\n",
    instead_of="start: 2025-05\n",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for table in ("events", "relationships", "tenures"):
        for row in dataset.rows(table):
            start, end = span(row["start"]).earliest, span(row["end"]).latest
            if start and end and end < start:
                message = f"the end {row['end']} comes before the start {row['start']}"
                yield row.fault("end", message, "Correct one of the two dates")
