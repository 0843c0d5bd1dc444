"""The tenure on a statement covers the day on which it was made.

It is the office that was held on that day. An office that had ended, or had not begun, is another tenure.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv", passes=",2025-05,,current,", fails=",2025-05,2026-01-31,ended,", found_in=STATEMENT
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        tenure = dataset.get("tenures", row["tenure"])
        if tenure is None:
            continue
        said, first, last = span(row["said"]), span(tenure["start"]).earliest, span(tenure["end"]).latest
        if (first and said.latest and said.latest < first) or (last and said.earliest and said.earliest > last):
            days = f"{tenure['start'] or '…'} to {tenure['end'] or '…'}"
            message = f"'{row['tenure']}' ({days}) does not cover {row['said']}"
            yield row.fault("tenure", message, "Name another tenure, or correct a date")
