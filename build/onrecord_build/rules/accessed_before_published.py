"""A source is not read before it is published.

A page that was read earlier carries another date than its own, or the day of reading is wrong. One day of slack
allows for time zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="2026-02-04,en,false,excerpt,2026-02-10,,",
    fails="2026-02-04,en,false,excerpt,2026-02-01,,",
)
SLACK = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("sources"):
        accessed = row["accessed"]
        published = span(row["published"]).earliest if accessed else None
        if published and published - accessed > SLACK:
            message = f"read on {accessed}, and published later, on {row['published']}"
            yield row.fault("accessed", message, "Correct one of the two dates")
