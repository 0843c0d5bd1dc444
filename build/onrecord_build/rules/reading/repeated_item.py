"""A list names each item once.

Named twice, a topic would count twice, and an alias says nothing new. Take the repetition out.
"""

from __future__ import annotations

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="topics: [diplomacy-mediation, sovereignty-territory]\n",
    fails="topics: [diplomacy-mediation, sovereignty-territory, diplomacy-mediation]\n",
)


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Keep the first of equal items, in the order that the list has."""
    separator = dataset.schemas.tables[fault.row.table].authored[fault.column].spec["delimiter"]
    if isinstance(fault.value, str):
        return {fault.column: separator.join(dict.fromkeys(fault.value.split(separator)))}
    return {fault.column: list(dict.fromkeys(fault.value))} if isinstance(fault.value, list) else {}
