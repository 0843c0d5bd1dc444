"""A frame for events goes with an event, and a frame for offices with an actor.

Seven frames say what happened; five say what somebody is. A word that does both ("the kidnapped president") is coded
once for each.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, col, given, missing
from onrecord_build.dataset import Dataset
from onrecord_build.example import DESIGNATED, STATEMENT, Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT, passes="    frame: other-event\n", fails="    frame: office-neutral\n", given=(DESIGNATED,)
)
OF_ACTORS = ("office-affirming", "office-neutral", "office-denying", "criminalising", "victimising")
FRAME = col("frame")
WRONG = [
    Wrong("designations", given("target_actor") & ~FRAME.among(*OF_ACTORS)),
    Wrong("designations", given("target_event") & missing("target_actor") & FRAME.among(*OF_ACTORS)),
]


def say(dataset: Dataset, row: Row) -> Fault:
    thing, other = ("an actor", "an event") if row["target_actor"] else ("an event", "an actor")
    codes = dataset.schemas.tables["designations"].authored["frame"].codes or ()
    fitting = [code for code in codes if (code in OF_ACTORS) == bool(row["target_actor"])]
    message = f"'{row['frame']}' is a frame for {other}, and this designates {thing}"
    return row.fault("frame", message, f"Choose one of {', '.join(fitting)}, or correct what is designated")
