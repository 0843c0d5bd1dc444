"""A symmetric relationship is stored once, with its parties in the order of their identifiers.

Diplomatic relations of A with B are those of B with A. One order keeps the same fact from being recorded twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="subject: xea\nobject: xeb\n", fails="subject: xeb\nobject: xea\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        term = dataset.relationship_types.get(row["type"] or "")
        if term is None or not term["symmetric"] or None in (row["subject"], row["object"]):
            continue
        if row["subject"] > row["object"]:
            message = (
                f"'{row['subject']}' comes after '{row['object']}' in the alphabet, and '{row['type']}' is symmetric"
            )
            yield row.fault("subject", message, "Exchange subject and object, or run: onrecord fix")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Exchange subject and object; a symmetric relationship reads the same."""
    return {"subject": fault.row["object"], "object": fault.row["subject"]}
