"""A source is not published before the statement that it reports.

Nobody reports what has not yet been said. One day of slack allows for time zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord_build.dataset import Dataset, span
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="https://agency.example/a?b=1,2026-02-03,",
    fails="https://agency.example/a?b=1,2026-02-01,",
    found_in=STATEMENT,
)
SLACK = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        if row["statement"] is None:
            continue
        statement, source = dataset.get("statements", row["statement"]), dataset.get("sources", row["source"])
        if statement is None or source is None:
            continue
        said, published = span(statement["said"]).earliest, span(source["published"]).latest
        if said and published and published + SLACK < said:
            when = f"{source['published']}, before the words were said ({statement['said']})"
            message = f"'{row['source']}' was published on {when}"
            help = "Correct 'said' in the statement or 'published' in dataset/sources.csv"
            yield row.fault("source", message, help)
