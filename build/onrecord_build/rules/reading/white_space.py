"""No value begins or ends with white space.

It cannot be seen, and makes two of what is one: a search for the name does not find it. It comes in by copying from a
page or a spreadsheet. Take it away.
"""

from __future__ import annotations

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes="max-muster,person,Max Muster,",
    fails="max-muster,person,Max Muster ,",
)


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Strip the value; of a list every item, where that leaves none empty."""
    field = dataset.schemas.tables[fault.row.table].authored[fault.column]
    if field.type != "list":
        return {fault.column: fault.value.strip() or None} if isinstance(fault.value, str) else {}
    separator = field.spec["delimiter"]
    items = fault.value.split(separator) if isinstance(fault.value, str) else fault.value
    stripped = [(item or "").strip() for item in items] if isinstance(items, list) else []
    if not stripped or not all(stripped):
        return {}
    return {fault.column: separator.join(stripped) if isinstance(fault.value, str) else stripped}
