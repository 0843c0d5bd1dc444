"""A state lies in a region, and nothing else does.

What a release says of regions rests on the states that words bind and speakers belong to. A body or a person lies
where its `country` lies.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes="xea,state,Example State,,,,,,western-europe,",
    fails="xea,state,Example State,,,,,,,",
)
WRONG = [
    Wrong("actors", (col("kind") == "state") & missing("region")),
    Wrong("actors", (col("kind") != "state") & given("region")),
]


def say(dataset: Dataset, row: Row) -> Fault:
    if row["region"] is None:
        return row.fault("region", f"the state '{row['actor_id']}' has no region", "Name its sub-region after M49")
    message = f"'{row['actor_id']}' is of kind '{row['kind']}', and regions are of states"
    return row.fault("region", message, "Take it out; 'country' names the state that it belongs to")
