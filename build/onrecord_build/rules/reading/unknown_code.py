"""A field with a vocabulary has one of its codes.

Records can be counted and compared only where the same thing is always called the same. The codes stand in
schemas/terms.csv, each with what it means, a case that it fits and one that it does not. Where none fits, propose
another instead of stretching one.
"""

from __future__ import annotations

from onrecord_build.dataset import Dataset
from onrecord_build.example import EVENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="kind: press-briefing\n", fails="kind: Press Briefing\n")


def fix(dataset: Dataset, fault: Fault) -> dict[str, object]:
    """Write the code as the vocabulary does, where only capitals, spaces or underscores differ."""
    codes = dataset.schemas.tables[fault.row.table].authored[fault.column].codes or ()
    if isinstance(fault.value, str):
        meant = _code(fault.value, codes)
        return {fault.column: meant} if meant else {}
    items = [_code(item, codes) for item in fault.value] if isinstance(fault.value, list) else []
    return {fault.column: items} if items and all(items) else {}


def _code(value: str | None, codes: tuple[str, ...]) -> str | None:
    """The one code that the value spells, or None."""
    spelt = (value or "").casefold().replace("_", "-").replace(" ", "-")
    return spelt if codes.count(spelt) == 1 else None
