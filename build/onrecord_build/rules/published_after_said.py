"""A source is not published before the statement that it reports.

Nobody reports what has not yet been said. One day of slack allows for time zones.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="https://agency.example/a?b=1,2026-02-03,",
    fails="https://agency.example/a?b=1,2026-02-01,",
    found_in=STATEMENT,
)
WRONG = [Wrong("evidence", col("source.published").latest.plus(days=1) < col("statement.said").earliest)]


def say(dataset: Dataset, row: Row) -> Fault:
    statement, source = dataset.named("statements", row["statement"]), dataset.named("sources", row["source"])
    when = f"{source['published']}, before the words were said ({statement['said']})"
    message = f"'{row['source']}' was published on {when}"
    help = "Correct 'said' in the statement or 'published' in dataset/sources.csv"
    return row.fault("source", message, help)
