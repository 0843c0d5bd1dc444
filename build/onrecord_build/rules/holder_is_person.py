"""An office is held by a person.

A body may be in charge of a matter, and only a person holds an office in it. The body is the `organisation` of the
tenure.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col
from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes="ten-0001-muster-minister,max-muster,",
    fails="ten-0001-muster-minister,xea,",
    given=(Edit(STATEMENT, "tenure: ten-0001-muster-minister\n", ""),),
)
WRONG = [Wrong("tenures", col("holder.kind") != "person")]


def say(dataset: Dataset, row: Row) -> Fault:
    kind = dataset.named("actors", row["holder"])["kind"]
    message = f"'{row['holder']}' is of kind '{kind}', and an office is held by a person"
    return row.fault("holder", message, "Name the person who holds the office, or correct the kind of the actor")
