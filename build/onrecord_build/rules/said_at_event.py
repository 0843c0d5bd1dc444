"""What was said on an occasion was said on its days.

The event of a statement is the occasion on which the words were spoken. What they are about is `about_event`. One day
of slack allows for time zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="said: 2026-02-03\n", fails="said: 2026-02-01\n", found_in=STATEMENT)
SLACK = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        event = dataset.get("events", row["event"])
        if event is None or event["start"] == row["said"] or "end" in event.broken:
            continue
        said, first = span(row["said"]), span(event["start"]).earliest
        last = span(event["end"] or event["start"]).latest
        early = first and said.latest and first - said.latest > SLACK
        late = last and said.earliest and said.earliest - last > SLACK
        if early or late:
            days = f"{event['start'] or '…'} to {event['end']}" if event["end"] else event["start"]
            message = f"'{row['event']}' ({days}) does not cover {row['said']}"
            help = "Name the occasion on which it was said, or correct a date; what it is about is 'about_event'"
            yield row.fault("event", message, help)
