"""A symmetric relationship is stored once, with its parties in the order of their identifiers.

Diplomatic relations of A with B are those of B with A. One order keeps the same fact from being recorded twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row
from onrecord_build.schema import Schemas

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="subject: xea\nobject: xeb\n", fails="subject: xeb\nobject: xea\n")


def wrong(schemas: Schemas) -> Iterator[Wrong]:
    """The types that read the same from both sides, with the parties in another order than that of the alphabet."""
    symmetric = [term["code"] for term in schemas.terms.get("relationship-type", ()) if term.get("symmetric") == "true"]
    yield Wrong("relationships", col("type").among(*symmetric) & (col("subject") > col("object")))


def say(dataset: Dataset, row: Row) -> Fault:
    one, other = row["subject"], row["object"]
    message = f"'{one}' comes after '{other}' in the alphabet, and '{row['type']}' is symmetric"
    return row.fault("subject", message, "Exchange subject and object, or run: onrecord fix")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Exchange subject and object; a symmetric relationship reads the same."""
    return {"subject": fault.row["object"], "object": fault.row["subject"]}
