"""A source is not read before it is published.

A page that was read earlier carries another date than its own, or the day of reading is wrong. One day of slack
allows for time zones.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,false,excerpt,2026-02-10,,",
    fails="2026-02-04,en,false,excerpt,2026-02-01,,",
)
WRONG = [Wrong("sources", col("published").earliest > col("accessed").plus(days=1))]


def say(dataset: Dataset, row: Row) -> Fault:
    message = f"read on {row['accessed']}, and published later, on {row['published']}"
    return row.fault("accessed", message, "Correct one of the two dates")
