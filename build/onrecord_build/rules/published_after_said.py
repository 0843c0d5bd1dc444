"""A source cannot be published before the statement that it reports; one day of slack for time zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord_build.dataset import Dataset, span
from onrecord_build.faults import Fault

SLACK = timedelta(days=1)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("evidence"):
        statement, source = dataset.get("statements", row["statement"]), dataset.get("sources", row["source"])
        if statement is None or source is None:
            continue
        said, published = span(statement["said"]).earliest, span(source["published"]).latest
        if said and published and published + SLACK < said:
            when = f"{source['published']}, before the words were said ({statement['said']})"
            yield row.fault(
                "source",
                f"'{row['source']}' was published on {when}",
                "Nobody reports what has not yet been said",
                "Correct 'said' in the statement or 'published' in dataset/sources.csv",
            )
