"""A relationship holds between two: its subject is not its object.

What an actor has with itself is no relationship; one of the two names is wrong.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="object: xeb\n", fails="object: xea\n")
WRONG = [Wrong("relationships", col("subject") == col("object"))]


def say(dataset: Dataset, row: Row) -> Fault:
    return row.fault("object", f"'{row['object']}' is both subject and object", "Correct one of the two")
