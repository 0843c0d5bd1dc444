"""Nothing is its own ancestor: parents of actors and events, lineage of sources, replacements of identifiers.

A circle would make a source its own origin, and a part contain its whole. One of its links is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

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


def check(dataset: Dataset) -> Iterator[Fault]:
    for table, below, above in CHAINS:
        parents: dict[str, set[str]] = {}
        for row in dataset.rows(table):
            if row[below] and row[above]:
                parents.setdefault(row[below], set()).add(row[above])
        for row in dataset.rows(table):
            if row[above] and row[below] in _ancestors(row[above], parents):
                message = f"'{row[below]}' comes from itself by way of '{row[above]}'"
                yield row.fault(above, message, "Correct one link of the circle")


def _ancestors(start: str, parents: dict[str, set[str]]) -> set[str]:
    """The start and everything above it."""
    seen: set[str] = set()
    open_ends = [start]
    while open_ends:
        if (at := open_ends.pop()) not in seen:
            seen.add(at)
            open_ends.extend(parents.get(at, ()))
    return seen
