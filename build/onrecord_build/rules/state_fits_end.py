"""A relationship that has a last day was more than announced.

Announced is what is said to come and is not yet in force: it has not begun, and so has not ended. Where an end is
agreed beforehand, say so in `detail` and leave `end` empty.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, known
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="start: 2025-05\nend: 2026-01-31\nstate: ended\n",
    fails="start: 2025-05\nend: 2026-01-31\nstate: announced\n",
    instead_of="start: 2025-05\nstate: in-force\n",
)
# With an open end, such as 2026-02-01/.., the last day may still come.
WRONG = [Wrong("relationships", (col("state") == "announced") & known(col("end").latest))]


def say(dataset: Dataset, row: Row) -> Fault:
    message = f"state is 'announced', and the end is '{row['end']}'"
    return row.fault("state", message, "Name another state, such as 'ended', or leave 'end' out")
