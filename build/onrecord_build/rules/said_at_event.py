"""What was said on an occasion was said on its days.

The event of a statement is the occasion on which the words were spoken. What they are about is `about_event`. One day
of slack allows for time zones.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="said: 2026-02-03\n", fails="said: 2026-02-01\n", found_in=STATEMENT)
SAID, FIRST, LAST = col("said"), col("event.start"), col("event.end")
EARLY = (SAID.latest.plus(days=1) < FIRST.earliest) & (given("event.end") | missing("event.end"))
LATE = (SAID.earliest > LAST.latest.plus(days=1)) | (missing("event.end") & (SAID.earliest > FIRST.latest.plus(days=1)))
WRONG = [Wrong("statements", EARLY | LATE)]


def say(dataset: Dataset, row: Row) -> Fault:
    event = dataset.named("events", row["event"])
    days = f"{event['start'] or '…'} to {event['end']}" if event["end"] else event["start"]
    message = f"'{row['event']}' ({days}) does not cover {row['said']}"
    help = "Name the occasion on which it was said, or correct a date; what it is about is 'about_event'"
    return row.fault("event", message, help)
