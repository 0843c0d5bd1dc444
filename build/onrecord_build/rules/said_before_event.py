"""What looks back on an event was not said before it.

Nobody condemns, mourns, alleges, denies, admits or justifies what has yet to come. Either a date is wrong, or the
statement is about another event, or its act is another: a warning of what is to come is a threat or a concern.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    STATEMENT,
    passes="speech_act: refuse\n",
    fails="speech_act: condemn\n",
    given=(Edit(STATEMENT, "said: 2026-02-03", "said: 2026-02-02"),),
)
LOOKS_BACK = {"condemn", "sympathize", "allege", "deny", "acknowledge", "justify"}
WRONG = [
    Wrong(
        "statements",
        col("speech_act").among(*LOOKS_BACK) & (col("said").latest < col("about_event.start").earliest),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    start = dataset.named("events", row["about_event"])["start"]
    when = f"'{row['about_event']}' began on {start}, after the words were said ({row['said']})"
    help = "Correct a date, or name another act or another event"
    return row.fault("speech_act", f"'{row['speech_act']}' looks back, and {when}", help)
