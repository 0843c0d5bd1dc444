"""A relationship that has a last day was more than announced.

Announced is what is said to come and is not yet in force: it has not begun, and so has not ended. Where an end is
agreed beforehand, say so in `detail` and leave `end` empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="start: 2025-05\nend: 2026-01-31\nstate: ended\n",
    fails="start: 2025-05\nend: 2026-01-31\nstate: announced\n",
    instead_of="start: 2025-05\nstate: in-force\n",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        # With an open end, such as 2026-02-01/.., the last day may still come.
        if row["state"] == "announced" and row["end"] is not None and span(row["end"]).latest is not None:
            message = f"state is 'announced', and the end is '{row['end']}'"
            yield row.fault("state", message, "Name another state, such as 'ended', or leave 'end' out")
