"""An amount is greater than zero.

What is delivered, lent or offered is more than nothing. Money or goods that go the other way are a relationship of
their own, with subject and object exchanged.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(RELATIONSHIP, passes="amount: 12.5\n", fails="amount: 0\n")
WRONG = [Wrong("relationships", col("amount") <= 0)]


def say(dataset: Dataset, row: Row) -> Fault:
    message = f"the amount is '{row['amount']:.15g}', and an amount is greater than zero"
    return row.fault("amount", message, "Correct it, or take amount, unit and period out")
