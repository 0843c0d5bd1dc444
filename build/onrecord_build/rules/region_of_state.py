"""A state lies in a region, and nothing else does.

What a release says of regions rests on the states that words bind and speakers belong to. A body or a person lies
where its `country` lies.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes="xea,state,Example State,,,,,,western-europe,",
    fails="xea,state,Example State,,,,,,,",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("actors"):
        if row["kind"] is None or "region" in row.broken or (row["kind"] == "state") == (row["region"] is not None):
            continue
        if row["region"] is None:
            yield row.fault("region", f"the state '{row['actor_id']}' has no region", "Name its sub-region after M49")
        else:
            message = f"'{row['actor_id']}' is of kind '{row['kind']}', and regions are of states"
            yield row.fault("region", message, "Take it out; 'country' names the state that it belongs to")
