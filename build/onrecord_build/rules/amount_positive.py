"""An amount is greater than zero.

What is delivered, lent or offered is more than nothing. Money or goods that go the other way are a relationship of
their own, with subject and object exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="amount: 12.5\n", fails="amount: 0\n")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        amount = row["amount"]
        if amount is not None and amount <= 0:
            message = f"the amount is '{amount:.15g}', and an amount is greater than zero"
            yield row.fault("amount", message, "Correct it, or take amount, unit and period out")
