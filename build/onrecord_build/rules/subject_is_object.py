"""A relationship holds between two: its subject is not its object.

What an actor has with itself is no relationship; one of the two names is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="object: xeb\n", fails="object: xea\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        if row["subject"] is not None and row["subject"] == row["object"]:
            yield row.fault("object", f"'{row['object']}' is both subject and object", "Correct one of the two")
