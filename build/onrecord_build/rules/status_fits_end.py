"""A tenure that has a last day is not current.

Current means that the latest source read shows it going on. Where a source shows the last day, it has ended; where an
end is only planned, leave `end` empty and say so in the note.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, known
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes="xea,substantive,2025-05,2026-02-06,ended,",
    fails="xea,substantive,2025-05,2026-02-06,current,",
    instead_of="xea,substantive,2025-05,,current,",
)
# With an open end, such as 2026-02-01/.., the last day may still come.
WRONG = [Wrong("tenures", (col("status") == "current") & known(col("end").latest))]


def say(dataset: Dataset, row: Row) -> Fault:
    message = f"status is 'current', and the end is '{row['end']}'"
    return row.fault("status", message, "Write 'ended', or leave 'end' empty")
