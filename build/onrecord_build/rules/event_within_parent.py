"""A part of an event lies within the time of the whole.

An event that was over before its parent began, or that began after its parent had ended, is no part of it. Correct a
date, or name another parent.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import EVENT, Edit, Example
from onrecord_build.faults import Fault

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


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("events"):
        parent = dataset.get("events", row["parent"])
        if parent is None or "end" in row.broken:
            continue
        first, last = span(row["start"]).earliest, span(row["end"] or row["start"]).latest
        begin, end = span(parent["start"]).earliest, span(parent["end"]).latest
        if (last and begin and last < begin) or (first and end and first > end):
            days = f"{parent['start'] or '…'} to {parent['end'] or '…'}"
            own = f"{row['start'] or '…'} to {row['end']}" if row["end"] else row["start"]
            message = f"the event ({own}) lies outside the time of '{row['parent']}' ({days})"
            yield row.fault("parent", message, "Correct a date, or name another parent")
