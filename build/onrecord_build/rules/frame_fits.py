"""A frame for events goes with an event, and a frame for offices with an actor.

Seven frames say what happened; five say what somebody is. A word that does both ("the kidnapped president") is coded
once for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import DESIGNATED, STATEMENT, Example
from onrecord_build.faults import Fault

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT, passes="    frame: other-event\n", fails="    frame: office-neutral\n", given=(DESIGNATED,)
)
OF_ACTORS = ("office-affirming", "office-neutral", "office-denying", "criminalising", "victimising")


def check(dataset: Dataset) -> Iterator[Fault]:
    for row in dataset.rows("designations"):
        if row["frame"] is None or not (row["target_actor"] or row["target_event"]):
            continue
        if (row["frame"] in OF_ACTORS) != bool(row["target_actor"]):
            thing, other = ("an actor", "an event") if row["target_actor"] else ("an event", "an actor")
            fitting = [c for c in _frames(dataset) if (c in OF_ACTORS) == bool(row["target_actor"])]
            message = f"'{row['frame']}' is a frame for {other}, and this designates {thing}"
            yield row.fault("frame", message, f"Choose one of {', '.join(fitting)}, or correct what is designated")


def _frames(dataset: Dataset) -> tuple[str, ...]:
    return dataset.schemas.tables["designations"].authored["frame"].codes or ()
