"""The tenure on a statement is one of its principal and covers the day."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset, span
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("statements"):
        tenure = dataset.get("tenures", row["tenure"])
        if tenure is None:
            continue
        if None not in (row["principal"], tenure["holder"]) and tenure["holder"] != row["principal"]:
            what = f"'{row['tenure']}' is a tenure of '{tenure['holder']}', the principal is '{row['principal']}'"
            yield row.fault(
                "tenure",
                what,
                "The office is that of the person whose words they are",
                "Name a tenure of the principal",
            )
        said, first, last = span(row["said"]), span(tenure["start"]).earliest, span(tenure["end"]).latest
        if (first and said.latest and said.latest < first) or (last and said.earliest and said.earliest > last):
            what = (
                f"'{row['tenure']}' ({tenure['start'] or '…'} to {tenure['end'] or '…'}) does not cover {row['said']}"
            )
            yield row.fault(
                "tenure",
                what,
                "The tenure is the office that was held on that day",
                "Name another tenure, or correct a date",
            )
