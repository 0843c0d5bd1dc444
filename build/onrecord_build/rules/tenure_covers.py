"""The tenure on a statement covers the day on which it was made.

It is the office that was held on that day. An office that had ended, or had not begun, is another tenure.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv", passes=",2025-05,,current,", fails=",2025-05,2026-01-31,ended,", found_in=STATEMENT
)
SAID = col("said")
WRONG = [
    Wrong(
        "statements",
        (SAID.latest < col("tenure.start").earliest) | (SAID.earliest > col("tenure.end").latest),
    )
]


def say(dataset: Dataset, row: Row) -> Fault:
    tenure = dataset.named("tenures", row["tenure"])
    days = f"{tenure['start'] or '…'} to {tenure['end'] or '…'}"
    message = f"'{row['tenure']}' ({days}) does not cover {row['said']}"
    return row.fault("tenure", message, "Name another tenure, or correct a date")
