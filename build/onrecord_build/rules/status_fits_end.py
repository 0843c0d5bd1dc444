"""A tenure that has a last day is not current.

Current means that the latest source read shows it going on. Where a source shows the last day, it has ended; where an
end is only planned, leave `end` empty and say so in the note.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes="xea,substantive,2025-05,2026-02-06,ended,",
    fails="xea,substantive,2025-05,2026-02-06,current,",
    instead_of="xea,substantive,2025-05,,current,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("tenures"):
        # With an open end, such as 2026-02-01/.., the last day may still come.
        if row["status"] == "current" and row["end"] is not None and span(row["end"]).latest is not None:
            message = f"status is 'current', and the end is '{row['end']}'"
            yield row.fault("status", message, "Write 'ended', or leave 'end' empty")
