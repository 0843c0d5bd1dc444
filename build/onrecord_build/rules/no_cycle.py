"""Nothing is its own ancestor: parents of actors and events, lineage of sources, replacements of identifiers.

A circle would make a source its own origin, and a part contain its whole. One of its links is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.conditions import Suspect, given, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.graph import reachable

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/actors.csv",
    passes="ministry-of-example,government-body,Ministry of Foreign Affairs of Example State,,,xea,xea,",
    fails="ministry-of-example,government-body,Ministry of Foreign Affairs of Example State,,,xea,ministry-of-example,",
)
CHAINS = [
    ("actors", "actor_id", "parent"),
    ("events", "event_id", "parent"),
    ("source_lineage", "child", "parent"),
    ("retired_ids", "id", "replaced_by"),
]
# What is above a row of a circle has something above it as well.
SUSPECTS = [Suspect(table, some(table, below, given(above), of=above)) for table, below, above in CHAINS]


def check(dataset: Dataset) -> Iterator[Fault]:
    for chain in CHAINS:
        yield from _circles(dataset, *chain)


def _circles(dataset: Dataset, table: str, below: str, above: str) -> Iterator[Fault]:
    parents: dict[str, set[str]] = {}
    for row in dataset.rows(table):
        if row[below] and row[above]:
            parents.setdefault(row[below], set()).add(row[above])
    for row in dataset.rows(table):
        if row[above] and row[below] in reachable(row[above], lambda at: parents.get(at, ())):
            message = f"'{row[below]}' comes from itself by way of '{row[above]}'"
            yield row.fault(above, message, "Correct one link of the circle")
