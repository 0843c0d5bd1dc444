"""What ends, ends after it began."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for table in ("events", "relationships", "tenures"):
        for row in dataset.rows(table):
            start, end = span(row["start"]).earliest, span(row["end"]).latest
            if start and end and end < start:
                what = f"the end {row['end']} comes before the start {row['start']}"
                yield row.fault("end", what, "Nothing ends before it begins", "Correct one of the two dates")
