"""Words before or after a quotation are given only with the quotation.

`prefix` and `suffix` tell one of several places of the same words from the others. Where there is no quotation,
`locator` says where the passage stands.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, shown
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/evidence.csv",
    passes="ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,,,ru,",
    fails="ten-0001-muster-minister,src-0002-example-agency,supports,document-fact,,Министр,,ru,",
)
WRONG = [Wrong("evidence", missing("exact") & (given("prefix") | given("suffix")))]


def say(dataset: Dataset, row: Row) -> Fault:
    column = "prefix" if row["prefix"] else "suffix"
    message = f"{column} '{shown(row[column])}' without a quotation"
    return row.fault(column, message, "Give the quotation in 'exact', or take it out and say where in 'locator'")
