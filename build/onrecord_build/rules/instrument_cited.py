"""Sanctions and charges name the order or docket that they rest on.

They exist by an act of a state, and the act has a name. Take it from a source; do not make one up.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="instrument: Treaty of Example City\n",
    fails="",
    given=(Edit(RELATIONSHIP, "type: agreement", "type: sanctions"),),
    found_in=RELATIONSHIP,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("relationships"):
        if row["type"] in ("sanctions", "charges") and row["instrument"] is None and "instrument" not in row.broken:
            yield row.fault("type", f"'{row['type']}' without an instrument", "Add 'instrument', as a source names it")
