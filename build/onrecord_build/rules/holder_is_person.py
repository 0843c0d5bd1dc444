"""An office is held by a person.

A body may be in charge of a matter, and only a person holds an office in it. The body is the `organisation` of the
tenure.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import STATEMENT, Edit, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/tenures.csv",
    passes="ten-0001-muster-minister,max-muster,",
    fails="ten-0001-muster-minister,xea,",
    given=(Edit(STATEMENT, "tenure: ten-0001-muster-minister\n", ""),),
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("tenures"):
        holder = dataset.get("actors", row["holder"])
        if holder is not None and holder["kind"] not in ("person", None):
            message = f"'{row['holder']}' is of kind '{holder['kind']}', and an office is held by a person"
            yield row.fault("holder", message, "Name the person who holds the office, or correct the kind of the actor")
