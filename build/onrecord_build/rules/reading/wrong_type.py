"""A number is written in digits, and a truth value is true or false.

Programs read these fields as numbers and truth values, and whatever else stands there would have to be guessed at.
Write digits, with a point before decimals and nothing between thousands; write true or false in small letters.
"""

from __future__ import annotations

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="contested: false\n", fails="contested: FALSE\n")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Write a truth value in small letters, where only capitals differ."""
    field = dataset.schemas.tables[fault.row.table].authored[fault.column]
    small = fault.value.lower() if isinstance(fault.value, str) else ""
    return {fault.column: small} if field.type == "boolean" and small in ("true", "false") else {}
