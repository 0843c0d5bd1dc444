"""A part of an event lies within the time of the whole.

An event that was over before its parent began, or that began after its parent had ended, is no part of it. Correct a
date, or name another parent.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
WHOLE = "dataset/events/evt-0002-talks.yaml"
EXAMPLE = Example(
    WHOLE,
    passes="end: 2026-02-04\n",
    fails="end: 2026-02-02\n",
    given=(
        Edit(EVENT, "country: xea\n", "country: xea\nparent: evt-0002-talks\n"),
        Edit(
            WHOLE,
            "",
            "event_id: evt-0002-talks\n"
            "label: Talks of the two states\n"
            "kind: meeting\n"
            "start: 2026-02-01\n"
            "end: 2026-02-04\n"
            "country: xea\n"
            "description: The two states talk about a treaty.\n"
            "contested: false\n"
            "evidence:\n"
            "  - evidence_id: ev-0012-talks\n"
            "    source: src-0002-example-agency\n"
            "    support: supports\n"
            "    rendition: document-fact\n"
            "    lang: ru\n",
        ),
    ),
    found_in=EVENT,
)
BEGIN, END = col("parent.start").earliest, col("parent.end").latest
FIRST, LAST = col("start"), col("end")
WRONG = [
    Wrong(
        "events",
        (LAST.latest < BEGIN)
        | (missing("end") & (FIRST.latest < BEGIN))
        | ((given("end") | missing("end")) & (FIRST.earliest > END)),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    parent = dataset.named("events", row["parent"])
    days = f"{parent['start'] or '…'} to {parent['end'] or '…'}"
    own = f"{row['start'] or '…'} to {row['end']}" if row["end"] else row["start"]
    message = f"the event ({own}) lies outside the time of '{row['parent']}' ({days})"
    return row.fault("parent", message, "Correct a date, or name another parent")
