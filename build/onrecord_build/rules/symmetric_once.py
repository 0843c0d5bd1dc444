"""A symmetric relationship is stored once, with its parties in the order of their identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        term = dataset.relationship_types.get(row["type"] or "")
        if (
            term
            and term["symmetric"]
            and None not in (row["subject"], row["object"])
            and row["subject"] > row["object"]
        ):
            yield row.fault(
                "subject",
                f"'{row['subject']}' comes after '{row['object']}' in the alphabet",
                f"'{row['type']}' reads the same both ways and is stored once",
                "Exchange subject and object",
            )
