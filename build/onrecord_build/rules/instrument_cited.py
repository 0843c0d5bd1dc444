"""Sanctions and charges name the order or docket that they rest on.

They exist by an act of a state, and the act has a name. Take it from a source; do not make one up.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import RELATIONSHIP, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    RELATIONSHIP,
    passes="instrument: Treaty of Example City\n",
    fails="",
    given=(Edit(RELATIONSHIP, "type: agreement", "type: sanctions"),),
    found_in=RELATIONSHIP,
)
WRONG = [Wrong("relationships", col("type").among("sanctions", "charges") & missing("instrument"))]


def say(dataset: Dataset, row: Row) -> Fault:
    return row.fault("type", f"'{row['type']}' without an instrument", "Add 'instrument', as a source names it")
