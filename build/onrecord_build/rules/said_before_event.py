"""What looks back on an event was not said before it.

Nobody condemns, mourns, alleges, denies, admits or justifies what has yet to come. Either a date is wrong, or the
statement is about another event, or its act is another: a warning of what is to come is a threat or a concern.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "warning"
EXAMPLE = Example(
    STATEMENT,
    passes="speech_act: refuse\n",
    fails="speech_act: condemn\n",
    given=(Edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02"),),
)
LOOKS_BACK = {"condemn", "sympathize", "allege", "deny", "acknowledge", "justify"}


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        if row["about_event"] is None or row["speech_act"] not in LOOKS_BACK:
            continue
        event = dataset.get("events", row["about_event"])
        if event is None:
            continue
        said, began = span(row["said"]).latest, span(event["start"]).earliest
        if said and began and said < began:
            when = f"'{row['about_event']}' began on {event['start']}, after the words were said ({row['said']})"
            help = "Correct a date, or name another act or another event"
            yield row.fault("speech_act", f"'{row['speech_act']}' looks back, and {when}", help)
