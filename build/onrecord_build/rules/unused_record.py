"""What is recorded is used.

A source serves evidence or lineage. An event is the occasion or the matter of a statement, holds another one, or is a
fact by itself, with participants and evidence. A tenure is that of somebody who speaks, takes part in an event or is
party of a relationship. The rest is left over from work undone, or waits for a record that nobody wrote.
"""

from __future__ import annotations

from onrecord_build.conditions import Wrong, some
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.records import Row

SEVERITY = "warning"
EXAMPLE = Example(
    "dataset/source_lineage.csv",
    passes="src-0003-example-times,src-0002-example-agency,excerpts,The page credits the agency.\n",
    fails="",
    found_in="dataset/sources.csv",
)
# An event that is a fact by itself: with participants, and evidence.
FACT = some("event_participants", "event") & some("evidence", "event")
SPEAKS = some("statements", "speaker", of="holder") | some("statements", "principal", of="holder")
IS_PARTY = some("relationships", "subject", of="holder") | some("relationships", "object", of="holder")
ACTS = (
    SPEAKS
    | IS_PARTY
    | some("relationships", "asserted_by", of="holder")
    | some("event_participants", "actor", of="holder")
)
WRONG = [
    Wrong(
        "sources",
        ~(some("evidence", "source") | some("source_lineage", "child") | some("source_lineage", "parent")),
        ("no evidence and no lineage uses this source",),
    ),
    Wrong(
        "events",
        ~(some("statements", "event") | some("statements", "about_event"))
        & ~(some("statement_targets", "target_event") | some("events", "parent") | FACT),
        ("no statement and no event refers to this event",),
    ),
    Wrong(
        "tenures",
        ~(some("statements", "tenure") | ACTS),
        ("no statement uses this tenure, and its holder neither speaks nor takes part in anything",),
    ),
]


def say(dataset: Dataset, row: Row, message: str) -> Fault:
    return row.fault(None, message, "Refer to it where it belongs, or take it out")
